import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { copyDatabase } from '../../src/maintenance/copy-database.js'
import { insertRows, listRows, listTables } from '../../src/store/copy-tables.js'
import type { Store } from '../../src/store/engine/store.js'
import { createDatabase, createEmptyDatabase, createFolder, type Engine } from '../support/engines.js'
import { newSession, newUser } from '../support/new-rows.js'
import { login, meOf, refresh, requestPasswordReset } from '../support/operations.js'
import { ada, grace, signUp } from '../support/people.js'
import { startApp, startAppOn } from '../support/start-app.js'
import { startProcess } from '../support/start-process.js'
import { silentLog, startStoreOn } from '../support/stores.js'

const program = resolve(import.meta.dirname, '../../dist/cli/main.js')
const quiet = { log: silentLog, onTable: () => undefined }

const ways: [Engine, Engine][] = [
  ['sqlite', 'postgres'],
  ['postgres', 'sqlite'],
]

/** More rows than fit into one batch. */
async function fill(store: Store, count: number): Promise<void> {
  const users = Array.from({ length: count }, () => newUser())
  const sessions = users.map(({ id }) => newSession(id))
  const stored = { language: 'en', type: 0, email: null, emailVerifiedAt: null, username: null, usernameKey: null }
  await store.transaction(async (tx) => {
    for (let place = 0; place < count; place += 500) {
      const some = users.slice(place, place + 500).map((user) => ({ ...stored, disabledAt: null, ...user }))
      await insertRows(tx, 'users', some)
      await insertRows(tx, 'sessions', sessions.slice(place, place + 500))
    }
  })
}

async function contentsOf(store: Store): Promise<Record<string, unknown>> {
  const tables: Record<string, unknown> = {}
  for (const name of listTables(store.read)) {
    const rows = await listRows(store.read, name, { after: null, max: 10_000 })
    tables[name] = rows.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  }
  return tables
}

describe.each(ways)('a copy from %s to %s', (fromEngine, toEngine) => {
  test('a copied database keeps users signed in: old tokens, passwords and mailed links work on it', async () => {
    const old = await startApp(fromEngine)
    const { access, refresh: refreshToken } = await signUp(old)
    await signUp(old, grace)
    await requestPasswordReset(old, { email: grace.email })
    const from = old.settings.DATABASE_URL
    await old.app[Symbol.asyncDispose]()
    const to = await createDatabase(toEngine)
    expect(await copyDatabase({ from, to }, quiet)).toMatchObject({ kind: 'copied' })
    expect(await contentsOf(await startStoreOn(to))).toEqual(await contentsOf(await startStoreOn(from)))

    const copy = await startAppOn(to, {}, old.clock)
    expect((await meOf(copy, access))?.email).toBe(ada.email)
    const refreshed = await refresh(copy, { refreshToken })
    expect(refreshed).toMatchObject({ __typename: 'Refreshed' })
    const { tokens } = refreshed as unknown as { tokens: { accessToken: string } }
    expect((await meOf(copy, tokens.accessToken))?.email).toBe(ada.email)
    const again = await login(copy, { identifier: grace.email, password: grace.password })
    expect(again).toMatchObject({ __typename: 'SignedIn' })
  })

  test('a copy that was interrupted continues without duplicates, and no server starts on it before its end', async () => {
    const [from, to] = [await createDatabase(fromEngine), await createDatabase(toEngine)]
    const source = await startStoreOn(from)
    await fill(source, 600)
    const cut = copyDatabase({ from, to }, { log: silentLog, onTable: (table) => failAfter(table, 'users') })
    await expect(cut).rejects.toThrow('cut')
    await expect(startStoreOn(to)).rejects.toThrow('Run db:copy again')
    const copied: Record<string, number> = {}
    const onTable = (table: string, rows: number) => void Object.assign(copied, { [table]: rows })
    expect(await copyDatabase({ from, to }, { log: silentLog, onTable })).toEqual({ kind: 'copied', rows: 1200 })
    expect(copied).toMatchObject({ users: 0, sessions: 600 })
    expect(await contentsOf(await startStoreOn(to))).toEqual(await contentsOf(source))
  })

  test('a second run of a copy takes over the changes of the source', async () => {
    const [from, to] = [await createDatabase(fromEngine), await createDatabase(toEngine)]
    const source = await startStoreOn(from)
    await fill(source, 20)
    await expect(
      copyDatabase({ from, to }, { log: silentLog, onTable: (table) => failAfter(table, 'sessions') }),
    ).rejects.toThrow('cut')
    await source.transaction(async (tx) => {
      const [first, second] = await tx.select().from(tx.tables.users)
      const { users } = tx.tables
      await tx
        .update(users)
        .set({ email: 'new@example.com' })
        .where(eq(users.id, first?.id ?? ''))
      await tx.delete(users).where(eq(users.id, second?.id ?? ''))
    })
    expect(await copyDatabase({ from, to }, quiet)).toEqual({ kind: 'copied', rows: 38 })
    expect(await contentsOf(await startStoreOn(to))).toEqual(await contentsOf(source))
  })

  test('a copy into a database with rows is refused and changes nothing, also for a finished copy', async () => {
    const [from, to] = [await createDatabase(fromEngine), await createDatabase(toEngine)]
    await fill(await startStoreOn(from), 3)
    const target = await startStoreOn(to)
    await fill(target, 2)
    const before = await contentsOf(target)
    expect(await copyDatabase({ from, to }, quiet)).toEqual({ kind: 'targetHoldsData' })
    expect(await contentsOf(target)).toEqual(before)
    const empty = await createDatabase(toEngine)
    await copyDatabase({ from, to: empty }, quiet)
    expect(await copyDatabase({ from, to: empty }, quiet)).toEqual({ kind: 'targetHoldsData' })
  })

  test('a copy that was begun from one database is not continued from another', async () => {
    const to = await createDatabase(toEngine)
    const [one, other] = [await startApp(fromEngine), await startApp(fromEngine)]
    const from = one.settings.DATABASE_URL
    await expect(
      copyDatabase({ from, to }, { log: silentLog, onTable: (table) => failAfter(table, 'users') }),
    ).rejects.toThrow('cut')
    const foreign = await copyDatabase({ from: other.settings.DATABASE_URL, to }, quiet)
    expect(foreign).toEqual({ kind: 'targetHoldsData' })
  })
})

describe('the command', () => {
  const run = promisify(execFile)
  const environment = { PATH: process.env.PATH }

  test('the command db:copy copies the database of DATABASE_URL, and a server starts on the copy', async () => {
    const old = await startApp('sqlite')
    await signUp(old)
    await old.app[Symbol.asyncDispose]()
    const to = await createEmptyDatabase('postgres')
    const options = { env: { ...environment, DATABASE_URL: old.settings.DATABASE_URL }, cwd: createFolder() }
    const { stdout, stderr } = await run(process.execPath, [program, 'db', 'copy', '--to', to], options)
    expect(stderr).toContain('users: 1 rows copied')
    expect(stdout).toContain('Every row was copied and compared.')
    const again = run(process.execPath, [program, 'db', 'copy', '--to', to], options)
    await expect(again).rejects.toMatchObject({ code: 1, stdout: expect.stringContaining('The target holds data.') })
  })

  test('the command db:copy refuses a missing source file and does not create it', async () => {
    const to = await createDatabase('sqlite')
    const attempt = run(process.execPath, [program, 'db', 'copy', '--to', to], {
      env: environment,
      cwd: createFolder(),
    })
    await expect(attempt).rejects.toMatchObject({ code: 1, stderr: 'There is no database to copy.\n' })
  })

  test('the command db:copy leaves a database that no server starts on if it is killed', async () => {
    const [from, to] = [await createDatabase('sqlite'), await createDatabase('postgres')]
    await fill(await startStoreOn(from), 1500)
    const child = execFile(process.execPath, [program, 'db', 'copy', '--from', from, '--to', to], { env: environment })
    await new Promise((heard) => child.stderr?.once('data', heard))
    child.kill('SIGKILL')
    const running = await startProcess({ DATABASE_URL: to })
    expect(await running.ended).toBe(1)
    expect(running.output()).toContain('Run db:copy again')
    expect(await copyDatabase({ from, to }, quiet)).toEqual({ kind: 'copied', rows: 3000 })
  })
})

function failAfter(table: string, last: string): void {
  if (table === last) throw new Error('cut')
}
