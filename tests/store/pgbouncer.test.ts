import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { MeDocument, RefreshDocument } from '../../src/client/generated/operations.js'
import { openStore } from '../../src/store/engine/open.js'
import { createDatabase, createEmptyDatabase } from '../support/engines.js'
import { atOnce, codeOf, refresh, statusOf } from '../support/operations.js'
import { ada, grace, signIn, signUp } from '../support/people.js'
import { hasPgBouncer, type PgBouncerOptions, startPgBouncer, startPgBouncerProcess } from '../support/pgbouncer.js'
import { startApp, startAppOn } from '../support/start-app.js'
import { startProcess, startReadyProcess } from '../support/start-process.js'
import { runSql, silentLog } from '../support/stores.js'

const ignored = 'statement_timeout,lock_timeout,idle_in_transaction_session_timeout'

/** PgBouncer in each mode, and each setting that is right for it. */
const set: [title: string, options: PgBouncerOptions, pooler: string][] = [
  ['sessions, found out', { mode: 'session' }, 'auto'],
  ['sessions, as it is told', { mode: 'session' }, 'session'],
  ['sessions, told of transactions', { mode: 'session' }, 'transaction'],
  ['transactions, found out', { mode: 'transaction', poolSize: 2 }, 'auto'],
  ['transactions, as it is told', { mode: 'transaction', poolSize: 2 }, 'transaction'],
  [
    'transactions and drops startup parameters, found out',
    { mode: 'transaction', poolSize: 2, settings: { ignore_startup_parameters: ignored } },
    'auto',
  ],
]

test('PgBouncer is installed where the tests of a release run', () => {
  if (!hasPgBouncer)
    process.stdout.write('PgBouncer is not installed: its tests are skipped. apt-get install pgbouncer\n')
  expect(hasPgBouncer || !process.env.CI).toBe(true)
})

/** One connection that holds rows or tables until it is told to let go. */
async function hold(databaseUrl: string, statement: string): Promise<() => Promise<void>> {
  const client = new pg.Client(databaseUrl)
  client.on('error', () => undefined)
  await client.connect()
  await client.query('begin')
  await client.query(statement)
  return () => client.end()
}

/** Statements of Latchkey that run or wait in PostgreSQL at this moment. */
async function countRunning(databaseUrl: string): Promise<number> {
  const rows = await runSql(
    databaseUrl,
    `select 1 from pg_stat_activity where datname = current_database() and application_name = 'latchkey'
       and state <> 'idle' and pid <> pg_backend_pid()`,
  )
  return rows.length
}

/** For how many milliseconds a statement of Latchkey has waited. */
async function maxWait(databaseUrl: string): Promise<number> {
  const [row] = await runSql(
    databaseUrl,
    `select coalesce(extract(epoch from max(clock_timestamp() - query_start)) * 1000, 0)::int as waited
       from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  )
  return (row as { waited: number }).waited
}

/** One request that reads outside of a transaction and one that writes inside of one, while a table is locked. */
async function askWhileLocked(options: PgBouncerOptions, DATABASE_POOLER: string) {
  const direct = await createDatabase('postgres')
  const url = await startPgBouncer(direct, options)
  const running = await startApp('postgres', { DATABASE_URL: url, DATABASE_POOLER })
  const { access, refresh: refreshToken } = await signUp(running)
  const release = await hold(direct, 'lock table sessions in access exclusive mode')
  const [read, written] = await Promise.all([
    running.ask(MeDocument, {}, { token: access }),
    running.ask(RefreshDocument, { input: { refreshToken } }),
  ])
  await expect.poll(() => countRunning(direct)).toBe(0)
  await release()
  return { read: codeOf(read), written: codeOf(written), afterwards: await statusOf(running, access) }
}

describe.skipIf(!hasPgBouncer)('behind PgBouncer', () => {
  test.each(set)('two instances work behind a PgBouncer that pools %s', async (_, options, DATABASE_POOLER) => {
    const direct = await createDatabase('postgres')
    const url = await startPgBouncer(direct, options)
    const [first, second] = await Promise.all([
      startApp('postgres', { DATABASE_URL: url, DATABASE_POOLER }),
      startApp('postgres', { DATABASE_URL: url, DATABASE_POOLER }),
    ])
    await signUp(first)
    // More clients than server connections, so that statements of one meet the leavings of another.
    await atOnce(24, async (place) => {
      const [one, other] = place % 2 === 0 ? [first, second] : [second, first]
      const { access, refresh: refreshToken } = await signIn(one)
      expect(await statusOf(other, access)).toBe('fine')
      expect((await refresh(other, { refreshToken })).__typename).toBe('Refreshed')
      expect(await statusOf(one, access)).toBe('fine')
    })
    expect((await second.app.http.inject('/readyz')).statusCode).toBe(200)
    await signUp(second, grace)
  })

  test('PostgreSQL ends statements that wait too long, whatever PgBouncer pools and Latchkey knows of it', async () => {
    const outcomes = await Promise.all(set.map(([, options, pooler]) => askWhileLocked(options, pooler)))
    expect(outcomes).toEqual(set.map(() => ({ read: 'UNAVAILABLE', written: 'UNAVAILABLE', afterwards: 'fine' })))
  })

  test.each(set.slice(1, 5))('Latchkey heals when a PgBouncer that pools %s comes back', async (...row) => {
    const [, options, DATABASE_POOLER] = row
    const { url, kill, restart } = await startPgBouncerProcess(await createDatabase('postgres'), options)
    const running = await startApp('postgres', { DATABASE_URL: url, DATABASE_POOLER })
    const { access } = await signUp(running)
    const asking = atOnce(20, () => running.ask(MeDocument, {}, { token: access }))
    await kill()
    for (const answer of await asking) expect([undefined, 'UNAVAILABLE']).toContain(codeOf(answer))
    expect(codeOf(await running.ask(MeDocument, {}, { token: access }))).toBe('UNAVAILABLE')
    await restart()
    await expect.poll(() => statusOf(running, access)).toBe('fine')
  })

  test('a PgBouncer that pools transactions keeps no setting of Latchkey for its other clients', async () => {
    const url = await startPgBouncer(await createDatabase('postgres'), { mode: 'transaction', poolSize: 1 })
    const running = await startApp('postgres', { DATABASE_URL: url })
    await signUp(running)
    const neighbour = new pg.Client(url)
    await neighbour.connect()
    for (const name of ignored.split(',')) {
      expect((await neighbour.query(`show ${name}`)).rows).toEqual([{ [name]: '0' }])
    }
    expect((await neighbour.query('select name from pg_prepared_statements')).rows).toEqual([])
    await neighbour.end()
  })

  test('five instances that start at once behind PgBouncer on an empty database migrate it once', async () => {
    const direct = await createEmptyDatabase('postgres')
    const url = await startPgBouncer(direct, { mode: 'transaction', poolSize: 6 })
    const stores = await atOnce(5, () => openStore(url, silentLog))
    const places = await runSql(direct, 'select place from schema_migrations')
    expect(new Set(places.map((row) => (row as { place: number }).place)).size).toBe(places.length)
    for (const store of stores) await store[Symbol.asyncDispose]()
  })

  test('a migration behind PgBouncer is not bound by time-outs of its role', async () => {
    const direct = await createEmptyDatabase('postgres')
    const { pathname } = new URL(direct)
    await runSql(direct, `alter database ${pathname.slice(1)} set statement_timeout = 300`)
    const url = await startPgBouncer(direct, { mode: 'transaction' })
    const release = await hold(direct, 'select pg_advisory_xact_lock(7355608412)')
    const opening = openStore(url, silentLog)
    await expect.poll(() => maxWait(direct)).toBeGreaterThan(600)
    await release()
    await using store = await opening
    await store.ping()
  })

  test('the log says once that a pooler was found, and nothing when the setting names it', async () => {
    const url = await startPgBouncer(await createDatabase('postgres'), { mode: 'transaction' })
    const found = await startReadyProcess({ DATABASE_URL: url })
    expect(found.output().match(/A connection pooler was found/g)).toHaveLength(1)
    const told = await startReadyProcess({ DATABASE_URL: url, DATABASE_POOLER: 'transaction' })
    expect(told.output()).not.toContain('pooler')
  })

  test.each([
    [
      'DATABASE_POOLER=none',
      { url: {}, settings: { DATABASE_POOLER: 'none' } },
      /unsupported startup parameter.*DATABASE_POOLER/,
    ],
    ['a wrong password', { url: { password: 'wrong' }, settings: {} }, /password authentication failed|auth failed/],
    [
      'a database that does not exist',
      { url: { pathname: '/missing' }, settings: {} },
      /database "missing" does not exist/,
    ],
  ])('with %s the start behind PgBouncer ends with the reason in one line', async (_, change, reason) => {
    const url = new URL(await startPgBouncer(await createDatabase('postgres'), { mode: 'transaction' }))
    Object.assign(url, change.url)
    const running = await startProcess({ DATABASE_URL: url.href, ...change.settings })
    expect(await running.ended).toBe(1)
    expect(running.output()).toMatch(reason)
    expect(running.output().trim().split('\n')).toHaveLength(1)
    expect(running.output()).not.toMatch(/wrong|:latchkey@|params/)
  })
})

test('an instance without a pooler does not take PostgreSQL for one, whatever time-outs its role has', async () => {
  const direct = await createDatabase('postgres')
  const { pathname } = new URL(direct)
  await runSql(direct, `alter database ${pathname.slice(1)} set statement_timeout = '1min'`)
  const running = await startReadyProcess({ DATABASE_URL: direct })
  expect(running.output()).not.toContain('pooler')
  const app = await startAppOn(direct)
  await signUp(app, ada)
})
