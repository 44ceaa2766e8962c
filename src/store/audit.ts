import { asc, eq } from 'drizzle-orm'
import type { AuditEventRow } from './rows.js'
import type { Reader, Writer } from './store.js'

export async function insertAuditEvent(tx: Writer, event: AuditEventRow): Promise<void> {
  await tx.insert(tx.tables.auditEvents).values(event)
}

/** Oldest first. */
export async function listAuditEventsOfUser(db: Reader, userId: string): Promise<AuditEventRow[]> {
  const { auditEvents } = db.tables
  return db.select().from(auditEvents).where(eq(auditEvents.userId, userId)).orderBy(asc(auditEvents.at))
}
