import { and, eq, gt, lt, sql } from 'drizzle-orm'
import type { Reader, Writer } from './engine/store.js'
import type { PendingSignIn } from './tables/pending-sign-ins.js'
import type { User } from './tables/users.js'

export async function insertPendingSignIn(tx: Writer, pending: PendingSignIn): Promise<void> {
  await tx.insert(tx.tables.pendingSignIns).values(pending)
}

export async function findPendingSignIn(
  db: Reader,
  hash: string,
): Promise<{ pending: PendingSignIn; user: User } | null> {
  const { pendingSignIns, users } = db.tables
  const [found] = await db
    .select({ pending: pendingSignIns, user: users })
    .from(pendingSignIns)
    .innerJoin(users, eq(users.id, pendingSignIns.userId))
    .where(eq(pendingSignIns.hash, hash))
  return found ?? null
}

/** Counts one answer. False when the pending sign-in is over or its answers are used up. */
export async function countAnswer(
  tx: Writer,
  id: string,
  { maxAttempts, now }: { maxAttempts: number; now: Date },
): Promise<boolean> {
  const { pendingSignIns } = tx.tables
  const counted = await tx
    .update(pendingSignIns)
    .set({ attempts: sql`${pendingSignIns.attempts} + 1` })
    .where(and(eq(pendingSignIns.id, id), lt(pendingSignIns.attempts, maxAttempts), gt(pendingSignIns.expiresAt, now)))
    .returning({ id: pendingSignIns.id })
  return counted.length > 0
}

/** Uses the pending sign-in up. False when another request did, or a change of the account voided it. */
export async function consumePendingSignIn(tx: Writer, id: string, now: Date): Promise<boolean> {
  const { pendingSignIns } = tx.tables
  const consumed = await tx
    .delete(pendingSignIns)
    .where(and(eq(pendingSignIns.id, id), gt(pendingSignIns.expiresAt, now)))
    .returning({ id: pendingSignIns.id })
  return consumed.length > 0
}

/**
 * Voids what the user has begun. Call it before the sessions of the user are ended: the row lock makes a sign-in that is
 * about to finish commit first, so that its session ends too.
 */
export async function deletePendingSignIns(tx: Writer, userId: string): Promise<void> {
  const { pendingSignIns } = tx.tables
  await tx.delete(pendingSignIns).where(eq(pendingSignIns.userId, userId)).returning({ id: pendingSignIns.id })
}
