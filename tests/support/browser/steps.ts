import type { Page } from 'playwright-core'
import { totpCodeAt } from '../authenticator.js'
import { openDevice } from './browser.js'
import type { Site } from './site.js'

// What people do in the example app, and what they see.

export const ada = { email: 'ada@example.com', password: 'analytical engine 1843' }

export async function signUp(site: Site): Promise<Page> {
  const page = await (await openDevice(site)).newPage()
  await page.goto('/sign-up')
  await fillSignUp(page)
  await heading(page, 'Profile')
  return page
}

export async function fillSignUp(page: Page): Promise<void> {
  await page.getByLabel('E-mail address').fill(ada.email)
  await page.getByLabel('Password', { exact: true }).fill(ada.password)
  await press(page, 'Create account')
}

export async function login(page: Page, { email, password } = ada): Promise<void> {
  await page.getByLabel('E-mail address or username').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await press(page, 'Sign in')
}

export async function requestChange(page: Page, newEmail: string): Promise<void> {
  await page.goto('/email')
  await page.getByLabel('New e-mail address').fill(newEmail)
  await page.getByLabel('Current password', { exact: true }).fill(ada.password)
  await press(page, 'Mail a proof to it')
  await said(page, 'We mailed a code and a link')
}

export function press(page: Page, name: string): Promise<void> {
  return page.getByRole('button', { name, exact: true }).click()
}

export function heading(page: Page, name: string): Promise<void> {
  return page.getByRole('heading', { name, level: 1 }).waitFor()
}

export function said(page: Page, words: string): Promise<void> {
  return page.getByRole('status').getByText(words).waitFor()
}

/** The name of the field that has the focus. */
export function focusedField(page: Page): Promise<string | null> {
  return page.evaluate(() => document.activeElement?.getAttribute('name') ?? null)
}

/** What screen readers tell about a field. */
export function describedBy(page: Page, name: string): Promise<string> {
  return page.locator(`[name="${name}"]`).evaluate((field) =>
    (field.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent)
      .join(' '),
  )
}

/** Sets an authenticator app up, with the code of now: the next one is that of the next half minute. */
export async function enrol(page: Page): Promise<{ secret: string; recoveryCodes: string[] }> {
  await page.getByRole('link', { name: 'Security' }).click()
  await page.getByRole('link', { name: 'Set it up' }).click()
  await press(page, 'Show the QR code')
  return answerSetUp(page)
}

/** From the picture on. */
export async function answerSetUp(page: Page): Promise<{ secret: string; recoveryCodes: string[] }> {
  await page.getByRole('img', { name: 'QR code' }).waitFor()
  await page.getByText('I cannot scan it').click()
  const secret = ((await page.locator('.secret').textContent()) ?? '').replaceAll(' ', '')
  await page.getByLabel('Code that the app shows now').fill(totpCodeAt(secret, new Date()))
  await press(page, 'Turn it on')
  await page.getByRole('list', { name: 'Recovery codes' }).waitFor()
  return {
    secret,
    recoveryCodes: await page.getByRole('list', { name: 'Recovery codes' }).locator('code').allTextContents(),
  }
}

export async function signOut(page: Page): Promise<void> {
  await press(page, 'Sign out')
  await heading(page, 'Sign in')
  await page.goto('/login')
}
