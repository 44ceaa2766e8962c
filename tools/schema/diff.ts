import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { judgeChanges, mayBreak } from './judge-changes.ts'

// Compares schema.graphql with that of the last release and ends with 1 if the version in package.json does not allow a
// change. The tag of HEAD itself does not count, so that it can run at a release. `npm run schema:diff -- v0.1.0` compares with another tag.

function git(...command: string[]): string | null {
  const { status, stdout } = spawnSync('git', command, { encoding: 'utf8' })
  return status === 0 ? stdout.trim() : null
}

const tag = process.argv[2] ?? git('describe', '--tags', '--abbrev=0', '--match', 'v*', 'HEAD^')
const before = tag === null ? null : git('show', `${tag}:schema.graphql`)
if (tag === null || before === null) {
  process.stdout.write(`There is no ${tag ?? 'release'} to compare schema.graphql with.\n`)
  process.exit(process.argv[2] === undefined ? 0 : 1)
}

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
const changes = await judgeChanges(before, readFileSync('schema.graphql', 'utf8'))
for (const { isBreaking, message } of changes) {
  process.stdout.write(`${isBreaking ? 'breaking' : 'additive'}  ${message}\n`)
}
const refused = changes.filter(({ isBreaking }) => isBreaking).length
process.stdout.write(`${changes.length} changes since ${tag}, ${refused} breaking; package.json says ${version}.\n`)
if (refused > 0 && !mayBreak(tag.slice(1), version)) process.exitCode = 1
