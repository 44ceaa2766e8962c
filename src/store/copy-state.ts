import type { Reader, Writer } from './engine/store.js'

/** Ids of the signing keys of the source. Null when no copy into this database is incomplete. */
export async function findCopySource(db: Reader): Promise<string[] | null> {
  const [state] = await db.select().from(db.tables.copyStates).limit(1)
  return state === undefined ? null : state.sourceKids.split(',')
}

export async function insertCopySource(tx: Writer, kids: readonly string[]): Promise<void> {
  await tx.insert(tx.tables.copyStates).values({ sourceKids: kids.join(',') })
}

export async function deleteCopySource(tx: Writer): Promise<void> {
  await tx.delete(tx.tables.copyStates)
}
