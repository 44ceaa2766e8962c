import { describe, expect, test } from 'vitest'
import { hasBrowser, openPage, useBrowser } from '../support/browser/browser.js'
import { look } from '../support/browser/look.js'
import { openSite } from '../support/browser/site.js'
import {
  describedBy,
  fillSignUp,
  focusedField,
  heading,
  login,
  press,
  said,
  signOut,
  signUp,
} from '../support/browser/steps.js'
import { addAuthenticator } from '../support/browser/virtual-authenticator.js'

describe.skipIf(!hasBrowser)('passkeys', () => {
  useBrowser()

  test('a user adds a passkey, signs in with it from the field and by the button, renames and removes it', async () => {
    const page = await signUp(await openSite())
    const authenticator = await addAuthenticator(page)
    await page.getByRole('link', { name: 'Security' }).click()
    await page.getByRole('link', { name: 'Add a passkey' }).click()
    await heading(page, 'Passkeys')
    await look(page, 'passkeys-none')
    await press(page, 'Add a passkey')
    await said(page, 'The passkey is added.')
    expect(await page.getByRole('list', { name: 'Recovery codes' }).locator('code').count()).toBe(10)
    await look(page, 'passkeys')

    await press(page, 'Sign out')
    // The browser offers the passkey in the field for the name, and the authenticator is touched at once.
    await heading(page, 'Passkeys')
    await authenticator.setTouched(false)
    await press(page, 'Sign out')
    await heading(page, 'Sign in')
    await look(page, 'login-with-passkey')
    // The offer in the field goes on waiting; the button asks anew.
    await authenticator.setTouched(true)
    await press(page, 'Sign in with a passkey')
    await heading(page, 'Passkeys')

    await page.getByRole('button', { name: 'Rename' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('My laptop')
    await look(page, 'passkey-rename')
    await press(page, 'Save')
    await said(page, 'The passkey has a new name.')
    await page.getByRole('heading', { name: 'My laptop' }).waitFor()
    await page.getByRole('button', { name: 'Remove' }).click()
    await look(page, 'passkey-remove')
    await press(page, 'Remove the passkey')
    await said(page, 'The passkey is removed.')
    expect(await page.locator('.sections li').count()).toBe(0)
  })

  test('a passkey is the second factor after the password, and proves anew who one is', async () => {
    const page = await signUp(await openSite())
    const authenticator = await addAuthenticator(page)
    await page.getByRole('link', { name: 'Security' }).click()
    await page.getByRole('link', { name: 'Add a passkey' }).click()
    await press(page, 'Add a passkey')
    await said(page, 'The passkey is added.')
    await authenticator.setTouched(false)
    await signOut(page)
    await login(page)
    await heading(page, 'One more step')
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Use a passkey')
    await look(page, 'second-factor-passkey')
    await authenticator.setTouched(true)
    await page.keyboard.press('Enter')
    await heading(page, 'Profile')
  })

  test('a user removes the password once a passkey has proven who asks, and lives without one', async () => {
    const site = await openSite()
    const page = await signUp(site)
    await addAuthenticator(page)
    await page.goto('/passkeys')
    await press(page, 'Add a passkey')
    await said(page, 'The passkey is added.')
    await page.goto('/password')
    await press(page, 'Remove the password')
    await page.getByRole('dialog').getByRole('button', { name: 'Remove the password' }).click()
    await press(page, 'Use a passkey')
    await said(page, 'Your account has no password any more.')
    await look(page, 'set-password')
    await page.goto('/email')
    expect(await page.getByLabel('Current password', { exact: true }).count()).toBe(0)
    await page.getByLabel('New e-mail address').fill('countess@example.com')
    await press(page, 'Mail a proof to it')
    await press(page, 'Use a passkey')
    await said(page, 'We mailed a code and a link')
  })

  test('a person signs up with a passkey instead of a password', async () => {
    const page = await openPage(await openSite(), '/sign-up')
    const authenticator = await addAuthenticator(page)
    await press(page, 'Sign up with a passkey')
    await expect.poll(() => focusedField(page)).toBe('email')
    expect(await describedBy(page, 'email')).not.toBe('')
    await page.getByLabel('E-mail address').fill('ada@example.com')
    await look(page, 'sign-up-with-passkey')
    await press(page, 'Sign up with a passkey')
    await heading(page, 'Profile')
    expect(await authenticator.countPasskeys()).toBe(1)
    await page.getByRole('link', { name: 'Security' }).click()
    await page.getByText('Your account has no password.').waitFor()
  })

  test('a user who must have a second factor sets a passkey up while signing up', async () => {
    const page = await openPage(await openSite({ SECOND_FACTOR: 'everyone' }), '/sign-up')
    const authenticator = await addAuthenticator(page)
    await fillSignUp(page)
    await heading(page, 'Protect your account')
    await look(page, 'set-up-passkey')
    await press(page, 'Add a passkey')
    await heading(page, 'Recovery codes')
    await press(page, 'I have kept them')
    await heading(page, 'Profile')
    expect(await authenticator.countPasskeys()).toBe(1)
  })
})
