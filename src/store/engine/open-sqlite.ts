import { existsSync, linkSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import SqliteConnection from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import type { Log } from '../../platform/log.js'
import { createPrivateFile, createPrivateFolder } from '../../platform/private-files.js'
import { isTraced } from '../../platform/tracing.js'
import * as columns from '../tables/columns.sqlite.js'
import { defineTables } from '../tables/tables.js'
import { createGroupCommit } from './group-commit.js'
import { type AppliedMigration, createJournal, pendingMigrations, readMigrations } from './migrations.js'
import type { Reader, Store, Writer } from './store.js'
import { traceSqlite } from './trace-statements.js'

const tables = defineTables(columns)

const maxLockWaitMs = 5000
/** Reads wait only while another process recovers or closes the database. The wait blocks the event loop. */
const maxReadWaitMs = 250

/** Creates the file and its folder, migrates, and opens one connection that reads and one that writes. */
export function openSqlite(file: string, log: Log): Store {
  const { readerConnection, writerConnection } = naming(file, () => {
    createWhole(file)
    warnOfReadable(file, log)
    const writerConnection = connect(file)
    migrate(writerConnection)
    return { writerConnection, readerConnection: connect(file) }
  })
  if (isTraced()) for (const each of [writerConnection, readerConnection]) traceSqlite(each)
  // From here on a wait would block the event loop. The group commit waits outside of it.
  writerConnection.pragma('busy_timeout = 0')
  readerConnection.pragma(`busy_timeout = ${maxReadWaitMs}`)

  const unchanged: Writer['skipLocked'] = (select) => select
  const locks = { skipLocked: unchanged, lockRows: unchanged }
  const writer = Object.assign(withTables(writerConnection), locks) as unknown as Writer
  const writes = createGroupCommit(writerConnection)

  return {
    engine: 'sqlite',
    read: withTables(readerConnection) as unknown as Reader,
    transaction: (work) => writes.add(() => work(writer)),
    async ping() {
      // Reads the file. A constant could be selected even if the file were gone.
      readerConnection.prepare('select count(*) from schema_migrations').get()
    },
    connections: () => null,
    async [Symbol.asyncDispose]() {
      await writes.idle()
      readerConnection.close()
      writerConnection.close()
    },
  }
}

/** Adds the path of the file to an error of SQLite. */
export function naming<T>(file: string, open: () => T): T {
  try {
    return open()
  } catch (error) {
    if (error instanceof SqliteConnection.SqliteError) throw new Error(`${file}: ${error.message}`, { cause: error })
    throw error
  }
}

/**
 * A new database is written to a draft and then linked to its path, so that it appears there complete. An empty file at
 * the path is therefore not ours. It is what remains of a lost database, and to fill it would hide the loss.
 */
function createWhole(file: string): void {
  if (isPresent(file)) return
  createPrivateFolder(dirname(file), 'DATABASE_URL')
  const draft = `${file}.${process.pid}`
  // SQLite gives `-wal` and `-shm` the mode of the database.
  createPrivateFile(draft, { setting: 'DATABASE_URL' })
  const connection = connect(draft)
  migrate(connection)
  connection.close()
  try {
    linkSync(draft, file)
  } catch (error) {
    // Another process that started at the same time was first.
    if (!existsSync(file)) throw error
  } finally {
    rmSync(draft)
  }
}

/** Whether there is a database. Throws an error if only a part of one is there. */
export function isPresent(file: string): boolean {
  if (existsSync(file)) {
    if (statSync(file).size > 0) return true
    throw new Error(`${file} is empty. Restore it from a backup, or remove it to begin anew.`)
  }
  if (!existsSync(`${file}-wal`)) return false
  throw new Error(`${file} is missing, but ${file}-wal is there. Restore both from a backup, or remove that too.`)
}

/** A database that was made or restored with other modes. Its content is for this process alone. */
function warnOfReadable(file: string, log: Log): void {
  const readable = ['', '-wal', '-shm'].map((suffix) => file + suffix).filter(isReadableByOthers)
  if (readable.length > 0)
    log.warn(`Other users of this machine can read the database: chmod 600 ${readable.join(' ')}`)
}

function isReadableByOthers(file: string): boolean {
  return process.platform !== 'win32' && existsSync(file) && (statSync(file).mode & 0o077) !== 0
}

function connect(file: string): SqliteConnection.Database {
  const connection = new SqliteConnection(file, { timeout: maxLockWaitMs })
  connection.pragma('journal_mode = WAL')
  connection.pragma('synchronous = FULL')
  connection.pragma('foreign_keys = ON')
  return connection
}

function withTables(connection: SqliteConnection.Database) {
  return Object.assign(drizzle(connection, { casing: 'snake_case' }), { tables, bytewise: columns.bytewise })
}

/** Takes the write lock: if several processes start together, one migrates and the others find no pending migration. */
function migrate(connection: SqliteConnection.Database): void {
  const apply = connection.transaction(() => {
    connection.exec(createJournal)
    const applied = connection.prepare('select place, name, digest from schema_migrations order by place').all()
    const pending = pendingMigrations(readMigrations('sqlite'), applied as AppliedMigration[])
    for (const { place, name, digest, statements } of pending) {
      for (const statement of statements) connection.exec(statement)
      connection.prepare('insert into schema_migrations values (?, ?, ?)').run(place, name, digest)
    }
    // If the file is read-only, SQLite begins the transaction and fails at the first write.
    connection.exec('update schema_migrations set digest = digest where place = 0')
  })
  apply.immediate()
}
