import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')

/** Words that make a sentence hard for readers who learned English late. docs/CONTRIBUTING.md says what to write. */
const hardWords = ['whoever', 'whom', 'lest', 'meanwhile', 'beside', 'till', 'nobody']

/** Files that were written before the rule. Take a file out when its last hard word is gone; add none. */
const older: ReadonlySet<string> = new Set([
  'src/client/platform/tabs.ts',
  'src/client/session/access.ts',
  'src/client/session/refresher.ts',
  'src/client/session/session-state.ts',
  'src/client/session/token-source.ts',
  'src/email-verification/send-proof.ts',
  'src/mail/enqueue.ts',
  'src/registration/check-input.ts',
  'src/registration/new-account.ts',
  'src/registration/register.ts',
  'src/registration/registration-mail.ts',
])

const listing = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'src', 'schema.graphql'], {
  cwd: root,
  encoding: 'utf8',
})
const files = listing.split('\n').filter((file) => /\.(tsx?|graphql)$/.test(file) && !file.includes('/generated/'))
const hard = new RegExp(`\\b(${hardWords.join('|')})\\b`, 'i')

test('comments and descriptions are in plain English', () => {
  const found = files.filter((file) => !older.has(file)).flatMap(hardLinesOf)
  expect(found).toEqual([])
})

test('the list of older files names no file that is plain already', () => {
  expect([...older].filter((file) => !files.includes(file) || hardLinesOf(file).length === 0)).toEqual([])
})

function hardLinesOf(file: string): string[] {
  const lines = readFileSync(resolve(root, file), 'utf8').split('\n')
  return lines.flatMap((line, index) => {
    const text = file.endsWith('.graphql') ? line : commentOf(line)
    return hard.test(text) ? [`${file}:${index + 1} ${line.trim()}`] : []
  })
}

/** The part of a line that is a comment. Biome puts each line of a longer one behind a star. */
function commentOf(line: string): string {
  return /^\s*(\/?\*.*)|(?:^|\s)(\/\/ .*|\/\*\*? .*)/.exec(line)?.[0] ?? ''
}
