import { describe, expect, test } from 'vitest'
import { hasBrowser, openPage, useBrowser } from '../support/browser/browser.js'
import { look } from '../support/browser/look.js'
import { openSite } from '../support/browser/site.js'
import {
  ada,
  describedBy,
  focusedField,
  heading,
  login,
  press,
  requestChange,
  said,
  signUp,
} from '../support/browser/steps.js'

describe.skipIf(!hasBrowser)('the account', () => {
  useBrowser()

  test('a user changes the e-mail address by the code, and by the link without being signed in', async () => {
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

  test('a user lists the devices, signs one out with its reason, then all others', async () => {
    const site = await openSite()
    const page = await signUp(site)
    const [phone, tablet] = [await openPage(site, '/login'), await openPage(site, '/devices')]
    await login(phone)
    await heading(phone, 'Profile')
    await login(tablet)
    await heading(tablet, 'Devices')
    await page.getByRole('link', { name: 'Devices' }).click()
    await heading(page, 'Devices')
    await expect.poll(() => page.getByRole('heading', { level: 2 }).count()).toBe(3)
    await look(page, 'devices')

    await page.getByRole('button', { name: 'Sign out this device' }).first().click()
    await said(page, 'The device is signed out.')
    await expect.poll(() => page.getByRole('heading', { level: 2 }).count()).toBe(2)
    await tablet.getByRole('link', { name: 'E-mail' }).click()
    await tablet.getByText('You were signed out from another device.').waitFor()
    await look(tablet, 'login-after-revocation')

    await press(page, 'Sign out everywhere else')
    await said(page, 'One device is signed out.')
    await phone.reload()
    await phone.getByText('You were signed out from another device.').waitFor()
    await page.reload()
    await heading(page, 'Devices')
  })

  test('a user changes the password, which ends the sessions of other devices', async () => {
    const site = await openSite()
    const page = await signUp(site)
    const phone = await openPage(site, '/login')
    await login(phone)
    await heading(phone, 'Profile')
    await page.getByRole('link', { name: 'Security' }).click()
    await page.getByRole('link', { name: 'Change the password' }).click()
    await page.getByLabel('Current password', { exact: true }).fill('wrong')
    await page.getByLabel('New password', { exact: true }).fill('difference engine 1822')
    await press(page, 'Change the password')
    await expect.poll(() => focusedField(page)).toBe('currentPassword')
    expect(await describedBy(page, 'currentPassword')).toContain('This is not your password.')
    await look(page, 'change-password')
    await page.getByLabel('Current password', { exact: true }).fill(ada.password)
    await press(page, 'Change the password')
    await said(page, 'Your password has changed.')
    await phone.reload()
    await phone.getByText('The password has changed. Please sign in with the new one.').waitFor()
  })

  test('a user deletes the account for good', async () => {
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

  test('the app does not send a change twice if its answer is lost', async () => {
    const site = await openSite()
    const page = await signUp(site)
    site.loseNextAnswer('UpdateProfile')
    await page.getByLabel('School').fill('At home')
    await press(page, 'Save')
    await page.getByRole('alert').getByText('The server cannot be reached. Please try again.').waitFor()
    await page.reload()
    await expect.poll(() => page.getByLabel('School').inputValue()).toBe('At home')
    expect(site.operations.filter((name) => name === 'UpdateProfile')).toHaveLength(1)
  })

  test('the app reports an outage of the server and continues by itself', async () => {
    const site = await openSite()
    const page = await signUp(site)
    await site.stopServer()
    await press(page, 'Save')
    await page.getByRole('alert').getByText('The server cannot be reached. Please try again.').waitFor()
    await page.reload()
    await said(page, 'The server cannot be reached. It is tried again by itself.')
    await look(page, 'unreachable')
    await site.startServer()
    await heading(page, 'Profile')
    await page.getByText('It is tried again by itself.').waitFor({ state: 'detached' })
    await press(page, 'Save')
    await said(page, 'Your profile is saved.')
  })
})
