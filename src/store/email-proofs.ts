import { and, eq, gt, inArray, lt, lte, sql } from 'drizzle-orm'
import type { Reader, Writer } from './engine/store.js'
import type { EmailCode, LinkToken } from './tables/email-proofs.js'

/** Replaces the code of the same key, and its count of attempts. */
export async function replaceEmailCode(tx: Writer, code: EmailCode): Promise<void> {
  const { emailCodes } = tx.tables
  const { key, ...rest } = code
  await tx.insert(emailCodes).values(code).onConflictDoUpdate({ target: emailCodes.key, set: rest }).returning()
}

/** Counts one comparison and returns the code. Null if there is no live code or its attempts are used up. */
export async function consumeCodeAttempt(
  tx: Writer,
  key: string,
  { max, now }: { max: number; now: Date },
): Promise<EmailCode | null> {
  const { emailCodes } = tx.tables
  const [code] = await tx
    .update(emailCodes)
    .set({ attempts: sql`${emailCodes.attempts} + 1` })
    .where(and(eq(emailCodes.key, key), lt(emailCodes.attempts, max), gt(emailCodes.expiresAt, now)))
    .returning()
  return code ?? null
}

/** Which of the keys have a live code with attempts left. */
export async function findOutstandingKeys(
  db: Reader,
  keys: readonly string[],
  { max, now }: { max: number; now: Date },
): Promise<string[]> {
  const { emailCodes } = db.tables
  const isOutstanding = and(lt(emailCodes.attempts, max), gt(emailCodes.expiresAt, now))
  const rows = await db
    .select({ key: emailCodes.key })
    .from(emailCodes)
    .where(and(inArray(emailCodes.key, [...keys]), isOutstanding))
  return rows.map(({ key }) => key)
}

/** Uses the code up. False if another request used it, or if a newer code replaced it. */
export async function consumeEmailCode(tx: Writer, { key, mac }: { key: string; mac: Buffer }): Promise<boolean> {
  const { emailCodes } = tx.tables
  const consumed = await tx
    .delete(emailCodes)
    .where(and(eq(emailCodes.key, key), eq(emailCodes.mac, mac)))
    .returning({ key: emailCodes.key })
  return consumed.length > 0
}

/** Replaces the link of the same key. */
export async function replaceLinkToken(tx: Writer, token: LinkToken): Promise<void> {
  const { linkTokens } = tx.tables
  const { key, ...rest } = token
  await tx.insert(linkTokens).values(token).onConflictDoUpdate({ target: linkTokens.key, set: rest }).returning()
}

export async function findLinkToken(db: Reader, hash: string): Promise<LinkToken | null> {
  const { linkTokens } = db.tables
  const [token] = await db.select().from(linkTokens).where(eq(linkTokens.hash, hash))
  return token ?? null
}

/** Uses the link up. False if another request used it, or if a newer link replaced it. */
export async function consumeLinkToken(tx: Writer, hash: string): Promise<boolean> {
  const { linkTokens } = tx.tables
  const consumed = await tx.delete(linkTokens).where(eq(linkTokens.hash, hash)).returning({ hash: linkTokens.hash })
  return consumed.length > 0
}

/** Deletes codes and links that were mailed and not used. */
export async function deleteEmailProofs(
  tx: Writer,
  of: { linkKeys: readonly string[]; codeKeys: readonly string[] },
): Promise<void> {
  const { emailCodes, linkTokens } = tx.tables
  // Codes first, like everything that writes both: two requests must not wait for each other.
  await tx
    .delete(emailCodes)
    .where(inArray(emailCodes.key, [...of.codeKeys]))
    .returning({ key: emailCodes.key })
  await tx
    .delete(linkTokens)
    .where(inArray(linkTokens.key, [...of.linkKeys]))
    .returning({ key: linkTokens.key })
}

/** Deletes at most `max` expired codes and `max` expired links. Returns how many rows it deleted. */
export async function deleteExpiredProofs(tx: Writer, now: Date, max: number): Promise<number> {
  const { emailCodes, linkTokens } = tx.tables
  const codes = tx.select({ key: emailCodes.key }).from(emailCodes).where(lte(emailCodes.expiresAt, now)).limit(max)
  const links = tx.select({ key: linkTokens.key }).from(linkTokens).where(lte(linkTokens.expiresAt, now)).limit(max)
  const deletedCodes = await tx
    .delete(emailCodes)
    .where(inArray(emailCodes.key, tx.skipLocked(codes)))
    .returning({ key: emailCodes.key })
  const deletedLinks = await tx
    .delete(linkTokens)
    .where(inArray(linkTokens.key, tx.skipLocked(links)))
    .returning({ key: linkTokens.key })
  return deletedCodes.length + deletedLinks.length
}

export async function findLinkTokenByKey(db: Reader, key: string): Promise<LinkToken | null> {
  const { linkTokens } = db.tables
  const [token] = await db.select().from(linkTokens).where(eq(linkTokens.key, key))
  return token ?? null
}
