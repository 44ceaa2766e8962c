import { and, eq, gt, inArray, lte } from 'drizzle-orm'
import type { Reader, Writer } from './engine/store.js'
import type { IncompleteRegistration } from './tables/incomplete-registrations.js'

export async function insertIncompleteRegistration(tx: Writer, row: IncompleteRegistration): Promise<void> {
  await tx.insert(tx.tables.incompleteRegistrations).values(row)
}

export async function findIncompleteRegistration(
  db: Reader,
  tokenHash: string,
): Promise<IncompleteRegistration | null> {
  const { incompleteRegistrations: incomplete } = db.tables
  const [found] = await db.select().from(incomplete).where(eq(incomplete.tokenHash, tokenHash))
  return found ?? null
}

/** Uses the registration up. False if another request did, or if it has expired. */
export async function consumeIncompleteRegistration(tx: Writer, tokenHash: string, now: Date): Promise<boolean> {
  const { incompleteRegistrations: incomplete } = tx.tables
  const consumed = await tx
    .delete(incomplete)
    .where(and(eq(incomplete.tokenHash, tokenHash), gt(incomplete.expiresAt, now)))
    .returning({ tokenHash: incomplete.tokenHash })
  return consumed.length > 0
}

/** At most `max` rows that expired by `now`. How many were deleted. */
export async function deleteExpiredIncompleteRegistrations(tx: Writer, now: Date, max: number): Promise<number> {
  const { incompleteRegistrations: incomplete } = tx.tables
  const expired = tx
    .select({ id: incomplete.tokenHash })
    .from(incomplete)
    .where(lte(incomplete.expiresAt, now))
    .limit(max)
  const deleted = await tx
    .delete(incomplete)
    .where(inArray(incomplete.tokenHash, tx.skipLocked(expired)))
    .returning({ id: incomplete.tokenHash })
  return deleted.length
}
