import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'

const tests = resolve(import.meta.dirname, '..')

/** Words that no subject begins with. A title that begins so needs its `describe` to be understood. */
const noSubject = [
  ...[
    'are',
    'asks',
    'can',
    'changes',
    'does',
    'ends',
    'follows',
    'gets',
    'gives',
    'has',
    'is',
    'keeps',
    'mails',
    'may',
  ],
  ...['needs', 'never', 'of', 'refuses', 'says', 'shows', 'stays', 'takes', 'tells', 'that', 'was', 'were', 'which'],
  ...['who', 'whose', 'works', 'signs', 'leaves', 'counts', 'gains', 'opens', 'fails', 'stands', 'refreshes', 'sets'],
  ...['frees', 'kills', 'holds', 'lets', 'voids', 'greets', 'beats', 'looks', 'matches', 'feels', 'imports'],
]

const files = readdirSync(tests, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.ts'))

test('every test title alone is a sentence with a subject', () => {
  expect(files.flatMap(poorTitlesOf)).toEqual([])
})

/** Titles of fewer than five words, or without a subject. */
function poorTitlesOf(file: string): string[] {
  const text = readFileSync(resolve(tests, file), 'utf8')
  const calls = text.matchAll(/^ *(?:test(?:\.\w+)*\(|\]?\)\()\s*(['"`])(.+?)\1,\s*(?:\{|async|\()/gm)
  const titles = [...calls].map(([, , title = '']) => title)
  const isPoor = (title: string) => title.split(/\s+/).length < 5 || noSubject.includes(title.split(' ', 1)[0] ?? '')
  return titles.filter(isPoor).map((title) => `${file}: ${title}`)
}
