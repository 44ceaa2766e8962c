import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from '../platform/clock.js'
import { addSeconds, earlier } from '../platform/durations.js'
import { findNextEventTime, listUsersOfEvents, selectEventCounts } from '../store/audit-counts.js'
import type { Store, Writer } from '../store/engine/store.js'
import { addCounts, insertMarks, lockProgress, replaceProgress } from '../store/statistics.js'
import { countedKinds, countMarks, inEachStep, marksAt, namedCountsOf, signInKind } from './counts.js'
import { stepEnd } from './steps.js'

/** The progress of this count. */
export const eventProgress = 'events'
/** Transactions that began before this time have ended, also on an instance whose clock is late. */
const settledSeconds = 120
/** The events of one transaction. */
const sliceSeconds = 300
/** Between two slices, requests get the writer, and on SQLite the event loop. */
const pauseMs = 5

/**
 * Adds settled audit events to the counts, slice by slice. Each event counts once, however many instances run this. In a
 * database of an older version it begins with the first event that is kept.
 */
export async function foldEvents({ store, clock }: { store: Store; clock: Clock }, stop: AbortSignal): Promise<void> {
  const until = addSeconds(clock.now(), -settledSeconds)
  while (!stop.aborted && (await store.transaction((tx) => foldSlice(tx, until)))) {
    await pause(pauseMs, undefined, { ref: false })
  }
}

/** False when everything before `until` is counted. */
async function foldSlice(tx: Writer, until: Date): Promise<boolean> {
  const doneUntil = await lockProgress(tx, eventProgress)
  const from = await findNextEventTime(tx, doneUntil)
  if (from === null || from >= until) {
    if (doneUntil < until) await replaceProgress(tx, eventProgress, until)
    return false
  }
  // A slice never leaves its hour, so its counts have one time.
  const to = earlier(earlier(addSeconds(from, sliceSeconds), stepEnd('HOUR', addSeconds(from, 0.001))), until)
  const counted = await selectEventCounts(tx, { kinds: countedKinds, from, to })
  const active = await listUsersOfEvents(tx, { kind: signInKind, from, to })
  const marks = await insertMarks(tx, marksAt(from, active))
  await addCounts(tx, [...inEachStep(from, counted.flatMap(namedCountsOf)), ...countMarks(marks)])
  await replaceProgress(tx, eventProgress, to)
  return true
}
