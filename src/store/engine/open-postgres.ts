import { drizzle } from 'drizzle-orm/node-postgres'
import type { PgSelect } from 'drizzle-orm/pg-core'
import pg from 'pg'
import type { Log } from '../../platform/log.js'
import { isTraced } from '../../platform/tracing.js'
import type { ColumnKit } from '../tables/column-kit.js'
import * as columns from '../tables/columns.postgres.js'
import { defineTables } from '../tables/tables.js'
import { connectFirst, type Found } from './connect-postgres.js'
import { explainFailure } from './explain-failure.js'
import { migratePostgres } from './migrate-postgres.js'
import { readPostgresAddress } from './postgres-address.js'
import { beginOf, type Pooler, poolConfigOf, type Queryable, readerOf, writerOf } from './postgres-pooler.js'
import type { OpenOptions, Reader, Store, Writer } from './store.js'
import { tracePostgres } from './trace-statements.js'
import { asUnavailable } from './unavailable.js'

const tables = defineTables(columns as unknown as ColumnKit)

/** Finds out how to connect, migrates, and opens a pool. Throws an error with the database's own reason. */
export async function openPostgres(url: string, log: Log, options: OpenOptions): Promise<Store> {
  const { config, pooler } = await begin(url, log, options)
  const pool = new pg.Pool({ ...config, max: 10, ...poolConfigOf(pooler) })
  // Without these listeners a restart of the database ends the process: one is for idle clients, one for busy clients.
  pool.on('error', (error) => log.warn({ reason: error.message }, 'an idle database connection was lost'))
  pool.on('connect', (client) => client.on('error', () => undefined))
  if (isTraced()) pool.on('connect', tracePostgres)
  const reader = readerOf(pool, pooler)
  return {
    engine: 'postgres',
    read: withTables(reader) as unknown as Reader,
    transaction: (work) => inTransaction({ pool, pooler }, work),
    async ping() {
      await reader.query({ text: 'select 1' })
    },
    connections: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    async [Symbol.asyncDispose]() {
      if (!pool.ending) await pool.end()
    },
  }
}

async function begin(url: string, log: Log, options: OpenOptions): Promise<Found> {
  const { pooler = 'auto', sslmode = null, sslrootcert = null } = options.postgres ?? {}
  try {
    const { client, ...found } = await connectFirst(readPostgresAddress(url, { sslmode, sslrootcert }), pooler)
    await migratePostgres(client)
    if (pooler === 'auto' && found.pooler !== 'none') log.info(poolerFound)
    return found
  } catch (error) {
    throw explainFailure(error)
  }
}

const poolerFound =
  'A connection pooler was found. Latchkey works as with DATABASE_POOLER=transaction, which is right for every pooler. If it pools sessions, DATABASE_POOLER=session is less work.'

function withTables(client: Queryable) {
  return Object.assign(drizzle(client as pg.Pool, { casing: 'snake_case' }), { tables, bytewise: columns.bytewise })
}

/**
 * Does not use the transactions of drizzle. They lose the client if the connection breaks at `begin`. And they wait for
 * a rollback from a database that does not answer.
 */
async function inTransaction<T>(
  { pool, pooler }: { pool: pg.Pool; pooler: Pooler },
  work: (tx: Writer) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query(beginOf(pooler))
    const result = await work(
      Object.assign(withTables(writerOf(client, pooler)), { skipLocked, lockRows }) as unknown as Writer,
    )
    const { command } = await client.query('commit')
    // PostgreSQL answers this, and no error, if a statement failed and the error was caught.
    if (command === 'ROLLBACK') throw new Error('A failed transaction was committed.')
    client.release()
    return result
  } catch (reason) {
    await giveBack(client, reason)
    throw reason
  }
}

function skipLocked<Select>(select: Select): Select {
  return (select as PgSelect).for('update', { skipLocked: true }) as Select
}

/** As strong as the lock of an update, so that rows that refer to the locked one can be inserted. */
function lockRows<Select>(select: Select): Select {
  return (select as PgSelect).for('no key update') as Select
}

/** Closes a connection that may be broken, and with it the open transaction. */
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
