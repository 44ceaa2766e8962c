import { and, isNotNull, isNull, not, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { Reader } from './engine/store.js'
import type { User } from './tables/users.js'

export type AccountOrder = 'CREATED_NEWEST' | 'CREATED_OLDEST' | 'EMAIL' | 'LAST_SIGN_IN'

/** Where a list of accounts goes on. */
export interface AccountPlace {
  /** Users without an address are in a section of their own, because an index has no order for null. */
  section: number
  /** The value of the section's column, instants in milliseconds. Null if the section has none. */
  key: string | number | null
  id: string
}

/** A part of a list that one index answers. */
export interface AccountSection {
  where: SQL | undefined
  /** Rows of the section are ordered by this column, then by identifier. Null: by identifier only. */
  order: { column: SQLiteColumn; indexed: SQLWrapper } | null
  /** The column that is null in this section. Sorting by it too lets PostgreSQL read its index in order. */
  nullKey?: SQLWrapper
  isDescending: boolean
  /** The key of a user. Undefined if the user is not in this section. */
  keyOf(user: User): string | number | null | undefined
}

/** The sections of a list. A search decides the order: by address, then by username, then by identifier. */
export function accountSections(
  db: Reader,
  { order, search }: { order: AccountOrder; search: string | null },
): readonly AccountSection[] {
  const { users } = db.tables
  if (search !== null) return searchSections(db, search)
  const isDescending = order === 'CREATED_NEWEST' || order === 'LAST_SIGN_IN'
  if (order === 'EMAIL') {
    const email = { column: users.email, indexed: db.bytewise(users.email) }
    return withNulls(email, { isDescending, keyOf: (user) => user.email })
  }
  const time = order === 'LAST_SIGN_IN' ? users.lastSignInAt : users.createdAt
  const keyOf = (user: User) => (order === 'LAST_SIGN_IN' ? user.lastSignInAt : user.createdAt)?.getTime() ?? null
  return withNulls({ column: time, indexed: time }, { isDescending, keyOf })
}

function withNulls(
  order: { column: SQLiteColumn; indexed: SQLWrapper },
  { isDescending, keyOf }: { isDescending: boolean; keyOf: (user: User) => string | number | null },
): AccountSection[] {
  const filled = {
    where: isNotNull(order.column),
    order,
    isDescending,
    keyOf: (user: User) => keyOf(user) ?? undefined,
  }
  const isEmpty = (user: User) => (keyOf(user) === null ? null : undefined)
  const empty = { where: isNull(order.column), order: null, nullKey: order.indexed, isDescending, keyOf: isEmpty }
  return [filled, empty]
}

function searchSections(db: Reader, search: string): AccountSection[] {
  const { users } = db.tables
  const [email, username] = [db.bytewise(users.email), db.bytewise(users.usernameKey)]
  const noEmail = or(isNull(users.email), not(startsWith(email, search)))
  const noUsername = or(isNull(users.usernameKey), not(startsWith(username, search)))
  const found = (text: string | null) => text?.startsWith(search) ?? false
  const common = { isDescending: false } as const
  return [
    {
      ...common,
      where: startsWith(email, search),
      order: { column: users.email, indexed: email },
      keyOf: (user) => (found(user.email) ? user.email : undefined),
    },
    {
      ...common,
      where: and(startsWith(username, search), noEmail),
      order: { column: users.usernameKey, indexed: username },
      keyOf: (user) => (found(user.usernameKey) && !found(user.email) ? user.usernameKey : undefined),
    },
    {
      ...common,
      where: and(startsWith(users.id, search), noEmail, noUsername),
      order: null,
      keyOf: (user) => (found(user.id) && !found(user.email) && !found(user.usernameKey) ? null : undefined),
    },
  ]
}

/** A range, because an index answers it on both engines. No text has a character after U+10FFFF. */
function startsWith(column: SQLWrapper, prefix: string): SQL {
  return sql`(${column} >= ${prefix} and ${column} < ${`${prefix}\u{10ffff}`})`
}
