import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { totpCodeAt } from '../support/authenticator.js'
import { hasBrowser, openPage, useBrowser } from '../support/browser/browser.js'
import { openSite } from '../support/browser/site.js'
import { ada, focusedField, heading, said, signUp } from '../support/browser/steps.js'

describe.skipIf(!hasBrowser)('without a mouse', () => {
  useBrowser()

  test('one can sign up, sign out and sign in, and always sees where one is', async () => {
    const page = await openPage(await openSite(), '/login')
    await heading(page, 'Sign in')
    await tabTo(page, 'Sign up')
    await page.keyboard.press('Enter')
    await heading(page, 'Create your account')
    expect(await focusedTag(page)).toBe('H1')

    await tabTo(page, 'E-mail address')
    await page.keyboard.type(ada.email)
    await tabTo(page, 'Password')
    await page.keyboard.type('short')
    await page.keyboard.press('Enter')
    await page.locator('[name="password"][aria-invalid="true"]').waitFor()
    await expect.poll(() => focusedField(page)).toBe('password')
    await page.keyboard.press('Control+A')
    await page.keyboard.type(ada.password)
    await tabTo(page, 'Create account')
    await page.keyboard.press('Space')
    await heading(page, 'Profile')
    await expect.poll(() => focusedTag(page)).toBe('H1')

    await page.keyboard.press('Shift+Tab')
    await tabTo(page, 'Sign out', 'Shift+Tab')
    await page.keyboard.press('Enter')
    await heading(page, 'Sign in')
    await expect.poll(() => focusedTag(page)).toBe('H1')
    await tabTo(page, 'E-mail address or username')
    await page.keyboard.type(ada.email)
    await tabTo(page, 'Password')
    await page.keyboard.type(ada.password)
    await page.keyboard.press('Enter')
    await heading(page, 'Profile')
  })

  test('one reaches every page of the account, in both languages', async () => {
    const page = await signUp(await openSite())
    const english = ['Delete account', 'E-mail', 'Devices', 'Security', 'Profile']
    await visit(page, english)
    await tabTo(page, '中文', 'Shift+Tab')
    await page.keyboard.press('Enter')
    await heading(page, '个人资料')
    await tabTo(page, '个人资料')
    await visit(page, ['注销账号', '邮箱', '设备', '安全'])
    await tabTo(page, '更改密码')
    await page.keyboard.press('Enter')
    await heading(page, '密码')
    expect(await focusedTag(page)).toBe('H1')
  })

  test('one sets a second factor up, signs in with it and removes it', async () => {
    const page = await signUp(await openSite())
    await tabTo(page, 'Security', 'Shift+Tab')
    await page.keyboard.press('Enter')
    await heading(page, 'Security')
    await tabTo(page, 'Set it up')
    await page.keyboard.press('Enter')
    await heading(page, 'Authenticator app')
    await tabTo(page, 'Show the QR code')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('Scan this picture')
    await tabTo(page, 'I cannot scan it')
    await page.keyboard.press('Enter')
    const secret = ((await page.locator('.secret').textContent()) ?? '').replaceAll(' ', '')
    await tabTo(page, 'Code that the app shows now')
    await page.keyboard.type(totpCodeAt(secret, new Date()))
    await page.keyboard.press('Enter')
    await said(page, 'From now on, signing in asks for a code of the app.')
    expect(await focusedTag(page)).toBe('H1')
    await tabTo(page, 'Back to security')
    await page.keyboard.press('Enter')
    await heading(page, 'Security')

    await tabTo(page, 'Sign out', 'Shift+Tab')
    await page.keyboard.press('Enter')
    await heading(page, 'Sign in')
    await tabTo(page, 'E-mail address or username')
    await page.keyboard.type(ada.email)
    await tabTo(page, 'Password')
    await page.keyboard.type(ada.password)
    await page.keyboard.press('Enter')
    await expect.poll(() => focusedField(page)).toBe('totpCode')
    await page.keyboard.type(totpCodeAt(secret, new Date(), 1))
    await page.keyboard.press('Enter')
    await heading(page, 'Security')

    await tabTo(page, 'Remove: Authenticator app')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Remove the authenticator app?' }).waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('Remove')
    await page.keyboard.press('Enter')
    await tabTo(page, 'Remove the app')
    await page.keyboard.press('Enter')
    await said(page, 'The authenticator app is removed.')
    await expect.poll(() => focusedTag(page)).toBe('H1')
  })

  test('the first stop of a page leads past the header', async () => {
    const page = await openPage(await openSite(), '/login')
    await heading(page, 'Sign in')
    await tabTo(page, 'Skip to the content')
    await page.keyboard.press('Enter')
    await tabTo(page, 'E-mail address or username')
  })
})

/** Goes to these pages by their links, which are in front of the heading. */
async function visit(page: Page, names: readonly string[]): Promise<void> {
  for (const name of names) {
    await tabTo(page, name, 'Shift+Tab')
    await page.keyboard.press('Enter')
    await heading(page, name)
    await expect.poll(() => focusedTag(page)).toBe('H1')
  }
}

interface Stop {
  name: string
  isOutlined: boolean
}

/** Presses Tab until the focus is on the element of this name. Every stop on the way has to show that it is one. */
async function tabTo(page: Page, name: string, key = 'Tab'): Promise<void> {
  const passed: string[] = []
  for (let presses = 0; presses < 30; presses++) {
    await page.keyboard.press(key)
    const stop = await focusedStop(page)
    expect(stop.isOutlined, `${stop.name} shows no focus`).toBe(true)
    if (stop.name === name) return
    passed.push(stop.name)
  }
  throw new Error(`Tab does not lead to ${name}, only to ${passed.join(', ')}.`)
}

function focusedStop(page: Page): Promise<Stop> {
  return page.evaluate(() => {
    const element = document.activeElement
    if (!(element instanceof HTMLElement) || element === document.body) return { name: '', isOutlined: true }
    const label = element instanceof HTMLInputElement ? element.labels?.[0] : element
    return {
      name: (label?.textContent ?? '').replace(/\s+optional$/, '').trim(),
      isOutlined: getComputedStyle(element).outlineStyle !== 'none',
    }
  })
}

function focusedTag(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.tagName ?? '')
}
