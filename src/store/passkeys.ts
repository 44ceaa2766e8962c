import { and, asc, eq, gt, lt } from 'drizzle-orm'
import type { Reader, Writer } from './engine/store.js'
import type { NewPasskey, PasskeyChallengeRow, PasskeyRow } from './tables/passkeys.js'
import type { User } from './tables/users.js'

/** Throws a unique violation if any user has this credential. */
export async function insertPasskey(tx: Writer, passkey: NewPasskey): Promise<PasskeyRow> {
  const [inserted] = await tx.insert(tx.tables.passkeys).values(passkey).returning()
  return inserted as PasskeyRow
}

/** The oldest first. */
export async function listPasskeys(db: Reader, userId: string, max: number): Promise<PasskeyRow[]> {
  const { passkeys } = db.tables
  return db
    .select()
    .from(passkeys)
    .where(eq(passkeys.userId, userId))
    .orderBy(asc(passkeys.createdAt), asc(passkeys.id))
    .limit(max)
}

export async function findPasskey(
  db: Reader,
  credentialId: string,
): Promise<{ passkey: PasskeyRow; user: User } | null> {
  const { passkeys, users } = db.tables
  const [found] = await db
    .select({ passkey: passkeys, user: users })
    .from(passkeys)
    .innerJoin(users, eq(users.id, passkeys.userId))
    .where(eq(passkeys.credentialId, credentialId))
  return found ?? null
}

interface PasskeyUse {
  id: string
  /** The signature counter of this use. */
  counter: number
  isBackedUp: boolean
  now: Date
}

/**
 * Stores the counter of a use. False if the stored counter is not smaller, or the passkey is gone. Authenticators that do
 * not count always send 0 (WebAuthn, section 6.1.1).
 */
export async function consumePasskeyUse(tx: Writer, { id, counter, isBackedUp, now }: PasskeyUse): Promise<boolean> {
  const { passkeys } = tx.tables
  const isNext = counter === 0 ? eq(passkeys.counter, 0) : lt(passkeys.counter, counter)
  const used = await tx
    .update(passkeys)
    .set({ counter, isBackedUp, lastUsedAt: now })
    .where(and(eq(passkeys.id, id), isNext))
    .returning({ id: passkeys.id })
  return used.length > 0
}

/** Null if the user has no such passkey. */
export async function renamePasskeyOf(
  tx: Writer,
  { id, userId }: { id: string; userId: string },
  name: string,
): Promise<PasskeyRow | null> {
  const { passkeys } = tx.tables
  const [renamed] = await tx
    .update(passkeys)
    .set({ name })
    .where(and(eq(passkeys.id, id), eq(passkeys.userId, userId)))
    .returning()
  return renamed ?? null
}

export async function deletePasskey(
  tx: Writer,
  { id, userId }: { id: string; userId: string },
): Promise<PasskeyRow | null> {
  const { passkeys } = tx.tables
  const [deleted] = await tx
    .delete(passkeys)
    .where(and(eq(passkeys.id, id), eq(passkeys.userId, userId)))
    .returning()
  return deleted ?? null
}

/** Deletes all passkeys of the user. Returns how many. */
export async function deletePasskeys(tx: Writer, userId: string): Promise<number> {
  const { passkeys } = tx.tables
  const deleted = await tx.delete(passkeys).where(eq(passkeys.userId, userId)).returning({ id: passkeys.id })
  return deleted.length
}

export async function insertPasskeyChallenge(tx: Writer, challenge: PasskeyChallengeRow): Promise<void> {
  await tx.insert(tx.tables.passkeyChallenges).values(challenge)
}

export async function findPasskeyChallenge(db: Reader, hash: string, now: Date): Promise<PasskeyChallengeRow | null> {
  const { passkeyChallenges: challenges } = db.tables
  const [found] = await db
    .select()
    .from(challenges)
    .where(and(eq(challenges.hash, hash), gt(challenges.expiresAt, now)))
  return found ?? null
}

/** Uses the challenge up. False if another request used it or it has expired. */
export async function consumePasskeyChallenge(tx: Writer, hash: string, now: Date): Promise<boolean> {
  const { passkeyChallenges: challenges } = tx.tables
  const consumed = await tx
    .delete(challenges)
    .where(and(eq(challenges.hash, hash), gt(challenges.expiresAt, now)))
    .returning({ hash: challenges.hash })
  return consumed.length > 0
}
