import { and, eq } from 'drizzle-orm'
import type { Writer } from './store.js'

export async function insertPasswordCredential(
  tx: Writer,
  credential: { userId: string; hash: string; now: Date },
): Promise<void> {
  const { userId, hash, now } = credential
  await tx.insert(tx.tables.passwordCredentials).values({ userId, hash, changedAt: now, usedAt: now })
}

interface CredentialUse {
  userId: string
  /** The stored hash that the password was compared with. */
  verifiedHash: string
  now: Date
}

/**
 * Marks the use of a password that was found right. False when it was changed since: whoever changes it ends the
 * sessions it opened, and this row is what both wait for.
 */
export async function claimPasswordUse(tx: Writer, { userId, verifiedHash, now }: CredentialUse): Promise<boolean> {
  return updateWhereVerified(tx, { userId, verifiedHash }, { usedAt: now })
}

/** The same password under another hash. False when the password was changed since. */
export async function replaceHash(tx: Writer, use: CredentialUse & { hash: string }): Promise<boolean> {
  return updateWhereVerified(tx, use, { hash: use.hash, usedAt: use.now })
}

/** Another password. False when it was changed since by somebody else. */
export async function replacePassword(tx: Writer, use: CredentialUse & { hash: string }): Promise<boolean> {
  return updateWhereVerified(tx, use, { hash: use.hash, usedAt: use.now, changedAt: use.now })
}

async function updateWhereVerified(
  tx: Writer,
  verified: { userId: string; verifiedHash: string },
  changes: { hash?: string; usedAt: Date; changedAt?: Date },
): Promise<boolean> {
  const { passwordCredentials: credentials } = tx.tables
  const updated = await tx
    .update(credentials)
    .set(changes)
    .where(and(eq(credentials.userId, verified.userId), eq(credentials.hash, verified.verifiedHash)))
    .returning({ userId: credentials.userId })
  return updated.length > 0
}
