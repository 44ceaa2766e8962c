import type { BrowserContext, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { hasBrowser, openDevice, useBrowser } from '../support/browser/browser.js'
import { openSite, type Site } from '../support/browser/site.js'
import { ada, fillSignUp, heading, press } from '../support/browser/steps.js'

const tabCount = 10
const operationsEach = 20
const allAnswers = Array.from({ length: tabCount }, () => operationsEach)

describe.skipIf(!hasBrowser)('ten tabs of one device', () => {
  useBrowser()

  test('ten tabs refresh once when their token expires, and every operation is answered', async () => {
    const site = await openSite()
    const tabs = await openTabs(site)
    await expire(tabs, site)
    expect(await askAll(tabs)).toEqual(allAnswers)
    expect(countOf(site, 'Refresh')).toBe(1)
  })

  test('ten tabs stay signed in if the answer to the refresh is lost', async () => {
    const site = await openSite()
    const tabs = await openTabs(site)
    await expire(tabs, site)
    site.loseNextAnswer('Refresh')
    expect(await askAll(tabs)).toEqual(allAnswers)
    expect(countOf(site, 'Refresh')).toBe(2)
    expect(await statusesOf(tabs)).toEqual(new Set(['signedIn']))
  })

  test('ten tabs stay signed in while the server is down, and finish their operations after it', async () => {
    const site = await openSite()
    const tabs = await openTabs(site)
    await site.stopServer()
    await expire(tabs, site)
    const asking = askAll(tabs)
    await expect.poll(() => countOf(site, 'Refresh')).toBeGreaterThan(2)
    expect(await statusesOf(tabs)).toEqual(new Set(['signedIn']))
    expect(await tabs[0]?.evaluate(() => window.tab.auth.state.unreachable)).toBe(true)
    await site.startServer()
    expect(await asking).toEqual(allAnswers)
    expect(await tabs[0]?.evaluate(() => window.tab.auth.state.unreachable)).toBe(false)
  })

  test('ten tabs are all empty as soon as one of them signs out', async () => {
    const site = await openSite()
    const pages = await openPages(site, await openDevice(site))
    const [first, ...others] = pages
    if (first === undefined) throw new Error('There is no page.')
    await press(first, 'Sign out')
    for (const page of others) {
      await heading(page, 'Sign in')
      await page.getByText('You are signed out.').waitFor()
      expect(await page.content()).not.toContain(ada.email)
    }
    // The tabs are told first, as the server may be away.
    await expect.poll(() => countOf(site, 'Logout')).toBe(1)
  })
})

/** Signed in, on pages that do nothing by themselves, with a clock that can be moved. */
async function openTabs(site: Site): Promise<Page[]> {
  const device = await openDevice(site)
  const first = await device.newPage()
  await first.goto('/tab/')
  await first.evaluate((input) => window.tab.auth.register(input), ada)
  const others = Array.from({ length: tabCount - 1 }, async () => {
    const page = await device.newPage()
    await page.goto('/tab/')
    await page.evaluate(() => window.tab.auth.start())
    return page
  })
  return [first, ...(await Promise.all(others))]
}

/** Moves the clock of the tabs by more than the lifetime of an access token. */
async function expire(tabs: Page[], site: Site): Promise<void> {
  await Promise.all(tabs.map((tab) => tab.evaluate((minutes) => window.tab.moveClock(minutes), 16)))
  site.operations.length = 0
}

function askAll(tabs: Page[]): Promise<number[]> {
  return Promise.all(tabs.map((tab) => tab.evaluate((times) => window.tab.askMe(times), operationsEach)))
}

async function statusesOf(tabs: Page[]): Promise<Set<string>> {
  return new Set(await Promise.all(tabs.map((tab) => tab.evaluate(() => window.tab.auth.state.status))))
}

function countOf({ operations }: Site, operation: string): number {
  return operations.filter((name) => name === operation).length
}

async function openPages(site: Site, device: BrowserContext): Promise<Page[]> {
  const first = await device.newPage()
  await first.goto('/sign-up')
  await fillSignUp(first)
  await heading(first, 'Profile')
  const others = Array.from({ length: tabCount - 1 }, async () => {
    const page = await device.newPage()
    await page.goto(site.url)
    await heading(page, 'Profile')
    return page
  })
  return [first, ...(await Promise.all(others))]
}
