import type { Clock } from '../platform/clock.js'
import { addSeconds } from '../platform/durations.js'
import { selectEventCounts } from '../store/audit-counts.js'
import type { Reader, Store } from '../store/engine/store.js'
import { type Count, findProgress, selectCounts } from '../store/statistics.js'
import type { Activity } from './activity.js'
import { readTotals, type Totals } from './count-totals.js'
import { activeUsers, countedKinds, inEachStep, methodOf, namedCountsOf } from './counts.js'
import { eventProgress } from './fold-events.js'
import { type StatisticsStep, stepEnd, stepMs, stepStart } from './steps.js'

export interface StatisticsInput {
  /** Rounded down to the step. */
  from: Date
  /** Not included; rounded up to the step. */
  to: Date
  step: StatisticsStep
}

/** What happened in one step. */
export interface StatisticsPoint {
  /** When the step begins, in UTC. */
  at: Date
  registrations: number
  signIns: number
  failedSignIns: number
  /** Users who signed in or refreshed a session. */
  activeUsers: number
  /** A sign-in counts for each method that it used. Sorted by method. */
  signInsByMethod: { method: string; count: number }[]
}

export type StatisticsOutcome =
  | ({ kind: 'statistics'; points: StatisticsPoint[] } & Totals)
  /** `to` is not after `from`, or the range has more than {@link maxPoints} steps. */
  | { kind: 'invalidRange' }

/** The largest number of steps of one answer. */
export const maxPoints = 1000
/** Older events are counted by a job; younger ones may not be yet. */
const youngSeconds = 1800
const maxTries = 3

export interface StatisticsNeeds {
  store: Store
  clock: Clock
  activity: Activity
}

/** What happened in each step of the range, none left out, and what there is now. */
export async function listStatistics(
  needs: StatisticsNeeds,
  { step, ...range }: StatisticsInput,
): Promise<StatisticsOutcome> {
  const [from, to] = [stepStart(step, range.from), stepEnd(step, range.to)]
  const length = (to.getTime() - from.getTime()) / stepMs[step]
  // Written so that a date that is none is refused too.
  if (!(range.from < range.to && length <= maxPoints)) return { kind: 'invalidRange' }
  await needs.activity.flush()
  const counts = await listCounts(needs, { step, from, to })
  const points = Array.from({ length }, (_, place) => emptyPoint(new Date(from.getTime() + place * stepMs[step])))
  for (const count of counts) addTo(points[(count.at.getTime() - from.getTime()) / stepMs[step]], count)
  for (const { signInsByMethod } of points) signInsByMethod.sort((a, b) => (a.method < b.method ? -1 : 1))
  return { kind: 'statistics', points, ...(await readTotals(needs)) }
}

function emptyPoint(at: Date): StatisticsPoint {
  return { at, registrations: 0, signIns: 0, failedSignIns: 0, activeUsers: 0, signInsByMethod: [] }
}

const plainNames = ['registrations', 'signIns', 'failedSignIns', activeUsers] as const

function addTo(point: StatisticsPoint | undefined, { name, count }: Pick<Count, 'name' | 'count'>): void {
  if (point === undefined) return
  const method = methodOf(name)
  const plain = plainNames.find((each) => each === name)
  if (plain !== undefined) point[plain] += count
  if (method === null) return
  const known = point.signInsByMethod.find((each) => each.method === method)
  if (known === undefined) point.signInsByMethod.push({ method, count })
  else known.count += count
}

interface Range {
  step: StatisticsStep
  from: Date
  to: Date
}

/** If the job counts events between the two reads, they are read anew: nothing may be counted twice or left out. */
async function listCounts({ store: { read }, clock }: StatisticsNeeds, range: Range) {
  for (let tries = 1; ; tries += 1) {
    const progress = await findProgress(read, eventProgress)
    const counts = [
      ...(await selectCounts(read, range)),
      ...(await listYoung(read, { ...range, progress, now: clock.now() })),
    ]
    const after = await findProgress(read, eventProgress)
    if (tries === maxTries || after?.getTime() === progress?.getTime()) return counts
  }
}

/** Events that no job has counted yet, hour by hour. Only those of the last half hour: the job is never later. */
async function listYoung(
  db: Reader,
  { step, from, to, progress, now }: Range & { progress: Date | null; now: Date },
): Promise<Count[]> {
  const start = latest(latest(progress ?? from, from), addSeconds(now, -youngSeconds))
  const counts: Count[] = []
  for (let at = start; at < to && at <= now; at = new Date(stepStart('HOUR', at).getTime() + stepMs.HOUR)) {
    const end = new Date(Math.min(stepStart('HOUR', at).getTime() + stepMs.HOUR, to.getTime()))
    const found = await selectEventCounts(db, { kinds: countedKinds, from: at, to: end })
    counts.push(...inEachStep(at, found.flatMap(namedCountsOf)).filter((count) => count.step === step))
  }
  return counts
}

function latest(a: Date, b: Date): Date {
  return a > b ? a : b
}
