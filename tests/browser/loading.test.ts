import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { hasBrowser, useBrowser } from '../support/browser/browser.js'
import { openSite } from '../support/browser/site.js'
import { signUp } from '../support/browser/steps.js'

/** What web.dev calls good is 0.1. */
const leastThatIsSeen = 0.02

describe.skipIf(!hasBrowser)('a slow server', () => {
  useBrowser()

  test('no page of the account jumps while its answers come in one after the other', async () => {
    const page = await signUp(await openSite())
    await delayAnswers(page)
    await page.addInitScript(countShifts)
    const shifts: Record<string, number> = {}
    for (const path of ['/', '/security', '/authenticator', '/recovery-codes', '/devices', '/password', '/email']) {
      await page.goto(path)
      await page.locator('h1:not(.visually-hidden)').waitFor()
      await page.locator('.skeleton').waitFor({ state: 'detached' })
      const shift = await page.evaluate(() => (window as unknown as { shift: number }).shift)
      if (shift > leastThatIsSeen) shifts[path] = shift
    }
    expect(shifts).toEqual({})
  })
})

/** Each by a longer time than the one before. */
async function delayAnswers(page: Page): Promise<void> {
  let requests = 0
  await page.route('**/graphql', async (route) => {
    requests = (requests + 1) % 3
    const answer = await route.fetch()
    setTimeout(() => void route.fulfill({ response: answer }).catch(() => undefined), 100 + requests * 100)
  })
}

function countShifts(): void {
  const shown = window as unknown as { shift: number }
  shown.shift = 0
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) shown.shift += (entry as unknown as { value: number }).value
  }).observe({ type: 'layout-shift', buffered: true })
}
