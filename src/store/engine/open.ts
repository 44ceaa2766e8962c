import type { Log } from '../../platform/log.js'
import type { OpenOptions, Store } from './store.js'

/**
 * `file:` and a path opens SQLite; anything else is handed to PostgreSQL. Only the engine in use is loaded: the other one
 * would cost a fifth of the start and half of the memory.
 */
export async function openStore(databaseUrl: string, log: Log, options: OpenOptions = {}): Promise<Store> {
  if (databaseUrl.startsWith('file:')) {
    const { openSqlite } = await import('./open-sqlite.js')
    return openSqlite(databaseUrl.slice('file:'.length), log, options)
  }
  const { openPostgres } = await import('./open-postgres.js')
  return openPostgres(databaseUrl, log, options)
}
