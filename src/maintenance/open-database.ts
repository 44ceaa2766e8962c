import type { Settings } from '../config/settings.js'
import type { Log } from '../platform/log.js'
import { inspectDatabase } from '../store/engine/inspect.js'
import { openStore } from '../store/engine/open.js'
import { postgresOptionsOf } from '../store/engine/postgres-options.js'
import type { Store } from '../store/engine/store.js'

/** Opens a database that is up to date. Throws an error if there is none, so that a command never creates one. */
export async function openDatabase(settings: Settings, log: Log): Promise<Store> {
  const postgres = postgresOptionsOf(settings)
  const { isEmpty, pending } = await inspectDatabase(settings.DATABASE_URL, postgres)
  if (isEmpty) throw new Error('There is no database yet. Start the server once, or run: latchkey db migrate')
  if (pending.length > 0) throw new Error('The database is older than this program. Run: latchkey db migrate')
  return openStore(settings.DATABASE_URL, log, { postgres })
}
