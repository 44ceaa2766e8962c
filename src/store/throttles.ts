import { eq, inArray, lte, sql } from 'drizzle-orm'
import { hotQuery, type Reader, type Writer } from './engine/store.js'

/** One attempt at a bucket that empties evenly: `intervalMs` for each attempt, `capacityMs` when full. */
export interface Attempt {
  key: string
  intervalMs: number
  capacityMs: number
  nowMs: number
}

const insertOrFill = hotQuery('throttle_claim', (tx: Writer) => {
  const { throttles } = tx.tables
  const [now, interval] = [sql.placeholder('nowMs'), sql.placeholder('intervalMs')]
  // A bucket with more than twice its capacity was filled by a clock that was set back later. It counts as empty.
  const isFilled = sql`${throttles.drainedAtMs} > ${now} and ${throttles.drainedAtMs} <= ${sql.placeholder('believableMs')}`
  const filled = sql`case when ${isFilled} then ${throttles.drainedAtMs} else ${now} end + ${interval}`
  return tx
    .insert(throttles)
    .values({ key: sql.placeholder('key'), drainedAtMs: sql.placeholder('firstMs') })
    .onConflictDoUpdate({
      target: throttles.key,
      set: { drainedAtMs: filled },
      setWhere: sql`${filled} <= ${sql.placeholder('lastMs')}`,
    })
    .returning({ drainedAtMs: throttles.drainedAtMs })
})

/** Counts the attempt and returns when its bucket will be empty. Null if the bucket was full. */
export async function consumeAttempt(tx: Writer, attempt: Attempt): Promise<number | null> {
  const { key, intervalMs, capacityMs, nowMs } = attempt
  const [consumed] = await insertOrFill(tx, {
    key,
    nowMs,
    intervalMs,
    firstMs: nowMs + intervalMs,
    lastMs: nowMs + capacityMs,
    believableMs: nowMs + 2 * capacityMs,
  })
  return consumed?.drainedAtMs ?? null
}

const drainOne = hotQuery('throttle_return', (tx: Writer) => {
  const { throttles } = tx.tables
  return tx
    .update(throttles)
    .set({ drainedAtMs: sql`${throttles.drainedAtMs} - ${sql.placeholder('intervalMs')}` })
    .where(eq(throttles.key, sql.placeholder('key')))
    .returning({ key: throttles.key })
})

/** Takes one counted attempt back. */
export async function replaceAttempt(tx: Writer, { key, intervalMs }: Attempt): Promise<void> {
  await drainOne(tx, { key, intervalMs })
}

/** No attempt counts against more limits at once. */
const maxKeys = 4
const keyNames = Array.from({ length: maxKeys }, (_, place) => `key${place}`)

const readDrainTimes = hotQuery('throttle_drain_times', (db: Reader) => {
  const { throttles } = db.tables
  return db
    .select()
    .from(throttles)
    .where(
      inArray(
        throttles.key,
        keyNames.map((name) => sql.placeholder(name)),
      ),
    )
})

/** When each bucket will be empty, by key. Empty buckets are left out. At most four keys. */
export async function findDrainTimes(db: Reader, keys: readonly string[], nowMs: number): Promise<Map<string, number>> {
  if (keys.length > maxKeys) throw new RangeError(`${keys.length} keys at once`)
  // A statement has a fixed number of values. The last key is repeated.
  const values = keyNames.map((name, place) => [name, keys[place] ?? keys.at(-1)])
  const rows = await readDrainTimes(db, Object.fromEntries(values))
  return new Map(rows.filter((row) => row.drainedAtMs > nowMs).map((row) => [row.key, row.drainedAtMs]))
}

/** Deletes at most `max` empty buckets. Returns how many rows it deleted. */
export async function deleteDrained(tx: Writer, nowMs: number, max: number): Promise<number> {
  const { throttles } = tx.tables
  const drained = tx.select({ key: throttles.key }).from(throttles).where(lte(throttles.drainedAtMs, nowMs)).limit(max)
  const deleted = await tx
    .delete(throttles)
    .where(inArray(throttles.key, tx.skipLocked(drained)))
    .returning({ key: throttles.key })
  return deleted.length
}

/** Empties the buckets. */
export async function deleteAttempts(tx: Writer, keys: readonly string[]): Promise<void> {
  const { throttles } = tx.tables
  await tx
    .delete(throttles)
    .where(inArray(throttles.key, [...keys]))
    .returning({ key: throttles.key })
}
