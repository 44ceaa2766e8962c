import { and, asc, desc, eq, gt, gte, inArray, isNotNull, lt, lte, ne, or } from 'drizzle-orm'
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

export async function findMessage(db: Reader, id: string): Promise<OutboxMessage | null> {
  const { outboxMessages: messages } = db.tables
  const [found] = await db.select().from(messages).where(eq(messages.id, id))
  return found ?? null
}

/** Where a message stands among all messages. */
export type MessagePosition = Pick<OutboxMessage, 'createdAt' | 'id'>

export interface MessagePage {
  /** Null: every state. */
  state: string | null
  /** The page begins behind this message. Null: at the newest one, or at the oldest one. */
  position: MessagePosition | null
  direction: 'newestFirst' | 'oldestFirst'
  max: number
}

/** Without the messages that have no recipient. A query that runs when it is awaited. */
export function selectMessagePage(db: Reader, page: MessagePage): PromiseLike<OutboxMessage[]> {
  const { outboxMessages: messages } = db.tables
  const { state, direction, max } = page
  const order = direction === 'newestFirst' ? desc : asc
  return db
    .select()
    .from(messages)
    .where(and(state === null ? undefined : eq(messages.state, state), isBehind(db, page), ne(messages.recipient, '')))
    .orderBy(order(messages.createdAt), order(messages.id))
    .limit(max)
}

/** The first condition lets the index begin at this place. */
function isBehind({ tables: { outboxMessages: messages } }: Reader, { position, direction }: MessagePage) {
  if (position === null) return undefined
  const { createdAt, id } = position
  const [isFurther, isNotNearer] = direction === 'newestFirst' ? ([lt, lte] as const) : ([gt, gte] as const)
  return and(
    isNotNearer(messages.createdAt, createdAt),
    or(isFurther(messages.createdAt, createdAt), isFurther(messages.id, id)),
  )
}

/**
 * Makes a message due now: one that was refused, if it still has its values and has not expired, or one that waits. A
 * worker may hold a row whose next attempt is before `leasedUntil`, so that row stays as it is. Null if nothing changed.
 */
export async function makeMessageDue(
  tx: Writer,
  id: string,
  { now, leasedUntil }: { now: Date; leasedUntil: Date },
): Promise<OutboxMessage | null> {
  const { outboxMessages: messages } = tx.tables
  const isRefused = and(eq(messages.state, 'failed'), gt(messages.expiresAt, now), isNotNull(messages.sealedValues))
  const isPostponed = and(eq(messages.state, 'waiting'), gt(messages.nextAttemptAt, leasedUntil))
  const [due] = await tx
    .update(messages)
    .set({ state: 'waiting', nextAttemptAt: now, settledAt: null })
    .where(and(eq(messages.id, id), or(isRefused, isPostponed)))
    .returning()
  return due ?? null
}

/** Erases the values of at most `max` refused messages that have expired, and returns their number. */
export async function eraseExpiredMessages(tx: Writer, now: Date, max: number): Promise<number> {
  const { outboxMessages: messages } = tx.tables
  const isOver = and(eq(messages.state, 'failed'), lte(messages.expiresAt, now), isNotNull(messages.sealedValues))
  const over = tx.select({ id: messages.id }).from(messages).where(isOver).limit(max)
  const erased = await tx
    .update(messages)
    .set({ sealedValues: null })
    .where(inArray(messages.id, tx.skipLocked(over)))
    .returning({ id: messages.id })
  return erased.length
}
