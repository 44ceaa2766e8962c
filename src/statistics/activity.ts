import type { Clock } from '../platform/clock.js'
import type { Store } from '../store/engine/store.js'
import { addCounts, insertMarks } from '../store/statistics.js'
import { countMarks, marksAt } from './counts.js'
import { stepStart } from './steps.js'

/**
 * Who uses the server. A use is noted in memory and stored by a job: a write at each refresh would cost more than the
 * figure is worth. If the process is killed, the uses of the last seconds are lost, except those of sign-ins.
 */
export interface Activity {
  /** The user has signed in or refreshed a session. */
  note(userId: string): void
  /** Stores what was noted. */
  flush(): Promise<void>
}

/** Users who are remembered as stored. More would only be stored again. */
const maxRemembered = 100_000
/** Users of one transaction: small, so that requests do not wait long for the writer. */
const batchSize = 100

export function createActivity({ store, clock }: { store: Store; clock: Clock }): Activity {
  let hour = 0
  let remembered = new Set<string>()
  const noted: { at: Date; userId: string }[] = []

  return {
    note(userId) {
      const at = stepStart('HOUR', clock.now())
      if (at.getTime() !== hour || remembered.size >= maxRemembered) {
        hour = at.getTime()
        remembered = new Set()
      }
      if (remembered.has(userId)) return
      remembered.add(userId)
      noted.push({ at, userId })
    },
    async flush() {
      while (noted.length > 0) {
        const batch = noted.splice(0, batchSize)
        await storeMarks(store, batch).catch((error: unknown) => {
          noted.push(...batch)
          throw error
        })
      }
    },
  }
}

async function storeMarks(store: Store, batch: readonly { at: Date; userId: string }[]): Promise<void> {
  const marks = batch.flatMap(({ at, userId }) => marksAt(at, [userId]))
  await store.transaction(async (tx) => addCounts(tx, countMarks(await insertMarks(tx, marks))))
}
