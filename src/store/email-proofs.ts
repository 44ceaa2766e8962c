import { and, eq, gt, inArray, lt, type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { Reader, Writer } from './engine/store.js'
import type { EmailCode, LinkToken } from './tables/email-proofs.js'

/** Replaces the code of the same key, and its count of attempts. */
export async function replaceEmailCode(tx: Writer, code: EmailCode): Promise<void> {
  const { emailCodes } = tx.tables
  const { key, ...rest } = code
  await tx.insert(emailCodes).values(code).onConflictDoUpdate({ target: emailCodes.key, set: rest }).returning()
}

/** Whether a stored code or link is still good enough to be mailed again. */
export interface RepeatRule {
  now: Date
  /** What was made before this time is not repeated. */
  oldest: Date
}

/**
 * Stores the code unless one of the same key is outstanding: then only its end moves. Gives the stored one. One
 * statement, so that two requests at once mail the same code.
 */
export async function repeatEmailCode(
  tx: Writer,
  code: EmailCode,
  { now, oldest, max }: RepeatRule & { max: number },
): Promise<EmailCode> {
  const { emailCodes: stored } = tx.tables
  const isGuessable = sql`${stored.attempts} < ${max} and ${stored.expiresAt} > ${sql.param(now, stored.expiresAt)}`
  const isRepeated = sql`${isGuessable} and ${stored.issuedAt} > ${sql.param(oldest, stored.issuedAt)}`
  const keep = (column: SQLiteColumn, name: string) => keepIf(isRepeated, column, name)
  const set = {
    mac: keep(stored.mac, 'mac'),
    sealedCode: keep(stored.sealedCode, 'sealed_code'),
    attempts: keep(stored.attempts, 'attempts'),
    issuedAt: keep(stored.issuedAt, 'issued_at'),
    expiresAt: code.expiresAt,
  }
  const [row] = await tx.insert(stored).values(code).onConflictDoUpdate({ target: stored.key, set }).returning()
  return row as EmailCode
}

/**
 * The same for a link. One to another address is not repeated. One that lives longer than the new one is: an invitation
 * keeps its link and its end when a stranger asks for a reset.
 */
export async function repeatLinkToken(tx: Writer, token: LinkToken, { now, oldest }: RepeatRule): Promise<LinkToken> {
  const { linkTokens: stored } = tx.tables
  const isLive = sql`${stored.expiresAt} > ${sql.param(now, stored.expiresAt)} and ${stored.email} = ${token.email}`
  const isLonger = sql`${stored.expiresAt} > ${sql.param(token.expiresAt, stored.expiresAt)}`
  const isYoung = sql`${stored.issuedAt} > ${sql.param(oldest, stored.issuedAt)}`
  const isRepeated = sql`${isLive} and (${isYoung} or ${isLonger})`
  const keep = (column: SQLiteColumn, name: string) => keepIf(isRepeated, column, name)
  const set = {
    hash: keep(stored.hash, 'hash'),
    sealedToken: keep(stored.sealedToken, 'sealed_token'),
    issuedAt: keep(stored.issuedAt, 'issued_at'),
    userId: token.userId,
    email: token.email,
    expiresAt: keepIf(sql`${isLive} and ${isLonger}`, stored.expiresAt, 'expires_at'),
  }
  const [row] = await tx.insert(stored).values(token).onConflictDoUpdate({ target: stored.key, set }).returning()
  return row as LinkToken
}

/** The stored value, or that of the new row. */
function keepIf(condition: SQL, column: SQLiteColumn, name: string): SQL {
  return sql`case when ${condition} then ${column} else excluded.${sql.identifier(name)} end`
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

export async function findLinkTokenByKey(db: Reader, key: string): Promise<LinkToken | null> {
  const { linkTokens } = db.tables
  const [token] = await db.select().from(linkTokens).where(eq(linkTokens.key, key))
  return token ?? null
}
