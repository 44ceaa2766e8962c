import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createSecrets } from '../../src/platform/secrets.js'
import { listSealedRows, sealedColumns } from '../../src/store/sealed-columns.js'
import { listSigningKeys } from '../../src/store/signing-keys.js'
import { runCommand } from '../support/command-line.js'
import { plant } from '../support/database.js'
import { createFolder, engines } from '../support/engines.js'
import { startTotp, statusOf } from '../support/operations.js'
import { signIn, signUp } from '../support/people.js'
import { type RunningApp, startApp, startAppOn, testSecretKey } from '../support/start-app.js'

const newSecretKey = 'qX0b8m2Vr5T1yNf7ZcWk3hJ6sLpE9aUdGoIiRtQvB4w='

function environmentOf({ settings }: RunningApp, secretKey = testSecretKey) {
  return { DATABASE_URL: settings.DATABASE_URL, SECRET_KEY: secretKey }
}

async function run(running: RunningApp, words: string, secretKey?: string) {
  const result = await runCommand(`${words} --json`, environmentOf(running, secretKey))
  return { ...result, data: result.out === '' ? null : JSON.parse(result.out) }
}

/** The purposes and tables of rows that `secretKey` alone opens. */
async function openedWith(running: RunningApp, secretKey: string): Promise<string[]> {
  const secrets = createSecrets([Buffer.from(secretKey, 'base64')])
  return plant(running, async (tx) => {
    const opened: string[] = []
    for (const place of sealedColumns) {
      const rows = await listSealedRows(tx, place, { after: null, max: 100 })
      if (rows.some(({ sealed }) => secrets.open(place.purpose, sealed) !== null)) opened.push(place.table)
    }
    return opened
  })
}

async function eventKinds(running: RunningApp, kind: string) {
  const page = await running.app.auth.listAuditEvents({ filter: { kinds: [kind] } })
  return page.kind === 'auditEvents' ? page.edges.map(({ node }) => node) : null
}

describe.each(engines)('beside a running server on %s', (engine) => {
  test('the next signing key is published now, signs an hour later, and tokens of the old one stay valid', async () => {
    const running = await startApp(engine, { ACCESS_TOKEN_LIFETIME: '2h' })
    const { access } = await signUp(running)
    const { exitCode, data } = await run(running, 'keys rotate')
    expect(exitCode).toBe(0)
    expect(data).toMatchObject({ stage: 'published', retiresAt: null })
    // A second call finds the key of the first one.
    expect((await run(running, 'keys rotate')).data).toEqual(data)
    expect((await run(running, 'keys list')).data).toHaveLength(2)
    expect(await eventKinds(running, 'signing-key.published')).toMatchObject([
      { actorKind: 'commandLine', details: { kid: data.kid } },
    ])
    const later = await startAppOn(running.settings.DATABASE_URL, {}, running.clock)
    expect(later.app.auth.publicKeys().map(({ kid }) => kid)).toContain(data.kid)
    later.clock.move(3700)
    const { access: fresh } = await signIn(later)
    expect(JSON.parse(Buffer.from(fresh.split('.')[0] ?? '', 'base64url').toString())).toMatchObject({ kid: data.kid })
    expect(await statusOf(later, access)).toBe('fine')
  })

  test('twenty calls at once publish one key', async () => {
    const running = await startApp(engine)
    await Promise.all(Array.from({ length: 20 }, () => run(running, 'keys rotate')))
    expect(await plant(running, listSigningKeys)).toHaveLength(2)
  })

  test('after the secrets are rotated, the older secret key is needed for nothing that is sealed', async () => {
    const running = await startApp(engine)
    const { access } = await signUp(running)
    await startTotp(running, {}, { token: access })
    const both = `${newSecretKey},${testSecretKey}`
    const sealed = ['signingKeys', 'totpSetups']
    expect(await openedWith(running, testSecretKey)).toEqual(expect.arrayContaining(sealed))
    const { exitCode, data } = await run(running, 'secrets rotate', both)
    expect(exitCode).toBe(0)
    expect(data).toMatchObject({ resealed: expect.any(Number), unreadable: 0 })
    expect(data.resealed).toBeGreaterThanOrEqual(2)
    expect(await openedWith(running, testSecretKey)).toEqual([])
    expect(await openedWith(running, newSecretKey)).toEqual(expect.arrayContaining(sealed))
    // The second run has nothing to do, as after a stop in the middle.
    expect((await run(running, 'secrets rotate', both)).data).toMatchObject({ resealed: 0, unreadable: 0 })
    expect(await eventKinds(running, 'secrets.resealed')).toMatchObject([{ actorKind: 'commandLine' }])
    await startAppOn(running.settings.DATABASE_URL, { SECRET_KEY: newSecretKey }, running.clock)
  })

  test('rows under a secret key that is not given are told of, and stay as they are', async () => {
    const running = await startApp(engine)
    const before = await plant(running, listSigningKeys)
    const { exitCode, data } = await run(running, 'secrets rotate', newSecretKey)
    expect([exitCode, data]).toEqual([1, { resealed: 0, current: 0, unreadable: 1 }])
    expect(await plant(running, listSigningKeys)).toEqual(before)
  })

  test('a list of mails has nothing of what they say, and an unknown mail cannot be sent again', async () => {
    const running = await startApp(engine)
    await signUp(running)
    const { out, data } = await run(running, 'mails list')
    expect(data).toMatchObject([{ recipient: 'ada@example.com', attempts: expect.any(Number) }])
    expect(out).not.toMatch(/sealed|values|token/i)
    const retried = await run(running, 'mails retry --id nothing')
    expect([retried.exitCode, retried.data]).toEqual([1, [{ mailId: 'nothing', outcome: 'mailNotFound' }]])
    expect((await run(running, 'mails retry --failed')).data).toEqual([])
  })
})

test.each(['mails retry', 'mails retry --id x --failed', 'mails list --state lost', 'mails list --max 0', 'db backup'])(
  'the wrong call "%s" ends with exit code 64',
  async (words) => {
    expect((await runCommand(words)).exitCode).toBe(64)
  },
)

describe('a backup', () => {
  test('a backup of SQLite beside a running server is whole, private, and starts a server', async () => {
    const running = await startApp('sqlite')
    await signUp(running)
    const to = join(createFolder(), 'backup.db')
    const { exitCode, data } = await run(running, `db backup --to ${to}`)
    expect([exitCode, data]).toEqual([0, { file: to, bytes: statSync(to).size }])
    expect(statSync(to).mode & 0o077).toBe(0)
    const restored = await startAppOn(`file:${to}`, {}, running.clock)
    await signIn(restored)
    expect(await eventKinds(running, 'database.backed-up')).toMatchObject([{ actorKind: 'commandLine' }])
  })

  test('a backup never replaces a file, and leaves none behind when it fails', async () => {
    const running = await startApp('sqlite')
    const folder = createFolder()
    const to = join(folder, 'backup.db')
    writeFileSync(to, 'something else')
    const { exitCode, err } = await run(running, `db backup --to ${to}`)
    expect([exitCode, err]).toEqual([1, `${to} exists. A backup never replaces a file.\n`])
    expect(readFileSync(to, 'utf8')).toBe('something else')
    const lost = join(folder, 'nowhere', 'backup.db')
    expect((await run(running, `db backup --to ${lost}`)).exitCode).toBe(1)
    expect(existsSync(lost)).toBe(false)
  })

  test('a backup of PostgreSQL is made by pg_dump, and the password is in no argument of it', async () => {
    const running = await startApp('postgres')
    const folder = createFolder()
    const url = new URL(running.settings.DATABASE_URL)
    const password = url.password
    const program = `#!/bin/sh\necho "$@" > ${folder}/arguments\nfor each in "$@"; do case "$each" in --file=*) printf '%s' "$PGPASSWORD" > "\${each#--file=}";; esac; done\n`
    await withProgram(folder, program, async (PATH) => {
      const to = join(folder, 'backup.dump')
      const environment = { ...environmentOf(running), PATH }
      expect(await runCommand(`db backup --to ${to}`, environment)).toMatchObject({ exitCode: 0 })
      expect(readFileSync(to, 'utf8')).toBe(password)
      expect(readFileSync(`${folder}/arguments`, 'utf8')).not.toContain(`:${password}@`)
      expect(statSync(to).mode & 0o077).toBe(0)
    })
  })

  test.each([
    [
      'fails',
      '#!/bin/sh\necho "pg_dump: error: no such database" >&2\nexit 1\n',
      /pg_dump failed: pg_dump: error: no such/,
    ],
    ['is not installed', null, /Install the client programs of PostgreSQL/],
  ])('a backup of PostgreSQL whose pg_dump %s says so and leaves no file', async (_, program, sentence) => {
    const running = await startApp('postgres')
    const folder = createFolder()
    await withProgram(folder, program, async (PATH) => {
      const to = join(folder, 'backup.dump')
      const { exitCode, err } = await runCommand(`db backup --to ${to}`, { ...environmentOf(running), PATH })
      expect(exitCode).toBe(1)
      expect(err).toMatch(sentence)
      expect(existsSync(to)).toBe(false)
      expect(await eventKinds(running, 'database.backed-up')).toEqual([])
    })
  })
})

/** A folder for PATH with a program `pg_dump`, or without one. */
async function withProgram(folder: string, text: string | null, work: (path: string) => Promise<void>): Promise<void> {
  const program = join(folder, 'pg_dump')
  if (text !== null) {
    writeFileSync(program, text)
    chmodSync(program, 0o755)
  }
  await work(text === null ? folder : `${folder}:/usr/bin:/bin`)
}
