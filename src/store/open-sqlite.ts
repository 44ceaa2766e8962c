import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import SqliteConnection from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { Unavailable } from '../platform/unavailable.js'
import { type AppliedMigration, createJournal, pendingMigrations, readMigrations } from './migrations.js'
import * as tables from './schema.sqlite.js'
import { type OpenOptions, type Reader, type Store, Undone, type Writer } from './store.js'
import { traceSqlite } from './trace-statements.js'

const patienceMs = 5000

/** One connection reads, one writes; writes form a queue. Creates the file and its folder; migrates first. */
export function openSqlite(file: string, { tracing = null, ...options }: OpenOptions): Store {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const writerConnection = connect(file)
  migrate(writerConnection, options)
  const readerConnection = connect(file)
  if (tracing !== null) for (const each of [writerConnection, readerConnection]) traceSqlite(each, tracing)
  // From here on a wait would freeze the event loop; `begin` waits outside it.
  writerConnection.pragma('busy_timeout = 0')

  const writer = withTables(writerConnection) as unknown as Writer
  let lastWrite: Promise<unknown> = Promise.resolve()

  return {
    engine: 'sqlite',
    read: withTables(readerConnection) as unknown as Reader,
    transaction(work) {
      const deadline = performance.now() + patienceMs
      const result = lastWrite.then(() => inTransaction(writerConnection, deadline, () => work(writer)))
      lastWrite = result.catch(() => undefined)
      return result
    },
    async ping() {
      readerConnection.prepare('select 1').get()
    },
    connections: () => null,
    async [Symbol.asyncDispose]() {
      await lastWrite
      readerConnection.close()
      writerConnection.close()
    },
  }
}

function connect(file: string): SqliteConnection.Database {
  const connection = new SqliteConnection(file, { timeout: patienceMs })
  connection.pragma('journal_mode = WAL')
  connection.pragma('synchronous = FULL')
  connection.pragma('foreign_keys = ON')
  return connection
}

function withTables(connection: SqliteConnection.Database) {
  return Object.assign(drizzle(connection, { casing: 'snake_case' }), { tables })
}

/** Under the write lock, so that of several processes starting together one migrates and the others find it done. */
function migrate(connection: SqliteConnection.Database, options: OpenOptions): void {
  const apply = connection.transaction(() => {
    connection.exec(createJournal)
    const applied = connection.prepare('select place, name, digest from schema_migrations order by place').all()
    const pending = pendingMigrations(readMigrations('sqlite'), applied as AppliedMigration[], options)
    for (const { place, name, digest, statements } of pending) {
      for (const statement of statements) connection.exec(statement)
      connection.prepare('insert into schema_migrations values (?, ?, ?)').run(place, name, digest)
    }
  })
  apply.immediate()
}

async function inTransaction<T>(
  connection: SqliteConnection.Database,
  deadline: number,
  work: () => Promise<T | Undone<T>>,
): Promise<T> {
  await begin(connection, deadline)
  try {
    const result = await work()
    connection.exec(result instanceof Undone ? 'ROLLBACK' : 'COMMIT')
    return result instanceof Undone ? result.outcome : result
  } catch (error) {
    // A full disk or an I/O error has already rolled the transaction back.
    if (connection.inTransaction) connection.exec('ROLLBACK')
    throw error
  }
}

/** Takes the write lock. While another process holds it, waits without holding up the event loop. */
async function begin(connection: SqliteConnection.Database, deadline: number): Promise<void> {
  while (!tryBegin(connection)) {
    if (performance.now() > deadline) throw new Unavailable('Another process holds the database.', 2)
    await pause(20)
  }
}

function tryBegin(connection: SqliteConnection.Database): boolean {
  try {
    connection.exec('BEGIN IMMEDIATE')
    return true
  } catch (error) {
    if ((error as { code?: string }).code === 'SQLITE_BUSY') return false
    throw error
  }
}
