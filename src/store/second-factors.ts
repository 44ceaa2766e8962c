import { and, eq, isNull, lt, sql } from 'drizzle-orm'
import { hotQuery, type Reader, textParam, type Writer } from './engine/store.js'
import type { NewRecoveryCode, TotpCredential, TotpSetupRow } from './tables/second-factors.js'

/** What a user can give as a second factor. */
export interface SecondFactorsOfUser {
  totp: TotpCredential | null
  passkeys: number
  /** Null when none were made. */
  unusedRecoveryCodes: number | null
}

// One query, because every sign-in asks it, and most users have none of them.
const readFactors = hotQuery('second_factors_of_user', (db: Reader) => {
  const { users, totpCredentials, passkeys, recoveryCodes } = db.tables
  const ofUser = sql`from ${recoveryCodes} where ${recoveryCodes.userId} = ${users.id}`
  return db
    .select({
      totp: totpCredentials,
      passkeys: sql`(select count(*) from ${passkeys} where ${passkeys.userId} = ${users.id})`.mapWith(Number),
      recoveryCodes: sql`(select count(*) ${ofUser})`.mapWith(Number),
      unusedRecoveryCodes: sql`(select count(*) ${ofUser} and ${recoveryCodes.usedAt} is null)`.mapWith(Number),
    })
    .from(users)
    .leftJoin(totpCredentials, eq(totpCredentials.userId, users.id))
    .where(eq(users.id, textParam('userId')))
})

export async function findSecondFactors(db: Reader, userId: string): Promise<SecondFactorsOfUser> {
  const [found] = await readFactors(db, { userId })
  if (found === undefined) return { totp: null, passkeys: 0, unusedRecoveryCodes: null }
  const { totp, passkeys, recoveryCodes, unusedRecoveryCodes } = found
  return { totp, passkeys, unusedRecoveryCodes: recoveryCodes === 0 ? null : unusedRecoveryCodes }
}

export async function findTotp(db: Reader, userId: string): Promise<TotpCredential | null> {
  const { totpCredentials } = db.tables
  const [totp] = await db.select().from(totpCredentials).where(eq(totpCredentials.userId, userId))
  return totp ?? null
}

/** False when the user has one already. */
export async function insertTotp(tx: Writer, totp: TotpCredential): Promise<boolean> {
  const { totpCredentials } = tx.tables
  const inserted = await tx
    .insert(totpCredentials)
    .values(totp)
    .onConflictDoNothing()
    .returning({ userId: totpCredentials.userId })
  return inserted.length > 0
}

/** Accepts the code of a time step. False when that step or a later one was accepted before, or the secret is gone. */
export async function consumeTotpStep(
  tx: Writer,
  { userId, step, now }: { userId: string; step: number; now: Date },
): Promise<boolean> {
  const { totpCredentials } = tx.tables
  const updated = await tx
    .update(totpCredentials)
    .set({ lastStep: step, lastUsedAt: now })
    .where(and(eq(totpCredentials.userId, userId), lt(totpCredentials.lastStep, step)))
    .returning({ userId: totpCredentials.userId })
  return updated.length > 0
}

export async function deleteTotp(tx: Writer, userId: string): Promise<boolean> {
  const { totpCredentials } = tx.tables
  const deleted = await tx
    .delete(totpCredentials)
    .where(eq(totpCredentials.userId, userId))
    .returning({ userId: totpCredentials.userId })
  return deleted.length > 0
}

/** Replaces the set-up that the user began before. */
export async function replaceTotpSetup(tx: Writer, setup: TotpSetupRow): Promise<void> {
  const { totpSetups } = tx.tables
  const { userId: _, ...rest } = setup
  await tx.insert(totpSetups).values(setup).onConflictDoUpdate({ target: totpSetups.userId, set: rest }).returning()
}

export async function findTotpSetup(db: Reader, userId: string): Promise<TotpSetupRow | null> {
  const { totpSetups } = db.tables
  const [setup] = await db.select().from(totpSetups).where(eq(totpSetups.userId, userId))
  return setup ?? null
}

/** Uses the set-up up. False when another request did, or a newer set-up replaced it. */
export async function consumeTotpSetup(
  tx: Writer,
  { userId, sealedSecret }: Pick<TotpSetupRow, 'userId' | 'sealedSecret'>,
): Promise<boolean> {
  const { totpSetups } = tx.tables
  const deleted = await tx
    .delete(totpSetups)
    .where(and(eq(totpSetups.userId, userId), eq(totpSetups.sealedSecret, sealedSecret)))
    .returning({ userId: totpSetups.userId })
  return deleted.length > 0
}

/** Deletes the set-up that the user began. */
export async function deleteTotpSetup(tx: Writer, userId: string): Promise<void> {
  const { totpSetups } = tx.tables
  await tx.delete(totpSetups).where(eq(totpSetups.userId, userId)).returning({ userId: totpSetups.userId })
}

/** Voids the older codes. */
export async function replaceRecoveryCodes(
  tx: Writer,
  userId: string,
  codes: readonly NewRecoveryCode[],
): Promise<void> {
  await deleteRecoveryCodes(tx, userId)
  await tx.insert(tx.tables.recoveryCodes).values([...codes])
}

export async function deleteRecoveryCodes(tx: Writer, userId: string): Promise<void> {
  const { recoveryCodes } = tx.tables
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId)).returning({ id: recoveryCodes.id })
}

/** Null when none were made. */
export async function countUnusedRecoveryCodes(db: Reader, userId: string): Promise<number | null> {
  const { recoveryCodes } = db.tables
  const codes = await db
    .select({ usedAt: recoveryCodes.usedAt })
    .from(recoveryCodes)
    .where(eq(recoveryCodes.userId, userId))
  return codes.length === 0 ? null : codes.filter(({ usedAt }) => usedAt === null).length
}

export async function listUnusedRecoveryCodes(db: Reader, userId: string): Promise<{ id: string; mac: Buffer }[]> {
  const { recoveryCodes } = db.tables
  return db
    .select({ id: recoveryCodes.id, mac: recoveryCodes.mac })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt)))
}

/** False when another request used the code, or newer codes replaced it. */
export async function consumeRecoveryCode(tx: Writer, id: string, now: Date): Promise<boolean> {
  const { recoveryCodes } = tx.tables
  const updated = await tx
    .update(recoveryCodes)
    .set({ usedAt: now })
    .where(and(eq(recoveryCodes.id, id), isNull(recoveryCodes.usedAt)))
    .returning({ id: recoveryCodes.id })
  return updated.length > 0
}
