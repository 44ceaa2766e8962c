import { and, eq, exists, gte, isNotNull, isNull, lt, not, or, type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { Reader } from './engine/store.js'

/** Every condition that is given must hold. */
export interface AccountFilter {
  disabled?: boolean | null
  emailVerified?: boolean | null
  role?: string | null
  hasSecondFactor?: boolean | null
  /** An id of PROVIDERS. */
  provider?: string | null
  createdAfter?: Date | null
  createdBefore?: Date | null
  /** The user has not signed in since then. */
  inactiveSince?: Date | null
}

/** Undefined: every user fits. */
export function conditionOf(db: Reader, filter: AccountFilter): SQL | undefined {
  const { users } = db.tables
  const { disabled, emailVerified, hasSecondFactor } = filter
  return and(
    isFilled(users.disabledAt, disabled),
    isFilled(users.emailVerifiedAt, emailVerified),
    ifGiven(hasSecondFactor, (wanted) => (wanted ? or : neither)(hasTotp(db), hasPasskey(db))),
    ifGiven(filter.role, (role) => hasRole(db, role)),
    ifGiven(filter.provider, (provider) => hasIdentity(db, provider)),
    ifGiven(filter.createdAfter, (at) => gte(users.createdAt, at)),
    ifGiven(filter.createdBefore, (at) => lt(users.createdAt, at)),
    ifGiven(filter.inactiveSince, (at) => or(isNull(users.lastSignInAt), lt(users.lastSignInAt, at))),
  )
}

function ifGiven<Value>(
  value: Value | null | undefined,
  condition: (value: Value) => SQL | undefined,
): SQL | undefined {
  return value == null ? undefined : condition(value)
}

function isFilled(column: SQLiteColumn, wanted: boolean | null | undefined): SQL | undefined {
  return ifGiven(wanted, (isWanted) => (isWanted ? isNotNull(column) : isNull(column)))
}

function neither(one: SQL, other: SQL): SQL | undefined {
  return and(not(one), not(other))
}

function hasTotp(db: Reader): SQL {
  const { users, totpCredentials } = db.tables
  return exists(db.select({ one: sql`1` }).from(totpCredentials).where(eq(totpCredentials.userId, users.id)))
}

function hasPasskey(db: Reader): SQL {
  const { users, passkeys } = db.tables
  return exists(db.select({ one: sql`1` }).from(passkeys).where(eq(passkeys.userId, users.id)))
}

function hasRole(db: Reader, role: string): SQL {
  const { users, userRoles } = db.tables
  const isHeld = and(eq(userRoles.userId, users.id), eq(userRoles.role, role))
  return exists(db.select({ one: sql`1` }).from(userRoles).where(isHeld))
}

function hasIdentity(db: Reader, provider: string): SQL {
  const { users, identities } = db.tables
  const isLinked = and(eq(identities.userId, users.id), eq(identities.provider, provider))
  return exists(db.select({ one: sql`1` }).from(identities).where(isLinked))
}

/** A filter that fits so few users reads all of them by their identifiers. */
const maxCandidates = 2000

/** The users that one condition allows, if they are few. */
export async function findFewCandidates(db: Reader, { role, disabled }: AccountFilter): Promise<string[] | null> {
  const { users, userRoles } = db.tables
  if (role == null && !disabled) return null
  const rows =
    role == null
      ? await db
          .select({ id: users.id })
          .from(users)
          .where(isNotNull(users.disabledAt))
          .limit(maxCandidates + 1)
      : await db
          .select({ id: userRoles.userId })
          .from(userRoles)
          .where(eq(userRoles.role, role))
          .limit(maxCandidates + 1)
  return rows.length > maxCandidates ? null : rows.map(({ id }) => id)
}
