import { describe, expect, test } from 'vitest'
import { commands } from '../../src/cli/command-table.js'
import { runCommand } from '../support/command-line.js'
import { createEmptyDatabase, createFolder, engines } from '../support/engines.js'
import { findFreePort } from '../support/free-port.js'
import { startApp, testSecretKey } from '../support/start-app.js'

describe.each(engines)('on %s', (engine) => {
  test('a dry run lists the migrations that a real run applies, and applies none', async () => {
    const environment = { DATABASE_URL: await createEmptyDatabase(engine), SECRET_KEY: testSecretKey }
    const planned = JSON.parse((await runCommand('db migrate --dry-run --json', environment)).out)
    const applied = JSON.parse((await runCommand('db migrate --json', environment)).out)
    expect(planned.migrations.length).toBeGreaterThan(0)
    expect(applied).toEqual({ migrations: planned.migrations, isApplied: true })
    expect((await runCommand('db migrate', environment)).out).toBe('The database is up to date.\n')
  })

  test('the signing keys of a running server are listed without their private parts', async () => {
    const { settings } = await startApp(engine)
    const { exitCode, out } = await runCommand('keys list --json', {
      DATABASE_URL: settings.DATABASE_URL,
      SECRET_KEY: testSecretKey,
    })
    expect(exitCode).toBe(0)
    const [key] = JSON.parse(out)
    expect(Object.keys(key)).toEqual(['kid', 'algorithm', 'stage', 'publishedAt', 'signsFrom', 'retiresAt'])
  })
})

test.each(Object.keys(commands))('the help of "%s" is shown on standard output and is no failure', async (words) => {
  const { exitCode, out, err } = await runCommand(`${words} --help`)
  expect([exitCode, err]).toEqual([0, ''])
  expect(out).toContain(`Usage: latchkey ${words}`)
})

test.each(['unknown', 'doctor --unknown', 'db', 'db copy', 'db copy --to nonsense'])(
  'the wrong call "%s" ends with exit code 64 and writes no result',
  async (words) => {
    const { exitCode, out, err } = await runCommand(words)
    expect([exitCode, out]).toEqual([64, ''])
    expect(err).not.toBe('')
  },
)

test('a command with wrong settings names every mistake and ends with exit code 78', async () => {
  const { exitCode, err } = await runCommand('settings', { PORT: 'many', LOG_LEVEL: 'loud' })
  expect(exitCode).toBe(78)
  expect(err).toMatch(/PORT is "many"[\s\S]*LOG_LEVEL is "loud"/)
})

test('the printed settings contain no secret', async () => {
  const secret = 'canary7canary7'
  const { out } = await runCommand('settings', {
    DATABASE_URL: `postgres://ada:${secret}@localhost/latchkey`,
    DATABASE_PASSWORD: secret,
    SECRET_KEY: testSecretKey,
    SMTP_URL: `smtp://ada:${secret}@localhost`,
    SMTP_PASSWORD: secret,
    PROVIDERS: 'google',
    PROVIDER_GOOGLE_CLIENT_ID: 'id',
    PROVIDER_GOOGLE_CLIENT_SECRET: secret,
  })
  expect(out).toContain('PROVIDER_GOOGLE_CLIENT_ID = id')
  expect(out).not.toContain(secret)
  expect(out).not.toContain(testSecretKey)
})

test('the first migration of a SQLite database creates its key too, so that a server starts on it', async () => {
  const environment = { DATABASE_URL: await createEmptyDatabase('sqlite'), PORT: String(await findFreePort()) }
  expect((await runCommand('db migrate', environment)).exitCode).toBe(0)
  expect((await runCommand('doctor', environment)).exitCode).toBe(0)
})

test('a command never creates the database that it reads', async () => {
  const environment = { DATABASE_URL: await createEmptyDatabase('sqlite'), SECRET_KEY: testSecretKey }
  const { exitCode, err } = await runCommand('keys list', environment)
  expect(exitCode).toBe(1)
  expect(err).toMatch(/There is no database yet/)
})

test('the preview of mails writes each one into the folder that is given', async () => {
  const folder = createFolder()
  const { out } = await runCommand(`mails preview --json --folder ${folder}`)
  expect(JSON.parse(out)).toMatchObject({
    folder,
    mails: expect.arrayContaining([{ kind: 'welcome', language: 'en' }]),
  })
})
