import type { Clock } from '../platform/clock.js'
import type { Activity } from '../statistics/activity.js'
import { countTotals } from '../statistics/count-totals.js'
import { foldEvents } from '../statistics/fold-events.js'
import type { Store } from '../store/engine/store.js'
import type { Job } from './run-jobs.js'

interface Needs {
  store: Store
  clock: Clock
  activity: Activity
}

/** Keeps up what the statistics are read from. */
export function keepStatistics(needs: Needs): Job[] {
  return [
    { name: 'store-activity', everySeconds: 5, run: () => needs.activity.flush() },
    { name: 'count-events', everySeconds: 60, run: (stop) => foldEvents(needs, stop) },
    { name: 'count-totals', everySeconds: 30, run: (stop) => countTotals(needs, stop) },
  ]
}
