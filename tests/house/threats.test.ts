import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const page = readFileSync('docs/threats.md', 'utf8')
const rows = page.split('\n').filter((line) => /^\| [A-Z]\d/.test(line))
const named = [...page.matchAll(/`([\w-]+\/[\w-]+)` “([^”]+)”/g)].map(([, file = '', title = '']) => ({ file, title }))

test('every test that the page on threats names exists', () => {
  const missing = named.filter(({ file, title }) => {
    const path = `tests/${file}.test.ts`
    return !existsSync(path) || !isTitle(readFileSync(path, 'utf8'), title)
  })
  expect(named.length).toBeGreaterThan(100)
  expect(missing).toEqual([])
})

function isTitle(source: string, title: string): boolean {
  return [`'${title}'`, `"${title}"`, `\`${title}\``].some((text) => source.includes(text))
}

test('every script that it names exists', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
  const names = [...page.matchAll(/`npm run ([\w:]+)/g)].map(([, name = '']) => name)
  expect(names.filter((name) => scripts[name] === undefined)).toEqual([])
})

test('every row names what watches it, or says why nothing does', () => {
  const bare = rows.filter((row) => !/` “|`npm run |Accepted|Does not apply/.test(row))
  expect(rows.length).toBeGreaterThan(90)
  expect(bare).toEqual([])
})
