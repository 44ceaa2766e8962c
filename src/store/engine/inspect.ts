import type { DatabaseState, PostgresOptions } from './store.js'

/** What a database is, without a change to it. Throws an error with the database's own reason, or `MigrationRefused`. */
export async function inspectDatabase(databaseUrl: string, options: PostgresOptions): Promise<DatabaseState> {
  if (databaseUrl.startsWith('file:')) {
    const { inspectSqlite } = await import('./inspect-sqlite.js')
    return inspectSqlite(databaseUrl.slice('file:'.length))
  }
  const { inspectPostgres } = await import('./inspect-postgres.js')
  return inspectPostgres(databaseUrl, options)
}
