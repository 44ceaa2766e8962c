import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const pictures = resolve(import.meta.dirname, '../../../data/screenshots')
const wide = { width: 1100, height: 820 }
const narrow = { width: 375, height: 780 }

/** Takes pictures of a page, wide and narrow, light in English and dark in Chinese, and lets axe judge both. */
export async function look(page: Page, name: string): Promise<void> {
  await lookIn(page, `${name}.light`, 'light')
  await speak(page, '中文')
  await lookIn(page, `${name}.dark`, 'dark')
  await speak(page, 'English')
  await page.emulateMedia({ colorScheme: 'light' })
}

async function lookIn(page: Page, name: string, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  await page.setViewportSize(narrow)
  await page.screenshot({ path: `${pictures}/${name}.narrow.png`, fullPage: true })
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(width, `${name} scrolls sideways`).toBeLessThanOrEqual(narrow.width)
  await page.setViewportSize(wide)
  await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true })
  expect(await faultsOf(page), name).toEqual([])
}

/** By an event, because an open dialog keeps the mouse from the header. */
async function speak(page: Page, language: string): Promise<void> {
  await page.getByRole('button', { name: language }).dispatchEvent('click')
}

/** By rule and element. */
async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const { violations } = await page.evaluate<AxeResults>('axe.run()')
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  )
}
