import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { totpCodeAt } from '../support/authenticator.js'
import { hasBrowser, openPage, useBrowser } from '../support/browser/browser.js'
import { look } from '../support/browser/look.js'
import { openSite } from '../support/browser/site.js'
import {
  ada,
  answerSetUp,
  describedBy,
  enrol,
  fillSignUp,
  focusedField,
  heading,
  login,
  press,
  said,
  signOut,
  signUp,
} from '../support/browser/steps.js'

describe.skipIf(!hasBrowser)('a second factor', () => {
  useBrowser()

  test('a user sets an authenticator app up, and signs in with its code and with a recovery code', async () => {
    const page = await signUp(await openSite())
    await page.getByRole('link', { name: 'Security' }).click()
    await heading(page, 'Security')
    await page.getByText('Codes on your phone').waitFor()
    await look(page, 'security')
    await page.getByRole('link', { name: 'Set it up' }).click()
    await heading(page, 'Authenticator app')
    await look(page, 'authenticator-start')
    await press(page, 'Show the QR code')
    await page.getByRole('img', { name: 'QR code' }).waitFor()
    await look(page, 'authenticator-scan')
    const { secret, recoveryCodes } = await answerSetUp(page)
    await said(page, 'From now on, signing in asks for a code of the app.')
    expect(recoveryCodes).toHaveLength(10)
    await look(page, 'authenticator-enabled')
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Download' }).click()
    expect(readFileSync(await (await download).path(), 'utf8')).toBe(`${recoveryCodes.join('\n')}\n`)

    await signOut(page)
    await login(page)
    await heading(page, 'One more step')
    await expect.poll(() => focusedField(page)).toBe('totpCode')
    await page.keyboard.type('12345')
    await page.keyboard.press('Enter')
    await expect.poll(() => describedBy(page, 'totpCode')).toContain('The code is wrong or has expired.')
    await look(page, 'second-factor')
    await page.getByLabel('Code from the app').fill(totpCodeAt(secret, new Date(), 1))
    await press(page, 'Sign in')
    await heading(page, 'Profile')

    await signOut(page)
    await login(page)
    await press(page, 'Use a recovery code')
    await expect.poll(() => focusedField(page)).toBe('recoveryCode')
    await look(page, 'second-factor-recovery')
    await page.keyboard.type(recoveryCodes[0] ?? '')
    await page.keyboard.press('Enter')
    await heading(page, 'Profile')
    await page.getByRole('link', { name: 'Security' }).click()
    await page.getByText('9 left').waitFor()
    await look(page, 'security-with-app')
  })

  test('a user who must have a second factor sets it up while signing up, and cannot remove it', async () => {
    const page = await openPage(await openSite({ SECOND_FACTOR: 'everyone' }), '/sign-up')
    await fillSignUp(page)
    await heading(page, 'Protect your account')
    await press(page, 'Use an authenticator app instead')
    await look(page, 'set-up')
    await press(page, 'Show the QR code')
    await page.getByRole('img', { name: 'QR code' }).waitFor()
    await look(page, 'set-up-scan')
    await answerSetUp(page)
    await look(page, 'set-up-codes')
    await press(page, 'I have kept them')
    await heading(page, 'Profile')
    await page.getByRole('link', { name: 'Security' }).click()
    await page.getByRole('button', { name: 'Remove' }).click()
    await press(page, 'Remove the app')
    await page.getByRole('alert').getByText('second factor').waitFor()
    await page.keyboard.press('Escape')
    await page.getByText('10 left').waitFor()
  })

  test('five wrong codes end the sign-in, and the app says so', async () => {
    const page = await signUp(await openSite())
    await enrol(page)
    await signOut(page)
    await login(page)
    await heading(page, 'One more step')
    for (let attempt = 1; attempt <= 6; attempt++) {
      await page.locator('form[aria-busy="false"]').first().waitFor()
      if ((await page.getByLabel('Code from the app').count()) === 0) break
      await page.getByLabel('Code from the app').fill('000000')
      await press(page, 'Sign in')
    }
    await said(page, 'too many codes were wrong')
    await heading(page, 'Sign in')
  })
})

describe.skipIf(!hasBrowser)('a proof that is too old', () => {
  useBrowser()

  test('the app asks for the proofs that are missing, then does what was wanted with what was typed', async () => {
    const site = await openSite()
    const page = await signUp(site)
    const { secret, recoveryCodes } = await enrol(page)
    await page.getByRole('link', { name: 'Back to security' }).click()
    await page.getByRole('link', { name: 'Make new codes' }).click()
    await press(page, 'Make new codes')
    const dialog = page.getByRole('dialog', { name: 'Confirm that it is you' })
    await dialog.waitFor()
    await expect.poll(() => focusedField(page)).toBe('password')
    await look(page, 'reauthentication')
    await page.keyboard.type('wrong')
    await page.keyboard.press('Enter')
    await expect.poll(() => describedBy(page, 'password')).toContain('This is not your password.')
    await dialog.getByLabel('Password', { exact: true }).fill(ada.password)
    await page.keyboard.press('Enter')
    await expect.poll(() => focusedField(page)).toBe('totpCode')
    await look(page, 'reauthentication-code')
    await page.keyboard.type(totpCodeAt(secret, new Date(), 1))
    await page.keyboard.press('Enter')
    await page.getByRole('list', { name: 'Recovery codes' }).waitFor()
    expect(await dialog.count()).toBe(0)
    await look(page, 'recovery-codes')
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
    const fresh = await page.getByRole('list', { name: 'Recovery codes' }).locator('code').allTextContents()
    expect(fresh.filter((code) => recoveryCodes.includes(code))).toEqual([])
  })

  test('a form keeps what was typed while the dialog asks, also if the user turns away', async () => {
    const site = await openSite()
    const page = await signUp(site)
    const { recoveryCodes } = await enrol(page)
    await page.getByRole('link', { name: 'E-mail' }).click()
    await page.getByLabel('New e-mail address').fill('countess@example.com')
    await page.getByLabel('Current password', { exact: true }).fill(ada.password)
    await press(page, 'Mail a proof to it')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('alert').getByText('Please confirm that it is you.').waitFor()
    expect(await page.getByLabel('New e-mail address').inputValue()).toBe('countess@example.com')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Mail a proof to it')
    await page.keyboard.press('Enter')
    await press(page, 'Use a recovery code')
    await page.keyboard.type(recoveryCodes[0] ?? '')
    await page.keyboard.press('Enter')
    await said(page, 'We mailed a code and a link')
    await site.nextMail('countess@example.com', /Confirm your new/)
  })
})
