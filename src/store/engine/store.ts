import { getTableColumns, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { BaseSQLiteDatabase, SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Tables } from '../tables/tables.js'
import type { SslMode } from './postgres-address.js'
import type { Pooler } from './postgres-pooler.js'

type SharedDatabase = BaseSQLiteDatabase<'async', unknown>

/** Reads outside a transaction. It has no insert, update or delete on purpose. */
export interface Reader extends Pick<SharedDatabase, 'select'> {
  readonly tables: Tables
  /** The column, compared and sorted by the bytes of its text, whatever the language of the database. */
  bytewise(column: SQLiteColumn): SQLWrapper
}

/** Handed out by {@link Store.transaction} only. */
export interface Writer extends Reader, Pick<SharedDatabase, 'insert' | 'update' | 'delete'> {
  /**
   * Takes the rows of a select for this transaction, without those that another one holds. So clean-up and requests
   * never wait for each other. On SQLite there is no other one.
   */
  skipLocked<Select>(select: Select): Select
  /**
   * Takes the rows of a select for this transaction, and waits for who holds them. It writes nothing. So an insert of
   * a unique value that such a row has fails at once. On SQLite there is no other transaction.
   */
  lockRows<Select>(select: Select): Select
}

export interface Store extends AsyncDisposable {
  readonly engine: 'sqlite' | 'postgres'
  readonly read: Reader
  /**
   * Commits when `work` resolves and rolls back when it rejects. Await nothing but queries inside. Throws `Unavailable`
   * when the database cannot be reached or written in time.
   */
  transaction<T>(work: (tx: Writer) => Promise<T>): Promise<T>
  /** Rejects when the database does not answer. */
  ping(): Promise<void>
  /** The pool at this moment, and the requests that wait for a connection; null where there is no pool. */
  connections(): { total: number; idle: number; waiting: number } | null
}

/** What the URL of PostgreSQL does not say. */
export interface PostgresOptions {
  /** `auto`: finds out at the start. */
  pooler?: Pooler | 'auto'
  /** Of libpq, unless the URL has it. Null: `prefer`. */
  sslmode?: SslMode | null
  /** Of libpq, unless the URL has it: a file of certificates in PEM, or `system`. */
  sslrootcert?: string | null
}

/** What a database is before it is opened. */
export interface DatabaseState {
  /** Whether there is no database yet, or one without tables of ours. */
  isEmpty: boolean
  /** Names of the migrations that the next start applies. */
  pending: readonly string[]
  /** The time of the database's machine. Null if it is this machine. */
  now: Date | null
}

export interface OpenOptions {
  postgres?: PostgresOptions
  /** Opens also what holds a part of a copy. */
  isCopyTarget?: boolean
}

interface PreparableQuery<Row> {
  prepare(name?: string): { execute(values: Record<string, unknown>): PromiseLike<Row[]> }
}

/** A value of a hot query, stored as the column stores it. */
export function param(name: string, column: SQLiteColumn): SQL {
  return sql`${sql.param(sql.placeholder(name), column)}`
}

/**
 * A text by which a hot query picks rows of a join. Bare, SQLite would plan the join anew for each value, in case its
 * statistics favour another order for that one: two thirds of what the read costs.
 */
export function textParam(name: string): SQL {
  return sql`cast(${sql.placeholder(name)} as text)`
}

/**
 * A query that is compiled once per connection: an uncompiled one costs twenty times as much on SQLite. `name` is the
 * statement's name on PostgreSQL; `build` marks its values with `sql.placeholder` or {@link param}.
 */
export function hotQuery<Db extends Reader, Values extends Record<string, unknown>, Row>(
  name: string,
  build: (db: Db) => PreparableQuery<Row>,
): (db: Db, values: Values) => PromiseLike<Row[]> {
  const compiled = new WeakMap<Db, ReturnType<PreparableQuery<Row>['prepare']>>()
  return (db, values) => {
    const known = compiled.get(db) ?? build(db).prepare(name)
    compiled.set(db, known)
    return known.execute(values)
  }
}

/** Values for an insert that a hot query compiles: each column takes the value of its own name. Null stays null. */
export function columnParams<Columns extends SQLiteTable>(columns: Columns): Record<string, SQL> {
  const params = Object.entries(getTableColumns(columns)).map(([name, column]) => {
    const encoder = { mapToDriverValue: (value: unknown) => (value === null ? null : column.mapToDriverValue(value)) }
    return [name, sql`${sql.param(sql.placeholder(name), encoder)}`]
  })
  return Object.fromEntries(params)
}
