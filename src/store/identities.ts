import { and, asc, eq } from 'drizzle-orm'
import type { Reader, Writer } from './engine/store.js'
import type { Identity } from './tables/identities.js'
import type { User } from './tables/users.js'

/** What names an account at a provider for ever (OpenID Connect Core, section 2). */
export interface IdentityKey {
  issuer: string
  subject: string
}

export async function findIdentity(
  db: Reader,
  { issuer, subject }: IdentityKey,
): Promise<{ identity: Identity; user: User } | null> {
  const { identities, users } = db.tables
  const [found] = await db
    .select({ identity: identities, user: users })
    .from(identities)
    .innerJoin(users, eq(users.id, identities.userId))
    .where(and(eq(identities.issuer, issuer), eq(identities.subject, subject)))
  return found ?? null
}

/** The oldest first. */
export async function listIdentities(db: Reader, userId: string): Promise<Identity[]> {
  const { identities } = db.tables
  return db
    .select()
    .from(identities)
    .where(eq(identities.userId, userId))
    .orderBy(asc(identities.createdAt), asc(identities.id))
}

/** Throws a unique violation if a user has it. */
export async function insertIdentity(tx: Writer, identity: Identity): Promise<void> {
  await tx.insert(tx.tables.identities).values(identity)
}

/** Notes a sign-in, and what the provider tells today. False when the identity was unlinked. */
export async function consumeIdentityUse(
  tx: Writer,
  id: string,
  seen: Pick<Identity, 'email' | 'displayName' | 'lastUsedAt'>,
): Promise<boolean> {
  const { identities } = tx.tables
  const updated = await tx.update(identities).set(seen).where(eq(identities.id, id)).returning({ id: identities.id })
  return updated.length > 0
}

/** Null when the user has no such identity. */
export async function findIdentityOfUser(
  db: Reader,
  { id, userId }: { id: string; userId: string },
): Promise<Identity | null> {
  const { identities } = db.tables
  const [identity] = await db
    .select()
    .from(identities)
    .where(and(eq(identities.id, id), eq(identities.userId, userId)))
  return identity ?? null
}

export async function deleteIdentity(tx: Writer, id: string): Promise<void> {
  const { identities } = tx.tables
  await tx.delete(identities).where(eq(identities.id, id)).returning({ id: identities.id })
}
