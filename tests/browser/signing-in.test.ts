import { describe, expect, test } from 'vitest'
import { hasBrowser, openPage, useBrowser } from '../support/browser/browser.js'
import { look } from '../support/browser/look.js'
import { openSite } from '../support/browser/site.js'
import {
  ada,
  describedBy,
  fillSignUp,
  focusedField,
  heading,
  login,
  press,
  said,
  signUp,
} from '../support/browser/steps.js'

describe.skipIf(!hasBrowser)('signing up and in', () => {
  useBrowser()

  test('a person signs up, proves the address by code, and keeps a profile', async () => {
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
    await heading(page, 'Confirm your address')
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

  test('the mailed link proves the address, and changes nothing until the button is pressed', async () => {
    const site = await openSite({ EMAIL_VERIFICATION: 'required' })
    const page = await openPage(site, '/sign-up')
    await fillSignUp(page)
    await heading(page, 'Confirm your address')
    const link = (await site.nextMail(ada.email, /Confirm your e-mail/)).link()

    await page.goto('/login')
    await login(page)
    await heading(page, 'Confirm your address')
    await page.goto(link)
    await page.getByText('Press the button').waitFor()
    expect(site.operations).not.toContain('VerifyEmail')
    expect(page.url()).toBe(`${site.url}/verify-email`)
    await look(page, 'verify-email-by-link')
    await press(page, 'Confirm the address')
    await said(page, 'ada@example.com is confirmed.')

    await page.goto(link)
    await press(page, 'Confirm the address')
    await page.getByRole('alert').getByText('This link has been used').waitFor()
    await look(page, 'verify-email-by-used-link')

    await page.goto('/')
    await look(page, 'login')
    await login(page)
    await heading(page, 'Profile')
  })

  test('a person signs up with a mailed code if the server asks for one', async () => {
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

  test('the app says that registration is closed if it is', async () => {
    const page = await openPage(await openSite({ REGISTRATION: 'closed' }), '/sign-up')
    await page.getByText('Nobody can sign up at the moment.').waitFor()
    await look(page, 'sign-up-closed')
  })

  test('a user resets a forgotten password by code and by link', async () => {
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

  test('the app tells how long to wait after too many wrong passwords, in its language', async () => {
    const site = await openSite({ LIMIT_LOGIN_PER_USER: '2/15m' })
    const page = await openPage(site, '/login')
    for (const failures of [1, 2]) {
      await login(page)
      await expect.poll(() => site.operations.filter((name) => name === 'Login').length).toBe(failures)
      await page.locator('form[aria-busy="false"]').first().waitFor()
      await page.getByRole('alert').getByText('The name or the password is wrong.').waitFor()
    }
    await login(page)
    await page.getByText(/Try again in \d+ minutes/).waitFor()
    await look(page, 'login-throttled')
    await page.getByRole('button', { name: '中文' }).click()
    await page.getByLabel('密码', { exact: true }).fill('x')
    await press(page, '登录')
    await page.getByText('尝试次数过多，请稍后再试。').waitFor()
  })

  test('the app has a page for unknown paths', async () => {
    const page = await openPage(await openSite(), '/nowhere')
    await heading(page, 'There is no such page')
    await look(page, 'not-found')
  })
})
