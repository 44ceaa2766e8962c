import { and, count, eq, inArray } from 'drizzle-orm'
import type { Reader } from './engine/store.js'

/** What a user can begin a sign-in with. */
export interface WaysIn {
  passwords: number
  passkeys: number
  identities: number
}

/** `providers`: ids of the providers that are offered now. Identities of others open nothing. */
export async function countWaysIn(db: Reader, userId: string, providers: readonly string[]): Promise<WaysIn> {
  const { passwordCredentials, passkeys, identities } = db.tables
  const isOffered = and(eq(identities.userId, userId), inArray(identities.provider, [...providers]))
  const [ofPasswords] = await db
    .select({ n: count() })
    .from(passwordCredentials)
    .where(eq(passwordCredentials.userId, userId))
  const [ofPasskeys] = await db.select({ n: count() }).from(passkeys).where(eq(passkeys.userId, userId))
  const [ofIdentities] = await db.select({ n: count() }).from(identities).where(isOffered)
  return { passwords: ofPasswords?.n ?? 0, passkeys: ofPasskeys?.n ?? 0, identities: ofIdentities?.n ?? 0 }
}
