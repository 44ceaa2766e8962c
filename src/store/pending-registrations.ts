import { and, desc, eq, gt } from 'drizzle-orm'
import type { Reader, Writer } from './engine/store.js'
import type { PendingRegistration } from './tables/pending-registrations.js'
import type { UserKey } from './users.js'

/** Replaces an earlier registration of the same address. */
export async function replacePendingRegistration(tx: Writer, pending: PendingRegistration): Promise<void> {
  const { pendingRegistrations } = tx.tables
  const { email, ...rest } = pending
  await tx
    .insert(pendingRegistrations)
    .values(pending)
    .onConflictDoUpdate({ target: pendingRegistrations.email, set: rest })
    .returning({ email: pendingRegistrations.email })
}

/** Of several registrations with one username, the newest. Null if there is none that has not expired. */
export async function findPendingRegistration(
  db: Reader,
  key: UserKey,
  now: Date,
): Promise<PendingRegistration | null> {
  const { pendingRegistrations } = db.tables
  const [found] = await db
    .select()
    .from(pendingRegistrations)
    .where(and(isOf(db, key), gt(pendingRegistrations.expiresAt, now)))
    .orderBy(desc(pendingRegistrations.createdAt))
    .limit(1)
  return found ?? null
}

/** Takes the registration away and returns it. Null if it has expired or another request was faster. */
export async function consumePendingRegistration(
  tx: Writer,
  key: UserKey,
  now: Date,
): Promise<PendingRegistration | null> {
  const { pendingRegistrations } = tx.tables
  const [consumed] = await tx
    .delete(pendingRegistrations)
    .where(and(isOf(tx, key), gt(pendingRegistrations.expiresAt, now)))
    .returning()
  return consumed ?? null
}

function isOf({ tables: { pendingRegistrations } }: Reader, key: UserKey) {
  if ('email' in key) return eq(pendingRegistrations.email, key.email)
  if ('id' in key) return eq(pendingRegistrations.userId, key.id)
  return eq(pendingRegistrations.usernameKey, key.usernameKey)
}
