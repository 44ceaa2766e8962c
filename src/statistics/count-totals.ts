import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from '../platform/clock.js'
import { addSeconds } from '../platform/durations.js'
import type { Reader, Store } from '../store/engine/store.js'
import { findProgress, listTotals, replaceTotal, takeTurn } from '../store/statistics.js'
import { countPage, countUpTo, type TotalPart, totalParts } from '../store/totals.js'

/** What there is now. */
export interface Totals {
  users: number
  /** With an authenticator app or a passkey. */
  usersWithSecondFactor: number
  usersWithPasskey: number
  liveSessions: number
}

/** Up to this number a part is counted when somebody asks. */
export const maxCountedAtOnce = 10_000
/** How often the parts that have more rows are counted. */
const totalsSeconds = 600
const totalProgress = 'totals'
const pageSize = 5000
const pauseMs = 20

type Needs = { store: Store; clock: Clock }

/** Exact up to {@link maxCountedAtOnce}; above that as of the last run of {@link countTotals}. */
export async function readTotals({ store: { read }, clock }: Needs): Promise<Totals> {
  const now = clock.now()
  const stored = await listTotals(read)
  const counts = await Promise.all(totalParts.map(async (part) => [part, await countPart(read, part, { now, stored })]))
  const { users, totpUsers, passkeyUsers, passkeyUsersWithoutTotp, liveSessions } = Object.fromEntries(
    counts,
  ) as Record<TotalPart, number>
  return {
    users,
    usersWithSecondFactor: totpUsers + passkeyUsersWithoutTotp,
    usersWithPasskey: passkeyUsers,
    liveSessions,
  }
}

async function countPart(
  db: Reader,
  part: TotalPart,
  { now, stored }: { now: Date; stored: ReadonlyMap<string, number> },
): Promise<number> {
  const known = stored.get(part) ?? 0
  // Far above the limit: to count up to it would cost more than all other figures.
  if (known > 2 * maxCountedAtOnce) return known
  const counted = await countUpTo(db, part, { max: maxCountedAtOnce + 1, now })
  return counted > maxCountedAtOnce ? Math.max(counted, known) : counted
}

/** Counts everything in small parts, unless an instance has done so a short time ago. */
export async function countTotals({ store, clock }: Needs, stop: AbortSignal): Promise<void> {
  const now = clock.now()
  const before = addSeconds(now, -totalsSeconds)
  const counted = await findProgress(store.read, totalProgress)
  if (counted !== null && counted > before) return
  if (!(await store.transaction((tx) => takeTurn(tx, totalProgress, { now, before })))) return
  for (const name of totalParts) {
    const count = await countInPages(store.read, name, { now, stop })
    if (stop.aborted) return
    await store.transaction((tx) => replaceTotal(tx, { name, at: now, count }))
  }
}

async function countInPages(
  db: Reader,
  part: TotalPart,
  { now, stop }: { now: Date; stop: AbortSignal },
): Promise<number> {
  let [count, after]: [number, string | null] = [0, '']
  while (after !== null && !stop.aborted) {
    const page = await countPage(db, part, { after, max: pageSize, now })
    count += page.count
    after = page.last
    await pause(pauseMs, undefined, { ref: false })
  }
  return count
}
