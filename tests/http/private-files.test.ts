import { chmodSync, existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { RegisterDocument } from '../../src/client/generated/operations.js'
import { createFolder } from '../support/engines.js'
import { ada } from '../support/people.js'
import { launchProcess, startProcess, startReadyProcess } from '../support/start-process.js'

const modeOf = (file: string) => statSync(file).mode & 0o777

test('no other user of the machine can read what the server writes: database, write-ahead log, key and mails', async () => {
  const folder = createFolder()
  chmodSync(folder, 0o755)
  const umask = process.umask(0)
  try {
    const running = await startReadyProcess({ SECRET_KEY: '', DATABASE_URL: `file:${folder}/latchkey.db` }, folder)
    await running.ask(RegisterDocument, { input: ada })
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))
    const readable = files.filter((file) => statSync(file).isFile() && (modeOf(file) & 0o077) !== 0)
    expect(files.length).toBeGreaterThan(3)
    expect(readable).toEqual([])
  } finally {
    process.umask(umask)
  }
})

test('a database that others can read is named at the start', async () => {
  const folder = createFolder()
  const environment = { DATABASE_URL: `file:${folder}/latchkey.db` }
  const first = await startReadyProcess(environment, folder)
  first.child.kill('SIGTERM')
  await first.ended
  chmodSync(join(folder, 'latchkey.db'), 0o644)
  const second = await startReadyProcess(environment, folder)
  expect(second.output()).toContain('Other users of this machine can read the database')
})

test('a key that the own group can read is a warning, and one that all can read stops the start', async () => {
  const folder = createFolder()
  const environment = { SECRET_KEY: '', DATABASE_URL: `file:${folder}/latchkey.db` }
  const first = await startReadyProcess(environment, folder)
  first.child.kill('SIGTERM')
  await first.ended
  const key = join(folder, 'secret.key')
  chmodSync(key, 0o660)
  const second = await startReadyProcess(environment, folder)
  expect(second.output()).toContain('The group of this process can read')
  second.child.kill('SIGTERM')
  await second.ended
  chmodSync(key, 0o664)
  const third = await startProcess(environment, folder)
  expect(await third.ended).toBe(78)
  expect(existsSync(join(folder, 'latchkey.db'))).toBe(true)
})

test('a start in a folder where its user may not write says which folder, which user and what to set', async () => {
  const folder = createFolder()
  chmodSync(folder, 0o555)
  // The root user may write everywhere.
  const wrapper = process.getuid?.() === 0 ? ['setpriv', '--reuid=65534', '--clear-groups'] : []
  const running = await launchProcess({ environment: { SECRET_KEY: '', DATABASE_URL: '' }, folder, wrapper })
  expect(await running.ended).toBe(1)
  expect(running.output()).toMatch(
    new RegExp(`The user \\w+ \\(\\d+\\) cannot write ${folder}/data\\. Let the user write there, or set DATABASE_URL`),
  )
})
