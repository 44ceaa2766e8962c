import SqliteConnection from 'better-sqlite3'
import { type AppliedMigration, pendingMigrations, readMigrations } from './migrations.js'
import { isPresent, naming } from './open-sqlite.js'
import type { DatabaseState } from './store.js'

export function inspectSqlite(file: string): DatabaseState {
  const known = readMigrations('sqlite')
  if (!isPresent(file)) return { isEmpty: true, pending: known.map(({ name }) => name), now: null }
  return naming(file, () => {
    const connection = new SqliteConnection(file, { readonly: true, fileMustExist: true })
    try {
      const journal = connection.prepare(`select 1 from sqlite_schema where name = 'schema_migrations'`).get()
      const applied =
        journal === undefined
          ? []
          : connection.prepare('select place, name, digest from schema_migrations order by place').all()
      const pending = pendingMigrations(known, applied as AppliedMigration[])
      return { isEmpty: applied.length === 0, pending: pending.map(({ name }) => name), now: null }
    } finally {
      connection.close()
    }
  })
}
