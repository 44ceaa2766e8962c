import { setTimeout as pause } from 'node:timers/promises'
import type { Store } from '../store/engine/store.js'
import { isUniqueViolation } from '../store/engine/unique-violation.js'
import { fillSkeletons } from '../store/users.js'
import type { Job } from './run-jobs.js'

const batchSize = 200
/** Between two batches, requests get the writer, and on SQLite the event loop. */
const pauseMs = 50

/**
 * Goes through all users after a start, and again each day. Names that an older version stored have no skeleton, and
 * such a version can run at the same time.
 */
export function fillUsernameSkeletons(store: Store): Job {
  let isFirst = true
  return {
    name: 'fill-username-skeletons',
    get everySeconds() {
      return isFirst ? 1 : 86_400
    },
    async run(stop) {
      isFirst = false
      let last: string | null = ''
      while (last !== null && !stop.aborted) {
        last = await fillBatch(store, last)
        await pause(pauseMs, undefined, { ref: false })
      }
    },
  }
}

async function fillBatch(store: Store, after: string): Promise<string | null> {
  try {
    return await store.transaction((tx) => fillSkeletons(tx, after, batchSize))
  } catch (error) {
    // Somebody took a name of this batch that looks like another one. The next try sees it.
    if (isUniqueViolation(error)) return after
    throw error
  }
}
