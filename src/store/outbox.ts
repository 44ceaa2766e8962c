import { and, asc, eq, inArray, lte, sql } from 'drizzle-orm'
import type { Reader, Writer } from './engine/store.js'
import type { OutboxMessage } from './tables/outbox.js'
import type { Tables } from './tables/tables.js'

export async function insertMessage(tx: Writer, message: OutboxMessage): Promise<void> {
  await tx.insert(tx.tables.outboxMessages).values(message)
}

export async function hasDueMessage(db: Reader, now: Date): Promise<boolean> {
  const { outboxMessages: messages } = db.tables
  const [due] = await db.select({ id: messages.id }).from(messages).where(isDue(messages, now)).limit(1)
  return due !== undefined
}

/**
 * Takes the message that has been due longest and counts the attempt; null when there is none, or another worker was
 * quicker. The lease is the time of the next attempt: a worker that dies leaves its message due again.
 */
export async function claimDueMessage(
  tx: Writer,
  { now, until }: { now: Date; until: Date },
): Promise<OutboxMessage | null> {
  const { outboxMessages: messages } = tx.tables
  const first = tx
    .select({ id: messages.id })
    .from(messages)
    .where(isDue(messages, now))
    .orderBy(asc(messages.nextAttemptAt))
    .limit(1)
  const [claimed] = await tx
    .update(messages)
    .set({ nextAttemptAt: until, attempts: sql`${messages.attempts} + 1` })
    .where(and(inArray(messages.id, first), isDue(messages, now)))
    .returning()
  return claimed ?? null
}

function isDue(messages: Tables['outboxMessages'], now: Date) {
  return and(eq(messages.state, 'waiting'), lte(messages.nextAttemptAt, now))
}

/** A message as a worker took it: the number of the attempt tells whether the lease is still its own. */
export interface LeasedMessage {
  id: string
  attempts: number
}

/**
 * The last word on a message; what it carried is erased. A worker whose lease has passed to another can still say that
 * the message was sent, and nothing else.
 */
export async function settleMessage(
  tx: Writer,
  message: LeasedMessage,
  end: { state: 'sent' | 'failed' | 'dropped'; failure: string | null; now: Date },
): Promise<void> {
  const { outboxMessages: messages } = tx.tables
  const isWaiting = and(eq(messages.id, message.id), eq(messages.state, 'waiting'))
  const isOwn = end.state === 'sent' ? undefined : eq(messages.attempts, message.attempts)
  await tx
    .update(messages)
    .set({ state: end.state, lastFailure: end.failure, settledAt: end.now, sealedValues: null })
    .where(and(isWaiting, isOwn))
    .returning({ id: messages.id })
}

export async function postponeMessage(
  tx: Writer,
  { id, attempts }: LeasedMessage,
  { failure, nextAttemptAt }: { failure: string; nextAttemptAt: Date },
): Promise<void> {
  const { outboxMessages: messages } = tx.tables
  await tx
    .update(messages)
    .set({ lastFailure: failure, nextAttemptAt })
    .where(and(eq(messages.id, id), eq(messages.state, 'waiting'), eq(messages.attempts, attempts)))
    .returning({ id: messages.id })
}

/** How many messages are not settled, counted to `most`, and since when the most overdue could have been sent. */
export async function findBacklog(
  db: Reader,
  { now, most }: { now: Date; most: number },
): Promise<{ waiting: number; dueSince: Date | null }> {
  const { outboxMessages: messages } = db.tables
  const isWaiting = eq(messages.state, 'waiting')
  const waiting = db.select({ id: messages.id }).from(messages).where(isWaiting).limit(most).as('waiting')
  const [counted] = await db.select({ count: sql<number>`cast(count(*) as integer)` }).from(waiting)
  const [first] = await db
    .select({ dueSince: messages.nextAttemptAt })
    .from(messages)
    .where(isDue(messages, now))
    .orderBy(asc(messages.nextAttemptAt))
    .limit(1)
  return { waiting: counted?.count ?? 0, dueSince: first?.dueSince ?? null }
}

/** Oldest first. */
export async function listMessages(db: Reader): Promise<OutboxMessage[]> {
  const { outboxMessages: messages } = db.tables
  return db.select().from(messages).orderBy(asc(messages.createdAt), asc(messages.id))
}

const settledStates = ['sent', 'failed', 'dropped']

/**
 * At most `most` messages that were settled before `before`, going by the end of the last lease, which is indexed and no
 * earlier. How many were deleted.
 */
export async function deleteSettledMessages(tx: Writer, before: Date, most: number): Promise<number> {
  const { outboxMessages: messages } = tx.tables
  const isSettled = and(inArray(messages.state, settledStates), lte(messages.nextAttemptAt, before))
  const settled = tx.select({ id: messages.id }).from(messages).where(isSettled).limit(most)
  const deleted = await tx
    .delete(messages)
    .where(inArray(messages.id, tx.unheld(settled)))
    .returning({ id: messages.id })
  return deleted.length
}
