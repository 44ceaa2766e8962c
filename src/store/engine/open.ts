import type { Log } from '../../platform/log.js'
import { explainFailure } from './explain-failure.js'
import { MigrationRefused } from './migrations.js'
import type { OpenOptions, Reader, Store } from './store.js'

/** Opens `file:` and a path as SQLite, and any other URL as PostgreSQL. Migrates first. */
export async function openStore(databaseUrl: string, log: Log, options: OpenOptions = {}): Promise<Store> {
  const store = await openEngine(databaseUrl, log, options)
  try {
    if (!options.isCopyTarget) await requireWhole(store.read)
    return store
  } catch (error) {
    await store[Symbol.asyncDispose]()
    throw explainFailure(error)
  }
}

/** Loads only the engine in use: the other one would cost a fifth of the start and half of the memory. */
async function openEngine(databaseUrl: string, log: Log, options: OpenOptions): Promise<Store> {
  if (databaseUrl.startsWith('file:')) {
    const { openSqlite } = await import('./open-sqlite.js')
    return openSqlite(databaseUrl.slice('file:'.length), log)
  }
  const { openPostgres } = await import('./open-postgres.js')
  return openPostgres(databaseUrl, log, options)
}

/** A server must not start on a part of the users. */
async function requireWhole(db: Reader): Promise<void> {
  const [state] = await db.select().from(db.tables.copyStates).limit(1)
  if (state !== undefined)
    throw new MigrationRefused('The database holds a part of a copy. Run db:copy again, to its end.')
}
