import { and, eq, gt } from 'drizzle-orm'
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
