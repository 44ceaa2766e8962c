import { and, asc, eq, inArray, lte, type SQL, sql } from 'drizzle-orm'
import type { Reader, Writer } from './engine/store.js'
import type { DeliveryTable } from './tables/delivery-columns.js'

export async function hasDueRow(db: Reader, table: DeliveryTable, now: Date): Promise<boolean> {
  const [due] = await db.select({ id: table.id }).from(table).where(isDue(table, now)).limit(1)
  return due !== undefined
}

/**
 * Leases the row that has been due longest and counts the attempt. Null if there is none, or if another worker was
 * faster. The end of the lease is stored as the next attempt. So the row of a dead worker becomes due again.
 */
export async function claimDueRow<Table extends DeliveryTable>(
  tx: Writer,
  table: Table,
  { now, until }: { now: Date; until: Date },
): Promise<Table['$inferSelect'] | null> {
  const rows: DeliveryTable = table
  const first = tx.select({ id: rows.id }).from(rows).where(isDue(rows, now)).orderBy(asc(rows.nextAttemptAt)).limit(1)
  const [claimed] = await tx
    .update(rows)
    .set({ nextAttemptAt: until, attempts: sql`${rows.attempts} + 1` })
    .where(and(inArray(rows.id, first), isDue(rows, now)))
    .returning()
  return claimed ?? null
}

function isDue(table: DeliveryTable, now: Date): SQL | undefined {
  return and(eq(table.state, 'waiting'), lte(table.nextAttemptAt, now))
}

/** A row as a worker leased it. The number of the attempt tells whether the worker still holds the lease. */
export interface LeasedRow {
  id: string
  attempts: number
}

/** How a row ends: the receiver accepted it, the receiver refused it permanently, or it expired. */
export type EndState = 'sent' | 'failed' | 'dropped'

export interface Settlement {
  state: EndState
  failure: string | null
  now: Date
  /** Columns that a settled row must not keep, with their replacements. */
  erased: object
}

/**
 * Ends a row. A worker whose lease has passed to another one can still say that the row was sent, and nothing else.
 */
export async function settleRow(
  tx: Writer,
  table: DeliveryTable,
  { id, attempts, state, failure, now, erased }: LeasedRow & Settlement,
): Promise<void> {
  const isWaiting = and(eq(table.id, id), eq(table.state, 'waiting'))
  const isOwn = state === 'sent' ? undefined : eq(table.attempts, attempts)
  await tx
    .update(table)
    .set({ ...erased, state, lastFailure: failure, settledAt: now })
    .where(and(isWaiting, isOwn))
    .returning({ id: table.id })
}

/** Does nothing unless the worker still holds the lease. */
export async function postponeRow(
  tx: Writer,
  table: DeliveryTable,
  { id, attempts, failure, nextAttemptAt }: LeasedRow & { failure: string; nextAttemptAt: Date },
): Promise<void> {
  await tx
    .update(table)
    .set({ lastFailure: failure, nextAttemptAt })
    .where(and(eq(table.id, id), eq(table.state, 'waiting'), eq(table.attempts, attempts)))
    .returning({ id: table.id })
}

/** Number of rows that are not settled, counted up to `max`, and when the most overdue one became due. */
export async function findBacklog(
  db: Reader,
  table: DeliveryTable,
  { now, max }: { now: Date; max: number },
): Promise<{ waiting: number; dueSince: Date | null }> {
  const waiting = db.select({ id: table.id }).from(table).where(eq(table.state, 'waiting')).limit(max).as('waiting')
  const [counted] = await db.select({ count: sql<number>`cast(count(*) as integer)` }).from(waiting)
  const [first] = await db
    .select({ dueSince: table.nextAttemptAt })
    .from(table)
    .where(isDue(table, now))
    .orderBy(asc(table.nextAttemptAt))
    .limit(1)
  return { waiting: counted?.count ?? 0, dueSince: first?.dueSince ?? null }
}

const endStates: readonly EndState[] = ['sent', 'failed', 'dropped']

/**
 * Deletes at most `max` rows that were settled before `before` and returns their number. The end of the last lease is
 * compared, because it is indexed; it is never earlier than the settlement.
 */
export async function deleteSettledRows(
  tx: Writer,
  table: DeliveryTable,
  { before, max }: { before: Date; max: number },
): Promise<number> {
  const isSettled = and(inArray(table.state, [...endStates]), lte(table.nextAttemptAt, before))
  const settled = tx.select({ id: table.id }).from(table).where(isSettled).limit(max)
  const deleted = await tx
    .delete(table)
    .where(inArray(table.id, tx.skipLocked(settled)))
    .returning({ id: table.id })
  return deleted.length
}
