import type { Log } from '../platform/log.js'
import { openPostgres } from './open-postgres.js'
import { openSqlite } from './open-sqlite.js'
import type { Store } from './store.js'

/** `file:` and a path opens SQLite; anything else is handed to PostgreSQL. */
export async function openStore(databaseUrl: string, log: Log): Promise<Store> {
  return databaseUrl.startsWith('file:')
    ? openSqlite(databaseUrl.slice('file:'.length))
    : openPostgres(databaseUrl, log)
}
