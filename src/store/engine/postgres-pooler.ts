import type pg from 'pg'

/**
 * What stands between this process and PostgreSQL.
 *
 * - `none`: nothing, or a pooler that lets everything through.
 * - `session`: a server connection belongs to a client connection as long as that is open.
 * - `transaction`: a server connection belongs to a client connection for one transaction. What a session has set or
 *   prepared is the next client's after that.
 */
export type Pooler = 'none' | 'session' | 'transaction'

/**
 * PostgreSQL itself ends a statement or a transaction that takes too long. An abandoned one would keep its connection
 * and its locks.
 */
const timeouts = {
  lock_timeout: 4000,
  statement_timeout: 8000,
  idle_in_transaction_session_timeout: 10_000,
} as const

/** For a database that does not answer at all. */
const queryTimeoutMs = 10_000

const settings = Object.entries(timeouts)
const setForSession = settings.map(([name, ms]) => `set ${name} = ${ms}`).join('; ')
const setForTransaction = settings.map(([name, ms]) => `set local ${name} = ${ms}`).join('; ')

/** Migrations take the time they take. A role may have time-outs of its own. */
export const beginWithoutTimeouts = ['begin', ...settings.map(([name]) => `set local ${name} = 0`)].join('; ')

const beginReading = `begin read only; ${setForTransaction}`

/** How the time-outs reach PostgreSQL: in the startup message, which poolers refuse, by `set`, or in each transaction. */
export function poolConfigOf(pooler: Pooler): pg.PoolConfig {
  if (pooler === 'none') return { ...timeouts, query_timeout: queryTimeoutMs }
  if (pooler === 'transaction') return { query_timeout: queryTimeoutMs, pipeline: true } as pg.PoolConfig
  const setTimeouts = (client: pg.ClientBase) => client.query(setForSession).then(() => undefined)
  return { query_timeout: queryTimeoutMs, onConnect: setTimeouts } as pg.PoolConfig
}

export function beginOf(pooler: Pooler): string {
  return pooler === 'transaction' ? `begin; ${setForTransaction}` : 'begin'
}

/** What drizzle asks: a statement as an object with a name or without one, and its values. */
export interface Queryable {
  query(config: pg.QueryConfig, values?: unknown[]): Promise<pg.QueryResult>
}

/** Statements outside of transactions. */
export function readerOf(pool: pg.Pool, pooler: Pooler): Queryable {
  if (pooler !== 'transaction') return pool
  return { query: (config, values = []) => readInTransaction(pool, unnamed(config), values) }
}

/** Statements inside of one. */
export function writerOf(client: pg.PoolClient, pooler: Pooler): Queryable {
  if (pooler !== 'transaction') return client
  return { query: (config, values = []) => client.query(unnamed(config), values) }
}

/** The next server connection does not know the statement, or has another client's of this name. */
function unnamed({ name: _name, ...config }: pg.QueryConfig): pg.QueryConfig {
  return config
}

/** Three statements in one round trip, because the client works in a pipeline. */
async function readInTransaction(pool: pg.Pool, config: pg.QueryConfig, values: unknown[]): Promise<pg.QueryResult> {
  const client = await pool.connect()
  const [begun, read, ended] = await Promise.allSettled([
    client.query(beginReading),
    client.query(config, values),
    client.query('commit'),
  ])
  // Only a connection that has ended its transaction is used again.
  client.release(ended.status === 'rejected')
  if (begun.status === 'rejected') throw begun.reason
  if (read.status === 'rejected') throw read.reason
  return read.value
}
