import { and, desc, eq, inArray, lt, lte, or } from 'drizzle-orm'
import { columnParams, hotQuery, type Reader, type Writer } from './engine/store.js'
import type { AuditEventRow } from './tables/audit.js'

const insertWhole = hotQuery('audit_insert', (tx: Writer) => {
  const { auditEvents } = tx.tables
  return tx
    .insert(auditEvents)
    .values(columnParams(auditEvents) as never)
    .returning({ id: auditEvents.id })
})

export async function insertAuditEvent(tx: Writer, event: AuditEventRow): Promise<void> {
  await insertWhole(tx, event)
}

/** Deletes at most `max` events from `before` or earlier. Returns how many rows it deleted. */
export async function deleteOldAuditEvents(tx: Writer, before: Date, max: number): Promise<number> {
  const { auditEvents } = tx.tables
  const old = tx.select({ id: auditEvents.id }).from(auditEvents).where(lte(auditEvents.at, before)).limit(max)
  const deleted = await tx
    .delete(auditEvents)
    .where(inArray(auditEvents.id, tx.skipLocked(old)))
    .returning({ id: auditEvents.id })
  return deleted.length
}

export async function findAuditEvent(db: Reader, id: string): Promise<AuditEventRow | null> {
  const { auditEvents } = db.tables
  const [found] = await db.select().from(auditEvents).where(eq(auditEvents.id, id))
  return found ?? null
}

/** An event, and the name of the device of its session. */
export interface ShownAuditEvent {
  event: AuditEventRow
  deviceName: string | null
}

interface Page {
  userId: string
  kinds: readonly string[]
  /** The last event of the page before. Null: the newest events. */
  after: AuditEventRow | null
  max: number
}

/** Newest first. A query that runs when it is awaited. */
export function selectEventsOfUser(db: Reader, { userId, kinds, after, max }: Page): PromiseLike<ShownAuditEvent[]> {
  const { auditEvents, sessions } = db.tables
  return db
    .select({ event: auditEvents, deviceName: sessions.deviceName })
    .from(auditEvents)
    .leftJoin(sessions, eq(sessions.id, auditEvents.sessionId))
    .where(and(eq(auditEvents.userId, userId), isOlder(db, after), inArray(auditEvents.kind, [...kinds])))
    .orderBy(desc(auditEvents.at), desc(auditEvents.sequence), desc(auditEvents.id))
    .limit(max)
}

function isOlder({ tables: { auditEvents: events } }: Reader, after: AuditEventRow | null) {
  if (after === null) return undefined
  const { at, sequence, id } = after
  const isBefore = or(lt(events.sequence, sequence), and(eq(events.sequence, sequence), lt(events.id, id)))
  // The first condition lets the index begin at this place.
  return and(lte(events.at, at), or(lt(events.at, at), isBefore))
}
