import { asc, eq } from 'drizzle-orm'
import type { Reader, Writer } from './engine/store.js'
import type { OutboxMessage } from './tables/mails.js'

export async function insertMessage(tx: Writer, message: OutboxMessage): Promise<void> {
  await tx.insert(tx.tables.outboxMessages).values(message)
}

/** Inserts the message unless there is one with its id. Gives the stored one, and takes its row for this transaction. */
export async function holdMessage(tx: Writer, message: OutboxMessage): Promise<OutboxMessage> {
  const { outboxMessages: messages } = tx.tables
  const [held] = await tx
    .insert(messages)
    .values(message)
    .onConflictDoUpdate({ target: messages.id, set: { id: message.id } })
    .returning()
  return held as OutboxMessage
}

/** Stores other values in a message that waits. */
export async function replaceValues(tx: Writer, { id, sealedValues }: OutboxMessage): Promise<void> {
  const { outboxMessages: messages } = tx.tables
  await tx.update(messages).set({ sealedValues }).where(eq(messages.id, id)).returning({ id: messages.id })
}

/** Oldest first. */
export async function listMessages(db: Reader): Promise<OutboxMessage[]> {
  const { outboxMessages: messages } = db.tables
  return db.select().from(messages).orderBy(asc(messages.createdAt), asc(messages.id))
}
