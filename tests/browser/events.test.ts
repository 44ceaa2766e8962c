import { describe, expect, test } from 'vitest'
import { hasBrowser, useBrowser } from '../support/browser/browser.js'
import { look } from '../support/browser/look.js'
import { openSite } from '../support/browser/site.js'
import { heading, press, signUp } from '../support/browser/steps.js'

describe.skipIf(!hasBrowser)('what happened', () => {
  useBrowser()

  test('a user reads what happened to the account, in the language of the page, and asks for the older entries', async () => {
    const page = await signUp(await openSite())
    for (let change = 1; change <= 20; change++) {
      await page.getByLabel('School').fill(`School ${change}`)
      const answer = page.waitForResponse(/graphql/)
      await press(page, 'Save')
      await answer
      await page.locator('form[aria-busy="false"]').waitFor()
    }
    await page.getByRole('link', { name: 'Security' }).click()
    await page.getByRole('link', { name: 'Show the list' }).click()
    await heading(page, 'What happened')
    const entries = page.locator('.events li')
    await expect.poll(() => entries.count()).toBe(20)
    await look(page, 'events')
    await press(page, 'Show more')
    await page.getByText('That is all.').waitFor()
    expect(await entries.last().textContent()).toContain('account')
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('That is all.')
    await page.getByRole('button', { name: '中文' }).click()
    await expect.poll(() => entries.first().textContent()).toMatch(/\p{Script=Han}/u)
  })
})
