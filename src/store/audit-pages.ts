import { and, asc, desc, eq, gt, gte, inArray, lt, lte, or, type SQL, sql } from 'drizzle-orm'
import type { Reader } from './engine/store.js'
import type { AuditEventRow } from './tables/audit.js'

/** Each condition that is given must hold. */
export interface AuditFilter {
  userId?: string | null
  actorId?: string | null
  /** Any of these. */
  kinds?: readonly string[] | null
  outcome?: string | null
  ipAddress?: string | null
  /** Not included. */
  after?: Date | null
  /** Not included. */
  before?: Date | null
}

/** Where an event stands among all events. */
export type AuditPosition = Pick<AuditEventRow, 'at' | 'sequence' | 'id'>

export interface AuditPage {
  filter: AuditFilter
  /** The page begins behind this event. Null: at the newest event, or at the oldest one. */
  position: AuditPosition | null
  direction: 'newestFirst' | 'oldestFirst'
  max: number
}

/** A query that runs when it is awaited. An index answers each filter in the order of the page. */
export function selectAuditPage(db: Reader, page: AuditPage): PromiseLike<AuditEventRow[]> {
  const { auditEvents: events } = db.tables
  const order = page.direction === 'newestFirst' ? desc : asc
  return db
    .select()
    .from(events)
    .where(and(...conditionsOf(db, page.filter), isBehind(db, page)))
    .orderBy(order(events.at), order(events.sequence), order(events.id))
    .limit(page.max)
}

/** An index is ordered inside of one kind. So several kinds are read one by one, and their pages are merged. */
export async function listAuditPage(db: Reader, page: AuditPage): Promise<AuditEventRow[]> {
  const { filter, direction, max } = page
  const kinds = new Set(filter.kinds ?? [])
  if (filter.kinds != null && kinds.size === 0) return []
  // Each user, actor and address has few events of other kinds.
  const isNarrow = filter.userId != null || filter.actorId != null || filter.ipAddress != null
  if (isNarrow || kinds.size < 2) return selectAuditPage(db, page)
  const pages = await Promise.all(
    [...kinds].map((kind) => selectAuditPage(db, { ...page, filter: { ...filter, kinds: [kind] } })),
  )
  const sign = direction === 'newestFirst' ? -1 : 1
  return pages
    .flat()
    .sort((a, b) => sign * compare(a, b))
    .slice(0, max)
}

function compare(a: AuditPosition, b: AuditPosition): number {
  return a.at.getTime() - b.at.getTime() || a.sequence - b.sequence || (a.id < b.id ? -1 : 1)
}

/**
 * The first filter that is given is answered by its index. The columns of the others are hidden from the planner: without
 * statistics, SQLite may take the index of a kind with millions of events to find those of one user.
 */
function conditionsOf({ tables: { auditEvents: events } }: Reader, filter: AuditFilter): (SQL | undefined)[] {
  const { userId, actorId, kinds, outcome, ipAddress, after, before } = filter
  const byIndex = [
    { column: events.userId, values: listOf(userId) },
    { column: events.actorId, values: listOf(actorId) },
    { column: events.ipAddress, values: listOf(ipAddress) },
    { column: events.kind, values: kinds ?? null },
  ].flatMap(({ column, values }) => (values === null ? [] : [{ column, values }]))
  return [
    ...byIndex.map(({ column, values }, place) =>
      inArray(place === 0 ? sql`${column}` : sql`${column} || ''`, [...values]),
    ),
    outcome == null ? undefined : eq(events.outcome, outcome),
    after == null ? undefined : gt(events.at, after),
    before == null ? undefined : lt(events.at, before),
  ]
}

function listOf(value: string | null | undefined): string[] | null {
  return value == null ? null : [value]
}

/** The first condition lets the index begin at this place. */
function isBehind({ tables: { auditEvents: events } }: Reader, { position, direction }: AuditPage): SQL | undefined {
  if (position === null) return undefined
  const { at, sequence, id } = position
  const [isFurther, isNotNearer] = direction === 'newestFirst' ? [lt, lte] : [gt, gte]
  const isBehindInSequence = or(
    isFurther(events.sequence, sequence),
    and(eq(events.sequence, sequence), isFurther(events.id, id)),
  )
  return and(isNotNearer(events.at, at), or(isFurther(events.at, at), isBehindInSequence))
}
