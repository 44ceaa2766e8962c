import { eq } from 'drizzle-orm'
import { unfinishedCopy } from './engine/migrations.js'
import type { Store } from './engine/store.js'
import type { ColumnKit } from './tables/column-kit.js'
import * as postgresColumns from './tables/columns.postgres.js'
import * as sqliteColumns from './tables/columns.sqlite.js'

/** Ids of the signing keys of the source. Null if no copy is in progress. */
export async function findCopyMarker({ engine, read }: Store): Promise<string[] | null> {
  const journal = journalOf(engine)
  const [marker] = await read.select().from(journal).where(eq(journal.place, unfinishedCopy.place))
  return marker === undefined ? null : marker.digest.split(',')
}

export async function insertCopyMarker(target: Store, kids: readonly string[]): Promise<void> {
  const marker = { ...unfinishedCopy, digest: kids.join(',') }
  await target.transaction(async (tx) => void (await tx.insert(journalOf(target.engine)).values(marker)))
}

export async function deleteCopyMarker(target: Store): Promise<void> {
  const journal = journalOf(target.engine)
  await target.transaction(async (tx) => void (await tx.delete(journal).where(eq(journal.place, unfinishedCopy.place))))
}

/** Declared here and not with the other tables, because no migration creates it. */
function journalOf(engine: Store['engine']) {
  const kit = engine === 'sqlite' ? sqliteColumns : (postgresColumns as unknown as ColumnKit)
  const { table, whole, string } = kit
  return table('schema_migrations', {
    place: whole().primaryKey(),
    name: string().notNull(),
    digest: string().notNull(),
  })
}
