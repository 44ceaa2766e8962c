import { and, asc, eq, gte, inArray, lt, lte, sql } from 'drizzle-orm'
import type { Reader, Writer } from './engine/store.js'

export interface Count {
  step: string
  /** When the step begins. */
  at: Date
  name: string
  count: number
}

/** Statements have a limited number of values. */
const batchSize = 200

/** Adds to the counts. The order is the same for every caller, so that two of them never wait for each other. */
export async function addCounts(tx: Writer, counts: readonly Count[]): Promise<void> {
  const { statistics } = tx.tables
  const rows = counts.map((count) => ({ ...count, id: idOf(count) })).sort((a, b) => (a.id < b.id ? -1 : 1))
  for (const batch of batchesOf(rows)) {
    await tx
      .insert(statistics)
      .values(batch)
      .onConflictDoUpdate({ target: statistics.id, set: { count: sql`${statistics.count} + excluded.count` } })
      .returning({ id: statistics.id })
  }
}

/** Puts a total in the place of the earlier one. */
export async function replaceTotal(tx: Writer, { name, at, count }: Omit<Count, 'step'>): Promise<void> {
  const { statistics } = tx.tables
  await tx
    .insert(statistics)
    .values({ id: `TOTAL ${name}`, step: 'TOTAL', at, name, count })
    .onConflictDoUpdate({ target: statistics.id, set: { at, count } })
    .returning({ id: statistics.id })
}

function idOf({ step, at, name }: Count): string {
  return `${step} ${at.toISOString()} ${name}`
}

/** The counts of the steps from `from` to before `to`. A query that runs when it is awaited. */
export function selectCounts(
  db: Reader,
  { step, from, to }: { step: string; from: Date; to: Date },
): PromiseLike<Pick<Count, 'at' | 'name' | 'count'>[]> {
  const { statistics } = db.tables
  return db
    .select({ at: statistics.at, name: statistics.name, count: statistics.count })
    .from(statistics)
    .where(and(eq(statistics.step, step), gte(statistics.at, from), lt(statistics.at, to)))
}

export async function listTotals(db: Reader): Promise<Map<string, number>> {
  const { statistics } = db.tables
  const rows = await db.select().from(statistics).where(eq(statistics.step, 'TOTAL'))
  return new Map(rows.map(({ name, count }) => [name, count]))
}

/** A user who was active in a step. */
export interface Mark {
  step: string
  at: Date
  userId: string
}

/** Returns the marks that were not there. */
export async function insertMarks(tx: Writer, marks: readonly Mark[]): Promise<Mark[]> {
  const { activityMarks } = tx.tables
  const byId = new Map(marks.map((mark) => [`${mark.step} ${mark.at.toISOString()} ${mark.userId}`, mark]))
  const rows = [...byId].map(([id, { at }]) => ({ id, at })).sort((a, b) => (a.id < b.id ? -1 : 1))
  const inserted: Mark[] = []
  for (const batch of batchesOf(rows)) {
    const ids = await tx.insert(activityMarks).values(batch).onConflictDoNothing().returning({ id: activityMarks.id })
    inserted.push(...ids.flatMap(({ id }) => byId.get(id) ?? []))
  }
  return inserted
}

function batchesOf<Row>(rows: readonly Row[]): Row[][] {
  const places = Array.from({ length: Math.ceil(rows.length / batchSize) }, (_, place) => place * batchSize)
  return places.map((place) => rows.slice(place, place + batchSize))
}

/** Deletes at most `max` marks of steps that began before `before`, and returns how many it deleted. */
export async function deleteOldMarks(tx: Writer, before: Date, max: number): Promise<number> {
  const { activityMarks } = tx.tables
  const old = tx.select({ id: activityMarks.id }).from(activityMarks).where(lt(activityMarks.at, before)).limit(max)
  const deleted = await tx
    .delete(activityMarks)
    .where(inArray(activityMarks.id, tx.skipLocked(old)))
    .returning({ id: activityMarks.id })
  return deleted.length
}

/** Deletes at most `max` counts of hours that began before `before`, and returns how many it deleted. */
export async function deleteOldHours(tx: Writer, before: Date, max: number): Promise<number> {
  const { statistics } = tx.tables
  const isOld = and(eq(statistics.step, 'HOUR'), lt(statistics.at, before))
  const old = tx.select({ id: statistics.id }).from(statistics).where(isOld).orderBy(asc(statistics.at)).limit(max)
  const deleted = await tx
    .delete(statistics)
    .where(inArray(statistics.id, tx.skipLocked(old)))
    .returning({ id: statistics.id })
  return deleted.length
}

/** Null before the first count. */
export async function findProgress(db: Reader, name: string): Promise<Date | null> {
  const { statisticsProgress: progress } = db.tables
  const [found] = await db.select().from(progress).where(eq(progress.name, name))
  return found?.doneUntil ?? null
}

/** Takes the row until the end of the transaction, so that instances count one after the other. */
export async function lockProgress(tx: Writer, name: string): Promise<Date> {
  const { statisticsProgress: progress } = tx.tables
  await tx
    .insert(progress)
    .values({ name, doneUntil: new Date(0) })
    .onConflictDoNothing()
    .returning({ name: progress.name })
  const [locked] = await tx.update(progress).set({ name }).where(eq(progress.name, name)).returning()
  return locked?.doneUntil ?? new Date(0)
}

export async function replaceProgress(tx: Writer, name: string, doneUntil: Date): Promise<void> {
  const { statisticsProgress: progress } = tx.tables
  await tx.update(progress).set({ doneUntil }).where(eq(progress.name, name)).returning({ name: progress.name })
}

/** Moves the progress to `now` unless it is later than `before`. True for one of several instances. */
export async function takeTurn(
  tx: Writer,
  name: string,
  { now, before }: { now: Date; before: Date },
): Promise<boolean> {
  const { statisticsProgress: progress } = tx.tables
  await lockProgress(tx, name)
  const taken = await tx
    .update(progress)
    .set({ doneUntil: now })
    .where(and(eq(progress.name, name), lte(progress.doneUntil, before)))
    .returning({ name: progress.name })
  return taken.length > 0
}
