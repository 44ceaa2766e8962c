import type SqliteConnection from 'better-sqlite3'
import type pg from 'pg'
import { failureOf, type Span, type Tracing } from '../../platform/tracing.js'

/**
 * A span for a statement, with its placeholders and without their values. Null outside of a span: the jobs read the
 * outbox every second, and such spans would hide the others.
 */
function startStatement(tracing: Tracing, system: 'sqlite' | 'postgresql', text: string): Span | null {
  if (tracing.running() === null) return null
  const name = /^\s*([a-z]+)/i.exec(text)?.[1]?.toUpperCase() ?? 'SQL'
  return tracing.start({ name, kind: 'client', attributes: { 'db.system.name': system, 'db.query.text': text } })
}

function endWith(span: Span | null, error: unknown): void {
  if (error !== null && error !== undefined) span?.fail(failureOf(error))
  span?.end()
}

/** Makes every statement of the connection a span. */
export function traceSqlite(connection: SqliteConnection.Database, tracing: Tracing): void {
  const { prepare, exec } = connection
  connection.exec = (sql) => traced(tracing, sql, () => exec.call(connection, sql))
  connection.prepare = ((sql: string) => {
    const statement = prepared(tracing, sql, () => prepare.call(connection, sql))
    for (const name of ['run', 'get', 'all'] as const) {
      const method = statement[name].bind(statement) as (...values: unknown[]) => unknown
      Object.assign(statement, { [name]: (...values: unknown[]) => traced(tracing, sql, () => method(...values)) })
    }
    return statement
  }) as typeof prepare
}

/** Only a failure makes a span: an unknown table or column is found here. */
function prepared<T>(tracing: Tracing, sql: string, prepare: () => T): T {
  try {
    return prepare()
  } catch (error) {
    endWith(startStatement(tracing, 'sqlite', sql), error)
    throw error
  }
}

function traced<T>(tracing: Tracing, sql: string, run: () => T): T {
  const span = startStatement(tracing, 'sqlite', sql)
  try {
    const result = run()
    endWith(span, null)
    return result
  } catch (error) {
    endWith(span, error)
    throw error
  }
}

type Query = (...given: unknown[]) => unknown
type Callback = (error: unknown, result: unknown) => void

/** The same for a client of the pool. `query` takes a text or an object, and returns a promise or calls back. */
export function tracePostgres(client: pg.PoolClient, tracing: Tracing): void {
  const query = client.query.bind(client) as Query
  client.query = ((...given: unknown[]) => {
    const [first] = given
    const text = typeof first === 'string' ? first : (first as { text?: unknown }).text
    const span = typeof text === 'string' ? startStatement(tracing, 'postgresql', text) : null
    return span === null ? query(...given) : queryInside(span, query, given)
  }) as never
}

function queryInside(span: Span, query: Query, given: unknown[]): unknown {
  const callback = given.at(-1)
  if (typeof callback === 'function') {
    const ended: Callback = (error, result) => {
      endWith(span, error)
      ;(callback as Callback)(error, result)
    }
    return query(...given.slice(0, -1), ended)
  }
  const result = query(...given) as Promise<unknown>
  result.then(
    () => endWith(span, null),
    (error: unknown) => endWith(span, error),
  )
  return result
}
