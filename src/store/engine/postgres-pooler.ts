import type pg from 'pg'

/**
 * How a pooler in front of PostgreSQL assigns server connections to clients.
 *
 * - `none`: there is no pooler.
 * - `session`: a client keeps its server connection until it disconnects.
 * - `transaction`: a client gets a server connection for one transaction. Settings and prepared statements of the
 *   session do not follow the client to the next one.
 */
export type Pooler = 'none' | 'session' | 'transaction'

/**
 * Time-outs of PostgreSQL in milliseconds. Without them an abandoned statement or transaction would keep its connection
 * and its locks.
 */
const timeouts = {
  lock_timeout: 4000,
  statement_timeout: 8000,
  idle_in_transaction_session_timeout: 10_000,
} as const

/** Time-out of this process, for a database that does not answer at all. */
const queryTimeoutMs = 10_000

const settings = Object.entries(timeouts)
const setForSession = settings.map(([name, ms]) => `set ${name} = ${ms}`).join('; ')
const setForTransaction = settings.map(([name, ms]) => `set local ${name} = ${ms}`).join('; ')

/** For migrations. Also turns off time-outs that the role has. */
export const beginWithoutTimeouts = ['begin', ...settings.map(([name]) => `set local ${name} = 0`)].join('; ')

const beginReading = `begin read only; ${setForTransaction}`

/** Without a pooler the startup message carries the time-outs. Poolers refuse that, so other statements set them. */
export function poolConfigOf(pooler: Pooler): pg.PoolConfig {
  if (pooler === 'none') return { ...timeouts, query_timeout: queryTimeoutMs }
  if (pooler === 'transaction') return { query_timeout: queryTimeoutMs, pipeline: true } as pg.PoolConfig
  const setTimeouts = (client: pg.ClientBase) => client.query(setForSession).then(() => undefined)
  return { query_timeout: queryTimeoutMs, onConnect: setTimeouts } as pg.PoolConfig
}

export function beginOf(pooler: Pooler): string {
  return pooler === 'transaction' ? `begin; ${setForTransaction}` : 'begin'
}

/** The part of a client that drizzle uses. */
export interface Queryable {
  query(config: pg.QueryConfig, values?: unknown[]): Promise<pg.QueryResult>
}

/** For statements outside of transactions. */
export function readerOf(pool: pg.Pool, pooler: Pooler): Queryable {
  if (pooler !== 'transaction') return pool
  return { query: (config, values = []) => readInTransaction(pool, unnamed(config), values) }
}

/** For statements inside of a transaction. */
export function writerOf(client: pg.PoolClient, pooler: Pooler): Queryable {
  if (pooler !== 'transaction') return client
  return { query: (config, values = []) => client.query(unnamed(config), values) }
}

/** On the next server connection the name is unknown, or another client has used it. */
function unnamed({ name: _name, ...config }: pg.QueryConfig): pg.QueryConfig {
  return config
}

/** Takes one round trip: the client is in pipeline mode and does not wait between the three statements. */
async function readInTransaction(pool: pg.Pool, config: pg.QueryConfig, values: unknown[]): Promise<pg.QueryResult> {
  const client = await pool.connect()
  const [begun, read, ended] = await Promise.allSettled([
    client.query(beginReading),
    client.query(config, values),
    client.query('commit'),
  ])
  // Close a connection whose transaction may still be open.
  client.release(ended.status === 'rejected')
  if (begun.status === 'rejected') throw begun.reason
  if (read.status === 'rejected') throw read.reason
  return read.value
}
