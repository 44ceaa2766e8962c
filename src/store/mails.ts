import { asc } from 'drizzle-orm'
import type { Reader, Writer } from './engine/store.js'
import type { OutboxMessage } from './tables/mails.js'

export async function insertMessage(tx: Writer, message: OutboxMessage): Promise<void> {
  await tx.insert(tx.tables.outboxMessages).values(message)
}

/** Oldest first. */
export async function listMessages(db: Reader): Promise<OutboxMessage[]> {
  const { outboxMessages: messages } = db.tables
  return db.select().from(messages).orderBy(asc(messages.createdAt), asc(messages.id))
}
