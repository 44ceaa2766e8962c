import { and, asc, eq, gte, inArray, isNotNull, lt, sql } from 'drizzle-orm'
import type { Reader } from './engine/store.js'

interface Span {
  /** Included. */
  from: Date
  /** Not included. */
  to: Date
}

/** Events that are equal in kind and details, and how many of them there are. */
export interface EventCount {
  kind: string
  /** JSON, or null. */
  details: string | null
  count: number
}

/** A query that runs when it is awaited. */
export function selectEventCounts(
  db: Reader,
  { kinds, from, to }: Span & { kinds: readonly string[] },
): PromiseLike<EventCount[]> {
  const { auditEvents: events } = db.tables
  return db
    .select({ kind: events.kind, details: events.details, count: sql<number>`cast(count(*) as integer)` })
    .from(events)
    .where(and(gte(events.at, from), lt(events.at, to), inArray(events.kind, [...kinds])))
    .groupBy(events.kind, events.details)
}

/** Each user once. */
export async function listUsersOfEvents(db: Reader, { kind, from, to }: Span & { kind: string }): Promise<string[]> {
  const { auditEvents: events } = db.tables
  const rows = await db
    .select({ userId: events.userId })
    .from(events)
    .where(and(eq(events.kind, kind), gte(events.at, from), lt(events.at, to), isNotNull(events.userId)))
    .groupBy(events.userId)
  return rows.flatMap(({ userId }) => userId ?? [])
}

/** When the first event from `from` on happened. Null if there is none. */
export async function findNextEventTime(db: Reader, from: Date): Promise<Date | null> {
  const { auditEvents: events } = db.tables
  const [first] = await db
    .select({ at: events.at })
    .from(events)
    .where(gte(events.at, from))
    .orderBy(asc(events.at))
    .limit(1)
  return first?.at ?? null
}
