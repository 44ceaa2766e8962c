import { asc, eq, inArray, lte } from 'drizzle-orm'
import type { Reader, Writer } from './engine/store.js'
import type { AuditEventRow, NewAuditEvent } from './tables/audit.js'

export async function insertAuditEvent(tx: Writer, event: NewAuditEvent): Promise<void> {
  await tx.insert(tx.tables.auditEvents).values(event)
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

/** Oldest first. Events of one millisecond are in the order in which one process recorded them. */
export async function listAuditEventsOfUser(db: Reader, userId: string): Promise<AuditEventRow[]> {
  const { auditEvents } = db.tables
  return db
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.userId, userId))
    .orderBy(asc(auditEvents.at), asc(auditEvents.sequence))
}
