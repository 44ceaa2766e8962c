import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { LoginDocument, MeDocument, RefreshDocument, RegisterDocument } from '../../src/client/generated/operations.js'
import { createFolder } from '../support/engines.js'
import { ada } from '../support/people.js'
import { testSecretKey } from '../support/start-app.js'
import { startProcess, startReadyProcess } from '../support/start-process.js'

interface Signed {
  tokens: { accessToken: string; refreshToken: string }
}

describe('the start', () => {
  test('a start with mistakes in the configuration lists all of them, shows no secret and ends with 78', async () => {
    const running = await startProcess({
      SECRET_KEY: 'hunter2hunter2',
      BCRYPT_COST: '99',
      ACCESS_TOKEN_LIFETIME: 'soon',
    })
    expect(await running.ended).toBe(78)
    expect(running.output()).toContain('BCRYPT_COST is "99", but must be a whole number from 4 to 15')
    expect(running.output()).toContain('ACCESS_TOKEN_LIFETIME is "soon"')
    expect(running.output()).toContain('SECRET_KEY must be')
    expect(running.output()).not.toContain('hunter2')
  })

  test.each([
    ['http://auth.example.com', true],
    ['https://auth.example.com', false],
    ['http://localhost:4000', false],
  ])('a server with the public address %s warns of plain http: %s', async (url, isWarned) => {
    const running = await startReadyProcess({ PUBLIC_URL: url, LOG_LEVEL: 'warn' })
    expect(running.output().includes('PUBLIC_URL is not https')).toBe(isWarned)
  })

  test('a start on PostgreSQL without SECRET_KEY ends with 78', async () => {
    const running = await startProcess({ SECRET_KEY: '', DATABASE_URL: 'postgres://nobody:hunter2@127.0.0.1:1/x' })
    expect(await running.ended).toBe(78)
    expect(running.output()).toContain('SECRET_KEY must be given')
    expect(running.output()).not.toContain('hunter2')
  })

  test('a start without a reachable PostgreSQL ends with one clear line', async () => {
    const running = await startProcess({ DATABASE_URL: 'postgres://nobody:hunter2@127.0.0.1:1/x' })
    expect(await running.ended).toBe(1)
    expect(running.output().trim().split('\n')).toHaveLength(1)
    expect(running.output()).not.toContain('hunter2')
  })

  test('a start in any folder reads its .env, finds the migrations of the program and makes its data there', async () => {
    const folder = createFolder()
    writeFileSync(join(folder, '.env'), 'PUBLIC_URL=https://from.env.test\nSECRET_KEY=\n')
    const running = await startReadyProcess({ SECRET_KEY: undefined }, folder)
    const discovery = await fetch(`${running.url}/.well-known/openid-configuration`)
    expect(await discovery.json()).toMatchObject({ issuer: 'https://from.env.test' })
    expect(readdirSync(join(folder, 'data'))).toEqual(expect.arrayContaining(['latchkey.db', 'secret.key']))
    expect(statSync(join(folder, 'data/secret.key')).mode & 0o777).toBe(0o600)
  })

  test('a restart keeps all users signed in', async () => {
    const folder = createFolder()
    const first = await startReadyProcess({ SECRET_KEY: undefined }, folder)
    const environment = { SECRET_KEY: undefined, PORT: new URL(first.url).port }
    const { register } = await first.ask(RegisterDocument, { input: ada })
    const { tokens } = register as unknown as Signed
    first.child.kill('SIGKILL')
    await first.ended
    const second = await startReadyProcess(environment, folder)
    expect((await second.ask(MeDocument, {}, tokens.accessToken)).me?.email).toBe(ada.email)
    const { refresh } = await second.ask(RefreshDocument, { input: { refreshToken: tokens.refreshToken } })
    expect(refresh.__typename).toBe('Refreshed')
  })

  test.each([
    ['damaged', (file: string) => writeFileSync(file, 'not a key'), { code: 78, says: 'secret.key must be' }],
    ['empty', (file: string) => writeFileSync(file, ''), { code: 78, says: 'secret.key must be' }],
    ['readable by others', (file: string) => chmodSync(file, 0o644), { code: 78, says: 'chmod 600' }],
    [
      'another one',
      (file: string) => writeFileSync(file, testSecretKey),
      { code: 1, says: 'SECRET_KEY is not the key' },
    ],
  ])('a start refuses a key file that is %s and does not change it', async (_, damage, end) => {
    const folder = createFolder()
    const first = await startReadyProcess({ SECRET_KEY: undefined }, folder)
    first.child.kill('SIGTERM')
    await first.ended
    const file = join(folder, 'data/secret.key')
    damage(file)
    const before = readFileSync(file, 'utf8')
    const second = await startProcess({ SECRET_KEY: undefined }, folder)
    expect(await second.ended).toBe(end.code)
    expect(second.output()).toContain(end.says)
    expect(readFileSync(file, 'utf8')).toBe(before)
  })

  test('a start refuses a database that is newer than the program and changes nothing', async () => {
    const folder = createFolder()
    const first = await startReadyProcess({}, folder)
    first.child.kill('SIGTERM')
    await first.ended
    const database = new Sqlite(join(folder, 'data/latchkey.db'))
    database.exec("insert into schema_migrations values (99, '0099_from_the_future', 'x')")
    database.close()
    const second = await startProcess({}, folder)
    expect(await second.ended).toBe(1)
    expect(second.output()).toContain('newer than this program')
  })

  test.each(['PORT', 'MANAGEMENT_PORT'])('a start with a taken %s says what to do', async (name) => {
    const { url } = await startReadyProcess({})
    const running = await startProcess({ [name]: new URL(url).port })
    expect(await running.ended).toBe(1)
    expect(running.output()).toMatch(/^Latchkey cannot start: .*EADDRINUSE.* set PORT or MANAGEMENT_PORT [^\n]*$/m)
  })

  test('a start refuses a file that is not a database', async () => {
    const folder = createFolder()
    writeFileSync(join(folder, 'garbage.db'), 'this is no database, but it is somebody’s file'.repeat(50))
    const running = await startProcess({ DATABASE_URL: 'file:garbage.db' }, folder)
    expect(await running.ended).toBe(1)
    expect(running.output()).toContain('Latchkey cannot start: garbage.db: file is not a database')
  })
})

describe('the stop', () => {
  test('a stop answers running requests, closes the database and ends with 0', async () => {
    const folder = createFolder()
    const running = await startReadyProcess({ BCRYPT_COST: '12', LOG_FORMAT: 'json' }, folder)
    await running.ask(RegisterDocument, { input: ada })
    const logins = Array.from({ length: 4 }, () =>
      running.ask(LoginDocument, { input: { identifier: ada.email, password: ada.password } }),
    )
    // One answer proves that the others have been taken in; the queue lets them through one after the other.
    await Promise.race(logins)
    running.child.kill('SIGTERM')
    for (const { login } of await Promise.all(logins)) expect(login.__typename).toBe('SignedIn')
    expect(await running.ended).toBe(0)
    expect(readdirSync(join(folder, 'data')).filter((file) => file.endsWith('-wal'))).toEqual([])
  })
})

test('a refresh is one line of the log with user, address and request', async () => {
  const running = await startReadyProcess({ LOG_FORMAT: 'json' })
  const { register } = await running.ask(RegisterDocument, { input: ada })
  const { tokens, user } = register as unknown as Signed & { user: { id: string } }
  await running.ask(RefreshDocument, { input: { refreshToken: tokens.refreshToken } })
  const written = () =>
    running
      .output()
      .split('\n')
      .find((line) => line.includes('session refreshed')) ?? '{}'
  await expect
    .poll(() => JSON.parse(written()))
    .toMatchObject({
      userId: user.id,
      sessionId: expect.stringMatching(/^[0-9a-f]{32}$/),
      generation: 2,
      result: 'rotated',
      address: '127.0.0.1',
      requestId: expect.stringMatching(/^[0-9a-f]{32}$/),
      time: expect.stringMatching(/Z$/),
    })
})

test('the data folder and the log at debug level contain no secret in clear', async () => {
  const folder = createFolder()
  const running = await startReadyProcess({ SECRET_KEY: undefined, LOG_LEVEL: 'debug' }, folder)
  const { register } = await running.ask(RegisterDocument, { input: ada })
  const { tokens } = register as unknown as Signed
  await running.ask(LoginDocument, { input: { identifier: ada.email, password: 'canary wrong password' } })
  await running.ask(MeDocument, {}, tokens.accessToken)
  const { refresh } = await running.ask(RefreshDocument, { input: { refreshToken: tokens.refreshToken } })
  const next = (refresh as unknown as Signed).tokens
  const canaries = [ada.password, 'canary wrong password', ...Object.values(tokens), ...Object.values(next)]
    .filter((text) => typeof text === 'string')
    .filter((text) => text !== 'Tokens' && text !== 'Bearer' && text.length > 12 && !text.endsWith('Z'))
  expect(canaries.length).toBeGreaterThanOrEqual(5)
  const files = readdirSync(join(folder, 'data')).map((file) => readFileSync(join(folder, 'data', file), 'latin1'))
  for (const text of [...files, running.output()]) {
    for (const canary of canaries) expect(text.includes(canary), canary).toBe(false)
    expect(text).not.toContain('PRIVATE KEY')
  }
})
