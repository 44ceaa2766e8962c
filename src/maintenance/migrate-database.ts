import { requireRootKeys } from '../config/secret-key.js'
import type { Settings } from '../config/settings.js'
import type { Log } from '../platform/log.js'
import { inspectDatabase } from '../store/engine/inspect.js'
import { openStore } from '../store/engine/open.js'
import { postgresOptionsOf } from '../store/engine/postgres-options.js'

/** Applies the migrations that are due and returns their names. Creates a SQLite database that is not there, with its key. */
export async function migrateDatabase(settings: Settings, log: Log): Promise<readonly string[]> {
  const pending = await listPendingMigrations(settings)
  requireRootKeys(settings, log)
  const store = await openStore(settings.DATABASE_URL, log, { postgres: postgresOptionsOf(settings) })
  await store[Symbol.asyncDispose]()
  return pending
}

/** Their names, in the order in which they are applied. */
export async function listPendingMigrations(settings: Settings): Promise<readonly string[]> {
  return (await inspectDatabase(settings.DATABASE_URL, postgresOptionsOf(settings))).pending
}
