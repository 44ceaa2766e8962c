import { and, asc, eq, gt, sql } from 'drizzle-orm'
import { hotQuery, param, type Reader, textParam, type Writer } from './engine/store.js'
import type { PasswordCredential } from './tables/passwords.js'
import type { User } from './tables/users.js'
import type { UserKey } from './users.js'

/** A user and the stored password. Null if the user has no password. */
export interface UserWithPassword {
  user: User
  password: PasswordCredential | null
}

const readByEmail = hotQuery('password_by_email', (db: Reader) =>
  selectWithPassword(db).where(eq(db.tables.users.email, textParam('email'))),
)

const readByUsernameKey = hotQuery('password_by_username_key', (db: Reader) =>
  selectWithPassword(db).where(eq(db.tables.users.usernameKey, textParam('usernameKey'))),
)

const readById = hotQuery('password_by_id', (db: Reader) =>
  selectWithPassword(db).where(eq(db.tables.users.id, textParam('id'))),
)

/** Reads the hash, so only `passwords/` may call it. */
export async function findUserWithPassword(db: Reader, key: UserKey): Promise<UserWithPassword | null> {
  const rows = 'email' in key ? readByEmail(db, key) : 'id' in key ? readById(db, key) : readByUsernameKey(db, key)
  const [found] = await rows
  return found ?? null
}

/** A page of stored hashes in the order of user ids, after `after`. For checks of the whole database. */
export async function listPasswordHashes(db: Reader, { after, limit }: { after: string; limit: number }) {
  const { passwordCredentials: credentials } = db.tables
  return db
    .select({ userId: credentials.userId, hash: credentials.hash })
    .from(credentials)
    .where(gt(credentials.userId, after))
    .orderBy(asc(credentials.userId))
    .limit(limit)
}

export async function hasPassword(db: Reader, userId: string): Promise<boolean> {
  const { passwordCredentials: credentials } = db.tables
  const found = await db.select({ userId: credentials.userId }).from(credentials).where(eq(credentials.userId, userId))
  return found.length > 0
}

interface NewPassword {
  userId: string
  hash: string
  now: Date
}

export async function insertPasswordCredential(tx: Writer, { userId, hash, now }: NewPassword): Promise<void> {
  await tx.insert(tx.tables.passwordCredentials).values({ userId, hash, version: 1, changedAt: now, usedAt: now })
}

/** Sets the password, whether the user had one or not. Only after the user has proven the address. */
export async function overwritePassword(tx: Writer, { userId, hash, now }: NewPassword): Promise<void> {
  const { passwordCredentials: credentials } = tx.tables
  const version = sql`${credentials.version} + 1`
  await tx
    .insert(credentials)
    .values({ userId, hash, version: 1, changedAt: now, usedAt: now })
    .onConflictDoUpdate({ target: credentials.userId, set: { hash, version, changedAt: now, usedAt: now } })
    .returning({ userId: credentials.userId })
}

export async function deletePasswordCredential(tx: Writer, userId: string): Promise<boolean> {
  const { passwordCredentials: credentials } = tx.tables
  const deleted = await tx
    .delete(credentials)
    .where(eq(credentials.userId, userId))
    .returning({ userId: credentials.userId })
  return deleted.length > 0
}

/** A password that was compared and is right. */
export interface VerifiedPassword {
  userId: string
  version: number
}

const updateUse = hotQuery('password_used', (tx: Writer) => {
  const { passwordCredentials: credentials } = tx.tables
  return tx
    .update(credentials)
    .set({ usedAt: param('now', credentials.usedAt) })
    .where(and(eq(credentials.userId, sql.placeholder('userId')), eq(credentials.version, sql.placeholder('version'))))
    .returning({ userId: credentials.userId })
})

/**
 * Marks the use of a right password, and stores a new hash of it if there is one. False when the password was changed
 * since the comparison. A change ends the sessions that the old password opened; the lock of this row puts both in
 * order.
 */
export async function consumePasswordUse(
  tx: Writer,
  verified: VerifiedPassword,
  { freshHash, now }: { freshHash: string | null; now: Date },
): Promise<boolean> {
  if (freshHash !== null) return updateVerified(tx, verified, { usedAt: now, hash: freshHash })
  const used = await updateUse(tx, { ...verified, now })
  return used.length > 0
}

async function updateVerified(
  tx: Writer,
  { userId, version }: VerifiedPassword,
  changes: { hash: string; usedAt: Date },
): Promise<boolean> {
  const { passwordCredentials: credentials } = tx.tables
  const updated = await tx
    .update(credentials)
    .set(changes)
    .where(and(eq(credentials.userId, userId), eq(credentials.version, version)))
    .returning({ userId: credentials.userId })
  return updated.length > 0
}

function selectWithPassword(db: Reader) {
  const { users, passwordCredentials } = db.tables
  return db
    .select({ user: users, password: passwordCredentials })
    .from(users)
    .leftJoin(passwordCredentials, eq(passwordCredentials.userId, users.id))
}
