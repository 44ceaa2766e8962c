import { sql } from 'drizzle-orm'
import type { Store } from './engine/store.js'

/** How many users there are, from what the database knows without counting. */
export async function estimateUsers({ engine, read }: Store): Promise<number> {
  const { users } = read.tables
  if (engine === 'sqlite') {
    // Rows are numbered in the order of their creation, so this is too high by the deleted ones.
    const [newest] = await read.select({ n: sql<number>`max(rowid)` }).from(users)
    return newest?.n ?? 0
  }
  const statistic = sql<number>`(select greatest(reltuples, 0)::bigint from pg_class where oid = 'users'::regclass)`
  const [counted] = await read.select({ n: statistic.mapWith(Number) }).from(sql`(select 1) as one`)
  return counted?.n ?? 0
}
