import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { hasBrowser, openDevice, openPage, useBrowser } from './support/browser.js'
import { look } from './support/look.js'
import { openSite, type Site } from './support/site.js'

const ada = { email: 'ada@example.com', password: 'analytical engine 1843' }

describe.skipIf(!hasBrowser)('the example app', () => {
  useBrowser()

  test('signs up, proves the address by code, and keeps a profile', async () => {
    const site = await openSite({ PASSWORD_REQUIRE_DIGIT: 'true', REQUIRED_PROFILE_FIELDS: 'age' })
    const page = await openPage(site, '/sign-up')
    const rule = page.getByRole('listitem').filter({ hasText: 'a digit' })
    await page.getByLabel('Password', { exact: true }).fill('analytical')
    await expect.poll(() => rule.textContent()).toContain('missing')
    await page.getByLabel('Password', { exact: true }).fill('analytical 1')
    await expect.poll(() => rule.textContent()).toContain('done')

    await page.getByLabel('E-mail address').fill('no address')
    await page.getByLabel('Age').fill('1815')
    await press(page, 'Create account')
    const email = page.getByLabel('E-mail address')
    await expect.poll(() => focusedField(page)).toBe('email')
    expect(await email.getAttribute('aria-invalid')).toBe('true')
    expect(await describedBy(page, 'email')).toContain('This is not an e-mail address.')
    expect(await describedBy(page, 'profile.age')).toContain('This must be in the range 0–150.')
    await look(page, 'sign-up')

    await email.fill(ada.email)
    await page.getByLabel('Age').fill('28')
    await press(page, 'Create account')
    await heading(page, 'Profile')
    await look(page, 'profile')

    await page.getByRole('link', { name: 'Confirm it' }).click()
    await heading(page, 'Confirm your e-mail address')
    await page.getByLabel('Code from the mail').fill('000000')
    await press(page, 'Confirm the address')
    await expect.poll(() => describedBy(page, 'code')).toContain('The code is wrong or has expired.')
    await look(page, 'verify-email-by-code')
    const mail = await site.nextMail(ada.email, /Confirm your e-mail/)
    await page.getByLabel('Code from the mail').fill(mail.code())
    await press(page, 'Confirm the address')
    await said(page, 'ada@example.com is confirmed.')
    await look(page, 'verify-email-done')

    await page.getByRole('link', { name: 'Continue' }).click()
    await page.getByLabel('About you').fill('Poetical science')
    await page.getByLabel('Sex').selectOption('FEMALE')
    await press(page, 'Save')
    await said(page, 'Your profile is saved.')
    await page.reload()
    await expect.poll(() => page.getByLabel('About you').inputValue()).toBe('Poetical science')
    expect(await page.getByText('not confirmed yet').count()).toBe(0)
  })

  test('proves the address by the mailed link, which changes nothing until the button is pressed', async () => {
    const site = await openSite({ EMAIL_VERIFICATION: 'required' })
    const page = await openPage(site, '/sign-up')
    await fillSignUp(page)
    await heading(page, 'Confirm your e-mail address')
    const link = (await site.nextMail(ada.email, /Confirm your e-mail/)).link()

    await page.goto('/login')
    await login(page)
    await heading(page, 'Confirm your e-mail address')
    await page.goto(link)
    await page.getByText('Press the button').waitFor()
    expect(site.operations).not.toContain('VerifyEmail')
    expect(page.url()).toBe(`${site.url}/verify-email`)
    await look(page, 'verify-email-by-link')
    await press(page, 'Confirm the address')
    await said(page, 'ada@example.com is confirmed.')

    await page.getByRole('link', { name: 'Continue' }).click()
    await look(page, 'login')
    await login(page)
    await heading(page, 'Profile')
  })

  test('signs up with a mailed code where the server asks for one', async () => {
    const site = await openSite({ REGISTRATION: 'email-code' })
    const page = await openPage(site, '/sign-up')
    await page.getByLabel('E-mail address').fill(ada.email)
    await look(page, 'sign-up-by-code')
    await press(page, 'Mail me a code')
    await page.getByLabel('Code from the mail').fill((await site.nextMail(ada.email, /registration code/)).code())
    await page.getByLabel('Password', { exact: true }).fill(ada.password)
    await look(page, 'sign-up-with-code')
    await press(page, 'Create account')
    await heading(page, 'Profile')
    expect(await page.getByText('not confirmed yet').count()).toBe(0)
  })

  test('says that nobody can sign up where that is so', async () => {
    const page = await openPage(await openSite({ REGISTRATION: 'closed' }), '/sign-up')
    await page.getByText('Nobody can sign up at the moment.').waitFor()
    await look(page, 'sign-up-closed')
  })

  test('resets a forgotten password by code and by link', async () => {
    const site = await openSite()
    await signUp(site)
    const page = await openPage(site, '/login')
    await page.getByRole('link', { name: 'Forgot your password?' }).click()
    await heading(page, 'Forgot your password?')
    await page.getByLabel('E-mail address').fill(ada.email)
    await press(page, 'Mail me a code')
    await heading(page, 'Choose a new password')
    await look(page, 'reset-password-by-code')
    await page.getByLabel('Code from the mail').fill((await site.nextMail(ada.email, /resets your password/)).code())
    await page.getByLabel('New password', { exact: true }).fill('difference engine 1822')
    await press(page, 'Set the new password')
    await said(page, 'The new password holds. Sign in with it.')
    await look(page, 'login-after-reset')

    await page.goto('/forgot-password')
    await page.getByLabel('E-mail address').fill(ada.email)
    await press(page, 'Mail me a link')
    await said(page, 'If the address is known, a link is on its way. It is valid for 30 minutes.')
    await look(page, 'forgot-password')
    await page.goto((await site.nextMail(ada.email, /Reset your password/)).link())
    await heading(page, 'Choose a new password')
    expect(page.url()).toBe(`${site.url}/reset-password`)
    await look(page, 'reset-password-by-link')
    await page.getByLabel('New password', { exact: true }).fill('password')
    await press(page, 'Set the new password')
    await expect.poll(() => describedBy(page, 'newPassword')).toContain('This password is too common.')
    await page.getByLabel('New password', { exact: true }).fill(ada.password)
    await press(page, 'Set the new password')
    await said(page, 'The new password holds. Sign in with it.')
    await login(page)
    await heading(page, 'Profile')
  })

  test('changes the e-mail address by the code, and by the link without being signed in', async () => {
    const site = await openSite()
    const page = await signUp(site)
    await requestChange(page, 'countess@example.com')
    await look(page, 'email-requested')
    const { code } = await site.nextMail('countess@example.com', /Confirm your new/)
    await page.getByLabel('Code from the mail').fill(code())
    await press(page, 'Use the new address')
    await said(page, 'countess@example.com is your address now.')
    await look(page, 'email')

    await requestChange(page, 'lovelace@example.com')
    const other = await openPage(site, (await site.nextMail('lovelace@example.com', /Confirm your new/)).link())
    await other.getByText('Press the button').waitFor()
    expect(other.url()).toBe(`${site.url}/change-email`)
    await look(other, 'change-email-by-link')
    await press(other, 'Use this address')
    await said(other, 'lovelace@example.com is your address now.')
    await other.getByRole('link', { name: 'Continue' }).click()
    await login(other, { ...ada, email: 'lovelace@example.com' })
    await heading(other, 'Profile')
  })

  test('lists the devices, signs one out with its reason, then all others', async () => {
    const site = await openSite()
    const page = await signUp(site)
    const [phone, tablet] = [await openPage(site, '/login'), await openPage(site, '/devices')]
    for (const device of [phone, tablet]) await login(device)
    await page.getByRole('link', { name: 'Devices' }).click()
    await heading(page, 'Devices')
    await expect.poll(() => page.getByRole('heading', { level: 2 }).count()).toBe(3)
    await look(page, 'devices')

    await page.getByRole('button', { name: 'Sign out this device' }).first().click()
    await said(page, 'The device is signed out.')
    await expect.poll(() => page.getByRole('heading', { level: 2 }).count()).toBe(2)
    await tablet.reload()
    await tablet.getByText('You were signed out from another device.').waitFor()
    await look(tablet, 'login-after-revocation')

    await press(page, 'Sign out everywhere else')
    await said(page, 'One device is signed out.')
    await phone.reload()
    await phone.getByText('You were signed out from another device.').waitFor()
    await page.reload()
    await heading(page, 'Devices')
  })

  test('changes the password, which ends the sessions of other devices', async () => {
    const site = await openSite()
    const page = await signUp(site)
    const phone = await openPage(site, '/login')
    await login(phone)
    await heading(phone, 'Profile')
    await page.getByRole('link', { name: 'Password' }).click()
    await page.getByLabel('Current password', { exact: true }).fill('wrong')
    await page.getByLabel('New password', { exact: true }).fill('difference engine 1822')
    await press(page, 'Change the password')
    await expect.poll(() => focusedField(page)).toBe('currentPassword')
    await look(page, 'change-password')
    await page.getByLabel('Current password', { exact: true }).fill(ada.password)
    await press(page, 'Change the password')
    await said(page, 'Your password has changed.')
    await phone.reload()
    await phone.getByText('The password has changed. Please sign in with the new one.').waitFor()
  })

  test('deletes the account for good', async () => {
    const site = await openSite()
    const page = await signUp(site)
    await page.getByRole('link', { name: 'Delete account' }).click()
    await heading(page, 'Delete account')
    await look(page, 'delete-account')
    await page.getByLabel('Current password', { exact: true }).fill(ada.password)
    await press(page, 'Delete my account for good')
    await page.getByText('Your account is deleted.').waitFor()
    await login(page)
    await page.getByText('The name or the password is wrong.').waitFor()
  })

  test('tells how long to wait after too many wrong passwords, in the language of the app', async () => {
    const page = await openPage(await openSite({ LIMIT_LOGIN_PER_USER: '2/15m' }), '/login')
    for (const expected of ['The name or the password is wrong.', 'The name or the password is wrong.']) {
      await login(page)
      await page.getByRole('alert').getByText(expected).waitFor()
    }
    await login(page)
    await page.getByText(/Please wait \d+ minutes/).waitFor()
    await look(page, 'login-throttled')
    await page.getByRole('button', { name: '中文' }).click()
    await page.getByLabel('密码', { exact: true }).fill('x')
    await press(page, '登录')
    await page.getByText('尝试次数过多，请稍后再试。').waitFor()
  })

  test('has a page for paths that lead nowhere', async () => {
    const page = await openPage(await openSite(), '/nowhere')
    await heading(page, 'There is no such page')
    await look(page, 'not-found')
  })
})

async function signUp(site: Site): Promise<Page> {
  const page = await (await openDevice(site)).newPage()
  await page.goto('/sign-up')
  await fillSignUp(page)
  await heading(page, 'Profile')
  return page
}

async function fillSignUp(page: Page): Promise<void> {
  await page.getByLabel('E-mail address').fill(ada.email)
  await page.getByLabel('Password', { exact: true }).fill(ada.password)
  await press(page, 'Create account')
}

async function login(page: Page, { email, password } = ada): Promise<void> {
  await page.getByLabel('E-mail address or username').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await press(page, 'Sign in')
}

async function requestChange(page: Page, newEmail: string): Promise<void> {
  await page.goto('/email')
  await page.getByLabel('New e-mail address').fill(newEmail)
  await page.getByLabel('Current password', { exact: true }).fill(ada.password)
  await press(page, 'Mail a proof to it')
  await said(page, 'We mailed a code and a link')
}

function press(page: Page, name: string): Promise<void> {
  return page.getByRole('button', { name, exact: true }).click()
}

function heading(page: Page, name: string): Promise<void> {
  return page.getByRole('heading', { name, level: 1 }).waitFor()
}

function said(page: Page, words: string): Promise<void> {
  return page.getByRole('status').getByText(words).waitFor()
}

/** The name of the field that has the focus. */
function focusedField(page: Page): Promise<string | null> {
  return page.evaluate(() => document.activeElement?.getAttribute('name') ?? null)
}

/** What screen readers tell about a field. */
function describedBy(page: Page, name: string): Promise<string> {
  return page.locator(`[name="${name}"]`).evaluate((field) =>
    (field.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent)
      .join(' '),
  )
}
