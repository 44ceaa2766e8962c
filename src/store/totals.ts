import { and, asc, eq, gt, isNull, notExists, type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Reader } from './engine/store.js'

/** Rows that are counted together. */
export const totalParts = ['users', 'totpUsers', 'passkeyUsers', 'passkeyUsersWithoutTotp', 'liveSessions'] as const
export type TotalPart = (typeof totalParts)[number]

/** Counts the rows of a part, but no more than `max`. */
export async function countUpTo(
  db: Reader,
  part: TotalPart,
  { max, now }: { max: number; now: Date },
): Promise<number> {
  const { table, key, isCounted } = sourceOf(db, part, now)
  const rows = db.select({ key }).from(table).where(isCounted).groupBy(key).limit(max).as('rows')
  const [counted] = await db.select({ count: whole(sql`count(*)`) }).from(rows)
  return counted?.count ?? 0
}

/**
 * Counts a part of the table: at most `max` keys after `after`, so that no query keeps the database for long. `last` is
 * the key where the next part begins, and null at the end.
 */
export async function countPage(
  db: Reader,
  part: TotalPart,
  { after, max, now }: { after: string; max: number; now: Date },
): Promise<{ count: number; last: string | null }> {
  const { table, key, isCounted } = sourceOf(db, part, now)
  const counted = sql<number>`case when ${isCounted ?? sql`1 = 1`} then 1 else 0 end`.as('counted')
  const named = sql<string>`${key}`.as('key')
  const page = db
    .select({ named, counted })
    .from(table)
    .where(gt(key, after))
    .groupBy(key)
    .orderBy(asc(key))
    .limit(max)
    .as('page')
  const [found] = await db
    .select({
      keys: whole(sql`count(*)`),
      count: whole(sql`coalesce(sum(${page.counted}), 0)`),
      last: sql<string | null>`max(${page.named})`,
    })
    .from(page)
  return { count: found?.count ?? 0, last: (found?.keys ?? 0) < max ? null : (found?.last ?? null) }
}

interface Source {
  table: SQLiteTable
  /** Each key counts once. */
  key: SQLiteColumn
  /** Undefined: every row counts. */
  isCounted: SQL | undefined
}

function sourceOf(db: Reader, part: TotalPart, now: Date): Source {
  const { users, totpCredentials: totp, passkeys, sessions } = db.tables
  const isWithoutTotp = notExists(db.select({ id: totp.userId }).from(totp).where(eq(totp.userId, passkeys.userId)))
  const isLive = and(isNull(sessions.endedAt), gt(sessions.refreshExpiresAt, now))
  const sources: Readonly<Record<TotalPart, Source>> = {
    users: { table: users, key: users.id, isCounted: undefined },
    totpUsers: { table: totp, key: totp.userId, isCounted: undefined },
    passkeyUsers: { table: passkeys, key: passkeys.userId, isCounted: undefined },
    passkeyUsersWithoutTotp: { table: passkeys, key: passkeys.userId, isCounted: isWithoutTotp },
    liveSessions: { table: sessions, key: sessions.id, isCounted: isLive },
  }
  return sources[part]
}

/** PostgreSQL counts in 64 bits, which the driver would give as text. */
function whole(count: SQL) {
  return sql<number>`cast(${count} as integer)`
}
