import { drizzle } from 'drizzle-orm/node-postgres'
import type { PgSelect } from 'drizzle-orm/pg-core'
import pg from 'pg'
import type { Log } from '../../platform/log.js'
import type { ColumnKit } from '../tables/column-kit.js'
import * as columns from '../tables/columns.postgres.js'
import { defineTables } from '../tables/tables.js'
import { type AppliedMigration, createJournal, pendingMigrations, readMigrations } from './migrations.js'
import { type OpenOptions, type Reader, type Store, Undone, type Writer } from './store.js'
import { tracePostgres } from './trace-statements.js'
import { asUnavailable } from './unavailable.js'

const tables = defineTables(columns as unknown as ColumnKit)

/** Any number that no other program locks: the first start of several instances migrates once. */
const migrationLock = 7_355_608_412

/** A request that cannot get a connection for so long is refused. */
const connectMs = 5000
/**
 * PostgreSQL gives a statement up by itself, or one that nobody waits for any more would hold its connection and its
 * locks. Our own limit is for a database that does not answer at all.
 */
const timeouts = { lock_timeout: 4000, statement_timeout: 8000, query_timeout: 10_000 }

/** A pool over the `postgres://` URL. Migrates first. */
export async function openPostgres(url: string, log: Log, { tracing = null, ...options }: OpenOptions): Promise<Store> {
  await migrate(url, options)
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'latchkey',
    max: 10,
    connectionTimeoutMillis: connectMs,
    idle_in_transaction_session_timeout: 10_000,
    keepAlive: true,
    ...timeouts,
  })
  // Without listeners a restart of the database ends this process: the pool’s is for idle clients, the other for busy ones.
  pool.on('error', (error) => log.warn({ reason: error.message }, 'an idle database connection was lost'))
  pool.on('connect', (client) => client.on('error', () => undefined))
  if (tracing !== null) pool.on('connect', (client) => tracePostgres(client, tracing))
  return {
    engine: 'postgres',
    read: withTables(pool) as unknown as Reader,
    transaction: (work) => inTransaction(pool, work),
    async ping() {
      await pool.query('select 1')
    },
    connections: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    async [Symbol.asyncDispose]() {
      if (!pool.ending) await pool.end()
    },
  }
}

function withTables(client: pg.Pool | pg.PoolClient) {
  return Object.assign(drizzle(client, { casing: 'snake_case' }), { tables })
}

/**
 * Begins and ends by hand: drizzle loses the client when the connection breaks at `begin`, and asks a database that has
 * stopped answering for a rollback, which takes as long again.
 */
async function inTransaction<T>(pool: pg.Pool, work: (tx: Writer) => Promise<T | Undone<T>>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const result = await work(Object.assign(withTables(client), { unheld }) as unknown as Writer)
    const { command } = await client.query(result instanceof Undone ? 'rollback' : 'commit')
    // PostgreSQL answers a commit so, and no error, after a statement has failed and somebody has caught that.
    if (!(result instanceof Undone) && command === 'ROLLBACK') throw new Error('A failed transaction was committed.')
    client.release()
    return result instanceof Undone ? result.outcome : result
  } catch (reason) {
    await giveBack(client, reason)
    throw reason
  }
}

function unheld<Select>(select: Select): Select {
  return (select as PgSelect).for('update', { skipLocked: true }) as Select
}

/** A connection that may be broken is closed, and with it whatever it has begun. */
async function giveBack(client: pg.PoolClient, reason: unknown): Promise<void> {
  const isBroken = asUnavailable(reason) !== null
  const isClean = !isBroken && (await client.query('rollback').then(isDone, isLost))
  client.release(!isClean)
}

function isDone(): boolean {
  return true
}

function isLost(): boolean {
  return false
}

/** On a connection without time-outs: a migration takes the time it takes, and other instances wait for its lock. */
async function migrate(url: string, options: OpenOptions): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'latchkey',
    connectionTimeoutMillis: connectMs,
    keepAlive: true,
  })
  // A connection that is lost rejects the query under way as well.
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock($1)', [migrationLock])
    await client.query(createJournal)
    await applyPending(client, options)
    await client.query('commit')
  } finally {
    // Closes the connection, and with it the transaction and the lock.
    await client.end()
  }
}

async function applyPending(client: pg.Client, options: OpenOptions): Promise<void> {
  const applied = await client.query<AppliedMigration>(
    'select place, name, digest from schema_migrations order by place',
  )
  const pending = pendingMigrations(readMigrations('postgres'), applied.rows, options)
  for (const { place, name, digest, statements } of pending) {
    for (const statement of statements) await client.query(statement)
    await client.query('insert into schema_migrations values ($1, $2, $3)', [place, name, digest])
  }
}
