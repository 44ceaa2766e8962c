import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, test, vi } from 'vitest'
import { createFolder } from '../support/engines.js'
import { type Snippet, snippetsBelow } from '../support/pages.js'
import { startReadyProcess } from '../support/start-process.js'

const root = resolve(import.meta.dirname, '../..')
const execute = promisify(execFile)

interface Shell {
  folder: string
  url: string
  variables: Record<string, string>
}

/** Runs a command of the page in the folder of the server, with the tokens of the answers before. */
async function run({ folder, url, variables }: Shell, command: string): Promise<string> {
  const code = command.replace('http://localhost:4000', url)
  const { stdout } = await execute('bash', ['-c', code], { cwd: folder, env: { PATH: process.env.PATH, ...variables } })
  variables.ACCESS = /"accessToken":"([^"]+)"/.exec(stdout)?.[1] ?? variables.ACCESS ?? ''
  variables.REFRESH = /"refreshToken":"([^"]+)"/.exec(stdout)?.[1] ?? variables.REFRESH ?? ''
  return stdout
}

/** Ids, tokens, instants and codes differ each time. */
function withoutChance(text: string): string {
  return text
    .trim()
    .replace(/\b[0-9a-f]{32}\b/g, 'ID')
    .replace(/eyJ[^"]+/g, 'JWT')
    .replace(/lk_rt_[^"]+/g, 'REFRESH')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'INSTANT')
    .replace(/^( {4})\d{6}$/gm, '$1CODE')
}

/** Each command with what the page says that it prints. */
function dialogue(snippets: readonly Snippet[]): { command: string; printed: string }[] {
  return snippets.flatMap(({ language, code }, place) => {
    const next = snippets[place + 1]
    return language === 'sh' && next !== undefined && next.language !== 'sh'
      ? [{ command: code, printed: next.code }]
      : []
  })
}

function codesIn(folder: string): string[] {
  const outbox = join(folder, 'data/outbox')
  const mails = readdirSync(outbox).sort()
  return mails.flatMap((mail) => /^ {4}(\d{6})$/m.exec(readFileSync(join(outbox, mail), 'utf8'))?.[1] ?? [])
}

async function waitForCodes(folder: string, count: number): Promise<string[]> {
  return vi.waitFor(
    () => {
      const codes = codesIn(folder)
      expect(codes).toHaveLength(count)
      return codes
    },
    { timeout: 20_000, interval: 50 },
  )
}

test('the README shows commands that work with curl, and their answers', { timeout: 60_000 }, async () => {
  const folder = createFolder()
  const { url } = await startReadyProcess({ NODE_ENV: 'development', BCRYPT_COST: '10' }, folder)
  const shell: Shell = { folder, url, variables: {} }
  for (const { command, printed } of dialogue(snippetsBelow('README.md', 'Five minutes with curl'))) {
    expect(withoutChance(await run(shell, command)), command).toBe(withoutChance(printed))
  }
  for (const { command, printed } of dialogue(snippetsBelow('README.md', 'The first mail'))) {
    const codes = await waitForCodes(folder, command.includes('"newPassword"') ? 2 : 1)
    const answer = await run(shell, command.replace(/"code": "\d{6}"/, `"code": "${codes.at(-1)}"`))
    expect(withoutChance(answer), command).toBe(withoutChance(printed))
  }
})

test('the README shows a program that signs in without HTTP, and what it prints', { timeout: 60_000 }, async () => {
  const [program, printed] = snippetsBelow('README.md', 'Without HTTP')
  const DATABASE_URL = `file:${join(createFolder(), 'embedded.db')}`
  const code = program?.code.replace('file:data/embedded.db', DATABASE_URL) ?? ''
  const runOnce = async () =>
    (await execute(process.execPath, ['--input-type=module', '-e', code], { cwd: root })).stdout
  const runs = [await runOnce(), await runOnce()]
  expect(runs.map((output) => `$ npx node sign-in.mjs\n${output}`).join('')).toBe(printed?.code)
})
