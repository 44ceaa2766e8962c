import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import type { Log } from '../platform/log.js'
import { type AppliedMigration, createJournal, pendingMigrations, readMigrations } from './migrations.js'
import * as tables from './schema.postgres.js'
import { type OpenOptions, type Reader, type Store, Undone, type Writer } from './store.js'
import { tracePostgres } from './trace-statements.js'
import { asUnavailable } from './unavailable.js'

/** Any number that no other program locks: the first start of several instances migrates once. */
const migrationLock = 7_355_608_412

/** A pool over the `postgres://` URL. Migrates first. */
export async function openPostgres(url: string, log: Log, { tracing = null, ...options }: OpenOptions): Promise<Store> {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'latchkey',
    max: 10,
    connectionTimeoutMillis: 5000,
    query_timeout: 10_000,
    idle_in_transaction_session_timeout: 10_000,
    keepAlive: true,
  })
  // Without listeners a restart of the database ends this process: the pool’s is for idle clients, the other for busy ones.
  pool.on('error', (error) => log.warn({ reason: error.message }, 'an idle database connection was lost'))
  pool.on('connect', (client) => client.on('error', () => undefined))
  if (tracing !== null) pool.on('connect', (client) => tracePostgres(client, tracing))
  await migrate(pool, options).catch(async (error) => {
    await pool.end()
    throw error
  })

  const db = drizzle(pool, { casing: 'snake_case' })
  return {
    engine: 'postgres',
    read: Object.assign(db, { tables }) as unknown as Reader,
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

/** On a client of our own, because drizzle loses the one it takes when the connection breaks at `begin`. */
async function inTransaction<T>(pool: pg.Pool, work: (tx: Writer) => Promise<T | Undone<T>>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    return await drizzle(client, { casing: 'snake_case' }).transaction(async (tx) => {
      const result = await work(Object.assign(tx, { tables }) as unknown as Writer)
      if (result instanceof Undone) throw result
      return result
    })
  } catch (reason) {
    if (reason instanceof Undone) return reason.outcome as T
    broken = asUnavailable(reason) === null ? undefined : (reason as Error)
    throw reason
  } finally {
    client.release(broken)
  }
}

async function migrate(pool: pg.Pool, options: OpenOptions): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock($1)', [migrationLock])
    await client.query(createJournal)
    await applyPending(client, options)
    await client.query('commit')
    client.release()
  } catch (error) {
    // Closes the connection, and with it the transaction and the lock.
    client.release(true)
    throw error
  }
}

async function applyPending(client: pg.PoolClient, options: OpenOptions): Promise<void> {
  const applied = await client.query<AppliedMigration>(
    'select place, name, digest from schema_migrations order by place',
  )
  const pending = pendingMigrations(readMigrations('postgres'), applied.rows, options)
  for (const { place, name, digest, statements } of pending) {
    for (const statement of statements) await client.query(statement)
    await client.query('insert into schema_migrations values ($1, $2, $3)', [place, name, digest])
  }
}
