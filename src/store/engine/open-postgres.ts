import { drizzle } from 'drizzle-orm/node-postgres'
import type { PgSelect } from 'drizzle-orm/pg-core'
import pg from 'pg'
import type { Log } from '../../platform/log.js'
import type { ColumnKit } from '../tables/column-kit.js'
import * as columns from '../tables/columns.postgres.js'
import { defineTables } from '../tables/tables.js'
import { connectFirst, type Found } from './connect-postgres.js'
import { explainFailure } from './explain-failure.js'
import { migratePostgres } from './migrate-postgres.js'
import { readPostgresAddress } from './postgres-address.js'
import { beginOf, type Pooler, poolConfigOf, type Queryable, readerOf, writerOf } from './postgres-pooler.js'
import { type OpenOptions, type Reader, type Store, Undone, type Writer } from './store.js'
import { tracePostgres } from './trace-statements.js'
import { asUnavailable } from './unavailable.js'

const tables = defineTables(columns as unknown as ColumnKit)

/** Connects once, to find out how; migrates; opens a pool. Throws with the database's own reason. */
export async function openPostgres(url: string, log: Log, { tracing = null, ...options }: OpenOptions): Promise<Store> {
  const { config, pooler } = await begin(url, log, options)
  const pool = new pg.Pool({ ...config, max: 10, ...poolConfigOf(pooler) })
  // Without listeners a restart of the database ends this process: the pool’s is for idle clients, the other for busy ones.
  pool.on('error', (error) => log.warn({ reason: error.message }, 'an idle database connection was lost'))
  pool.on('connect', (client) => client.on('error', () => undefined))
  if (tracing !== null) pool.on('connect', (client) => tracePostgres(client, tracing))
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
    await migratePostgres(client, options)
    if (pooler === 'auto' && found.pooler !== 'none') log.info(poolerFound)
    return found
  } catch (error) {
    throw explainFailure(error)
  }
}

const poolerFound =
  'A pooler stands before PostgreSQL. Latchkey works as DATABASE_POOLER=transaction, which suits every pooler; DATABASE_POOLER=session is faster where a pooler keeps sessions.'

function withTables(client: Queryable) {
  return Object.assign(drizzle(client as pg.Pool, { casing: 'snake_case' }), { tables })
}

/**
 * Begins and ends by hand: drizzle loses the client when the connection breaks at `begin`, and asks a database that has
 * stopped answering for a rollback, which takes as long again.
 */
async function inTransaction<T>(
  { pool, pooler }: { pool: pg.Pool; pooler: Pooler },
  work: (tx: Writer) => Promise<T | Undone<T>>,
): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query(beginOf(pooler))
    const result = await work(Object.assign(withTables(writerOf(client, pooler)), { unheld }) as unknown as Writer)
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
