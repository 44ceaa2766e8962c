import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { print } from 'graphql'
import { expect, onTestFinished, test } from 'vitest'
import { RegisterDocument } from '../../src/client/generated/operations.js'
import { mailReader } from '../support/browser/site.js'
import { createFolder } from '../support/engines.js'
import { findFreePort } from '../support/free-port.js'

const command = resolve(import.meta.dirname, '../../examples/react/start.ts')

test('npm run example serves the app and the server on one origin, mails links to it, and ends with Ctrl-C', async () => {
  const folder = createFolder()
  const port = await findFreePort()
  const running = startExample(folder, port)
  const origin = `http://localhost:${port}`
  await reach(`${origin}/readyz`)
  expect(running.output()).toContain(`${folder}/data/outbox`)

  const input = { email: 'ada@example.com', password: 'analytical engine 1843' }
  await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: print(RegisterDocument), variables: { input } }),
  })
  const mail = await mailReader(`${folder}/data/outbox`)(input.email, /Confirm/)
  expect(mail.link()).toContain(`${origin}/verify-email?token=`)
  const page = await fetch(mail.link())
  expect(await page.text()).toContain('<div id="root">')
  expect(page.headers.get('referrer-policy')).toBe('no-referrer')

  running.child.kill('SIGINT')
  expect(await running.ended).toBe(0)
  await expect(fetch(`${origin}/readyz`)).rejects.toThrow()
})

test('npm run example ends with the mistakes of the settings', async () => {
  const running = startExample(createFolder(), await findFreePort(), { BCRYPT_COST: 'high' })
  expect(await running.ended).toBe(78)
  expect(running.output()).toContain('BCRYPT_COST')
})

test('npm run example says so when its port is taken', async () => {
  const port = await findFreePort()
  const first = startExample(createFolder(), port)
  await reach(`http://localhost:${port}/readyz`)
  const second = startExample(createFolder(), port)
  expect(await second.ended).toBe(1)
  expect(second.output()).toContain(`Port ${port} is taken.`)
  expect(first.child.exitCode).toBeNull()
})

interface Example {
  child: ChildProcess
  ended: Promise<number | null>
  output(): string
}

function startExample(folder: string, port: number, settings: Record<string, string> = {}): Example {
  const env = { PATH: process.env.PATH, NODE_ENV: 'test', BCRYPT_COST: '4', PORT: String(port), ...settings }
  const child = spawn(process.execPath, [command], { cwd: folder, env })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (output += part.toString()))
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  onTestFinished(async () => {
    child.kill('SIGTERM')
    await ended
  })
  return { child, ended, output: () => output }
}

/** Waits until there is a good answer. */
async function reach(url: string): Promise<void> {
  const isReached = () =>
    fetch(url).then(
      ({ ok }) => ok,
      () => false,
    )
  while (!(await isReached())) await pause(50)
}
