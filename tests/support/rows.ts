import { asc, eq } from 'drizzle-orm'
import type { Reader } from '../../src/store/engine/store.js'
import type { AuditEventRow } from '../../src/store/tables/audit.js'
import type { OutboxMessage } from '../../src/store/tables/mails.js'

/** Oldest first. Events of one millisecond are in the order in which one process recorded them. */
export async function listAuditEventsOfUser(db: Reader, userId: string): Promise<AuditEventRow[]> {
  const { auditEvents } = db.tables
  return db
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.userId, userId))
    .orderBy(asc(auditEvents.at), asc(auditEvents.sequence))
}

/** Oldest first. */
export async function listMessages(db: Reader): Promise<OutboxMessage[]> {
  const { outboxMessages: messages } = db.tables
  return db.select().from(messages).orderBy(asc(messages.createdAt), asc(messages.id))
}
