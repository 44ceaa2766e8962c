import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, inject, onTestFinished } from 'vitest'
import type { Site } from './site.js'

export const hasBrowser = inject('chromium') !== null

let browser: Browser | undefined

/** One browser for a file of tests. */
export function useBrowser(): void {
  beforeAll(async () => {
    const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    browser = await chromium.launch({ executablePath: inject('chromium') ?? '', args })
  })
  afterAll(() => browser?.close())
}

/** A device: cookies, storage and locks of its own. An error of a page fails the test. */
export async function openDevice(site: Site): Promise<BrowserContext> {
  if (browser === undefined) throw new Error('Call useBrowser first.')
  const device = await browser.newContext({ baseURL: site.url, locale: 'en-GB', reducedMotion: 'reduce' })
  const errors: Error[] = []
  device.on('weberror', (error) => void errors.push(error.error()))
  device.setDefaultTimeout(15_000)
  onTestFinished(async () => {
    await device.close()
    if (errors.length > 0) throw new AggregateError(errors, 'A page has thrown.')
  })
  return device
}

export async function openPage(site: Site, path = '/'): Promise<Page> {
  const page = await (await openDevice(site)).newPage()
  await page.goto(path)
  return page
}
