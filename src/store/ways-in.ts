import { and, count, eq, inArray, isNotNull } from 'drizzle-orm'
import type { Reader } from './engine/store.js'

/** What a user can begin a sign-in with. */
export interface WaysIn {
  passwords: number
  passkeys: number
  identities: number
  /** 1 if the user can sign in by mail. */
  mailboxes: number
}

/** The ways in that the settings offer. */
export interface OfferedWays {
  /** The ids of PROVIDERS. Identities of others open nothing. */
  providerIds: readonly string[]
  emailSignInMode: 'off' | 'existing' | 'register'
}

export async function countWaysIn(db: Reader, userId: string, offered: OfferedWays): Promise<WaysIn> {
  const { passwordCredentials, passkeys, identities, users } = db.tables
  const isOffered = and(eq(identities.userId, userId), inArray(identities.provider, [...offered.providerIds]))
  const [ofPasswords] = await db
    .select({ n: count() })
    .from(passwordCredentials)
    .where(eq(passwordCredentials.userId, userId))
  const [ofPasskeys] = await db.select({ n: count() }).from(passkeys).where(eq(passkeys.userId, userId))
  const [ofIdentities] = await db.select({ n: count() }).from(identities).where(isOffered)
  const isProven = and(eq(users.id, userId), isNotNull(users.email), isNotNull(users.emailVerifiedAt))
  const [ofMailboxes] = await db.select({ n: count() }).from(users).where(isProven)
  return {
    passwords: ofPasswords?.n ?? 0,
    passkeys: ofPasskeys?.n ?? 0,
    identities: ofIdentities?.n ?? 0,
    mailboxes: offered.emailSignInMode === 'off' ? 0 : (ofMailboxes?.n ?? 0),
  }
}
