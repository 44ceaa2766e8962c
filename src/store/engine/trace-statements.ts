import type { Span } from '@opentelemetry/api'
import type SqliteConnection from 'better-sqlite3'
import type pg from 'pg'
import { activeSpan, failSpan, failureOf, startSpan } from '../../platform/tracing.js'

/**
 * A span for a statement with placeholders, without their values. Null outside of other spans: the jobs read the outbox
 * every second, and a span for each such query would be noise.
 */
function startStatement(system: 'sqlite' | 'postgresql', text: string): Span | null {
  if (activeSpan() === undefined) return null
  const name = /^\s*([a-z]+)/i.exec(text)?.[1]?.toUpperCase() ?? 'SQL'
  return startSpan({ name, kind: 'client', attributes: { 'db.system.name': system, 'db.query.text': text } })
}

function endWith(span: Span | null, error: unknown): void {
  if (span !== null && error !== null && error !== undefined) failSpan(span, failureOf(error))
  span?.end()
}

/** Makes every statement of the connection a span. OpenTelemetry's own plugins do not know this version of the driver. */
export function traceSqlite(connection: SqliteConnection.Database): void {
  const { prepare, exec } = connection
  connection.exec = (sql) => traced(sql, () => exec.call(connection, sql))
  connection.prepare = ((sql: string) => {
    const statement = prepared(sql, () => prepare.call(connection, sql))
    for (const name of ['run', 'get', 'all'] as const) {
      const method = statement[name].bind(statement) as (...values: unknown[]) => unknown
      Object.assign(statement, { [name]: (...values: unknown[]) => traced(sql, () => method(...values)) })
    }
    return statement
  }) as typeof prepare
}

/** A span for a statement that cannot be prepared, such as one for a missing table. */
function prepared<T>(sql: string, prepare: () => T): T {
  try {
    return prepare()
  } catch (error) {
    endWith(startStatement('sqlite', sql), error)
    throw error
  }
}

function traced<T>(sql: string, run: () => T): T {
  const span = startStatement('sqlite', sql)
  try {
    const result = run()
    endWith(span, null)
    return result
  } catch (error) {
    endWith(span, error)
    throw error
  }
}

type Callback = (error: unknown, result: unknown) => void

/** The same for a client of the pool. `query` takes a text or an object, and answers with a promise or a callback. */
export function tracePostgres(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (...given: unknown[]) => unknown
  client.query = ((...given: unknown[]) => {
    const [first] = given
    const text = typeof first === 'string' ? first : (first as { text?: unknown }).text
    const span = typeof text === 'string' ? startStatement('postgresql', text) : null
    if (span === null) return query(...given)
    const callback = given.at(-1)
    if (typeof callback === 'function') return query(...given.slice(0, -1), endingFirst(span, callback as Callback))
    const result = query(...given) as Promise<unknown>
    result.then(
      () => endWith(span, null),
      (error: unknown) => endWith(span, error),
    )
    return result
  }) as never
}

function endingFirst(span: Span, callback: Callback): Callback {
  return (error, result) => {
    endWith(span, error)
    callback(error, result)
  }
}
