import { setTimeout as pause } from 'node:timers/promises'
import type { Store } from '../store/engine/store.js'
import { isUniqueViolation } from '../store/engine/unique-violation.js'
import { fillSkeletons } from '../store/users.js'
import type { Job } from './run-jobs.js'

const batchSize = 200
/** Between two batches, requests get the writer, and on SQLite the event loop. */
const pauseMs = 50

/**
 * Goes through all users after a start, and again each day. Names of an older version have no skeleton, and an older
 * version can still run beside this one.
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
