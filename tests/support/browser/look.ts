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

/** Takes pictures of a page, light, dark, narrow and in Chinese, and lets axe judge it, light and dark. */
export async function look(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize(wide)
    await page.screenshot({ path: `${pictures}/${name}.${colorScheme}.png`, fullPage: true })
    expect(await faultsOf(page), `${name}, ${colorScheme}`).toEqual([])
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(narrow)
  await page.screenshot({ path: `${pictures}/${name}.narrow.png`, fullPage: true })
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth),
    `${name} scrolls sideways`,
  ).toBeLessThanOrEqual(narrow.width)
  await page.getByRole('button', { name: '中文' }).click()
  await page.screenshot({ path: `${pictures}/${name}.zh.png`, fullPage: true })
  await page.getByRole('button', { name: 'English' }).click()
  await page.setViewportSize(wide)
}

/** Serious and critical ones, by rule and element. */
async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const { violations } = await page.evaluate<AxeResults>('axe.run()')
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`))
}
