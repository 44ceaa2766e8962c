import { record } from '../audit/record.js'
import type { Limit } from '../config/parsers.js'
import type { Clock } from '../platform/clock.js'
import { addSeconds, secondsUntil } from '../platform/durations.js'
import type { Observe } from '../platform/observation.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import type { Secrets } from '../platform/secrets.js'
import type { Reader, Writer } from '../store/engine/store.js'
import { type Attempt, consumeAttempt, deleteAttempts, findDrainTimes, replaceAttempt } from '../store/throttles.js'
import type { LimitName, Limits } from './limits.js'

export interface Throttled {
  kind: 'throttled'
  retryAt: Date
  retryAfterSeconds: number
}

/** One attempt: the counters that it counts against, and the client. */
export interface AttemptBy {
  subjects: readonly Subject[]
  client: RequestMetadata
}

/** One counter of a limit, for example that of an address. */
export interface Subject {
  limit: LimitName
  of: string
}

export interface ThrottleNeeds {
  clock: Clock
  limits: Limits
  secrets: Secrets
  observe: Observe
}

/** Whether an attempt would be refused now. Does not count it. */
export async function findRefusal(
  db: Reader,
  needs: ThrottleNeeds,
  subjects: readonly Subject[],
): Promise<Throttled | null> {
  const attempts = attemptsOf(needs, subjects)
  if (attempts.length === 0) return null
  const drainTimes = await findDrainTimes(
    db,
    attempts.map(({ key }) => key),
    needs.clock.now().getTime(),
  )
  const freeAt = (attempt: Attempt) => freeAtMs(attempt, drainTimes.get(attempt.key) ?? 0)
  const last = attempts.reduce((a, b) => (freeAt(b) > freeAt(a) ? b : a))
  const now = needs.clock.now()
  const seconds = secondsUntil(new Date(freeAt(last)), now)
  return seconds === 0 ? null : refuse(needs, last.limit, seconds)
}

/** A bucket with more than twice its capacity was filled by a clock that was set back later. */
function freeAtMs({ intervalMs, capacityMs, nowMs }: Attempt, drainedAtMs: number): number {
  return drainedAtMs > nowMs + 2 * capacityMs ? 0 : drainedAtMs + intervalMs - capacityMs
}

/**
 * Counts one attempt against every limit, or against none if one of them refuses. Buckets empty evenly (generic cell
 * rate algorithm): after `burst` attempts at once, one more is free every `window / burst`. So a lock-out is never
 * longer than that, and refused attempts cost nothing. The attempt that fills a bucket is recorded.
 */
export async function takeAttempt(
  tx: Writer,
  needs: ThrottleNeeds,
  { subjects, client }: AttemptBy,
): Promise<Throttled | null> {
  const taken: NamedAttempt[] = []
  const filled: LimitName[] = []
  for (const attempt of attemptsOf(needs, subjects)) {
    const drainedAtMs = await consumeAttempt(tx, attempt)
    if (drainedAtMs === null) {
      await giveBack(tx, taken)
      return (await findRefusal(tx, needs, subjects)) ?? refuse(needs, attempt.limit, 1)
    }
    taken.push(attempt)
    if (isFull(attempt, drainedAtMs)) filled.push(attempt.limit)
  }
  for (const limit of filled)
    await record(tx, { kind: 'limit.reached', userId: null, limit }, { client, now: needs.clock.now() })
  return null
}

/** Whether the next attempt would be refused. A limit with burst 1 is full after every attempt; do not audit it. */
function isFull({ nowMs, intervalMs, capacityMs }: Attempt, drainedAtMs: number): boolean {
  return intervalMs < capacityMs && drainedAtMs + intervalMs > nowMs + capacityMs
}

/** Takes back {@link takeAttempt} after a success, for limits that count failures only. */
export async function returnAttempt(tx: Writer, needs: ThrottleNeeds, subjects: readonly Subject[]): Promise<void> {
  await giveBack(tx, attemptsOf(needs, subjects))
}

/** Number of attempts that are counted against one subject now. */
export async function countAttempts(db: Reader, needs: ThrottleNeeds, subject: Subject): Promise<number> {
  const [attempt] = attemptsOf(needs, [subject])
  if (attempt === undefined) return 0
  const { key, nowMs, intervalMs } = attempt
  const drainedAtMs = (await findDrainTimes(db, [key], nowMs)).get(key) ?? nowMs
  return Math.ceil((drainedAtMs - nowMs) / intervalMs)
}

/** Resets the counters. Call it after the owner has proven the account in another way. */
export async function forgetAttempts(tx: Writer, needs: ThrottleNeeds, subjects: readonly Subject[]): Promise<void> {
  const keys = attemptsOf(needs, subjects).map(({ key }) => key)
  if (keys.length > 0) await deleteAttempts(tx, keys)
}

async function giveBack(tx: Writer, attempts: readonly Attempt[]): Promise<void> {
  for (const attempt of attempts) await replaceAttempt(tx, attempt)
}

interface NamedAttempt extends Attempt {
  limit: LimitName
}

/** Sorted by key, so that two transactions cannot wait for each other. */
function attemptsOf({ clock, limits, secrets }: ThrottleNeeds, subjects: readonly Subject[]): NamedAttempt[] {
  const nowMs = clock.now().getTime()
  const attempts = subjects.flatMap(({ limit: name, of }) => {
    const limit: Limit | null = limits[name]
    if (limit === null) return []
    const capacityMs = limit.windowSeconds * 1000
    const key = secrets.mac('throttle-subject', Buffer.from(`${name}:${of}`)).toString('base64url')
    return [{ limit: name, key, capacityMs, intervalMs: Math.max(1, Math.floor(capacityMs / limit.burst)), nowMs }]
  })
  return attempts.sort((a, b) => (a.key < b.key ? -1 : 1))
}

function refuse({ clock, observe }: ThrottleNeeds, limit: LimitName, seconds: number): Throttled {
  observe({ kind: 'throttled', limit })
  return { kind: 'throttled', retryAt: addSeconds(clock.now(), seconds), retryAfterSeconds: seconds }
}
