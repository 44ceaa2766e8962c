import type { Clock } from '../platform/clock.js'
import { addSeconds } from '../platform/durations.js'
import { deleteOldAuditEvents } from '../store/audit.js'
import { deleteExpiredProofs } from '../store/email-proofs.js'
import { deleteSettledMessages } from '../store/outbox.js'
import { deleteExpiredSessions } from '../store/sessions.js'
import type { Store, Writer } from '../store/store.js'
import { deleteDrained } from '../store/throttles.js'
import type { Job } from './run-jobs.js'

/** Small, so that no request waits long for the writer. */
const batchSize = 200
/** How long a client that comes late still learns why its session ended. */
const remembranceSeconds = 7 * 86_400

interface Needs {
  store: Store
  clock: Clock
  /** How long audit events are kept. */
  auditSeconds: number
}

/** Deletes what ended or was recorded long ago, codes and links that expired, and throttles that hold nothing. */
export function expireRows({ store, clock, auditSeconds }: Needs): Job {
  return {
    name: 'expire-rows',
    everySeconds: 600,
    async run() {
      const now = clock.now()
      const before = addSeconds(now, -remembranceSeconds)
      await inBatches(store, (tx) => deleteExpiredSessions(tx, before, batchSize))
      await inBatches(store, (tx) => deleteExpiredProofs(tx, now, batchSize))
      await inBatches(store, (tx) => deleteSettledMessages(tx, before, batchSize))
      await inBatches(store, (tx) => deleteDrained(tx, now.getTime(), batchSize))
      await inBatches(store, (tx) => deleteOldAuditEvents(tx, addSeconds(now, -auditSeconds), batchSize))
    },
  }
}

async function inBatches(store: Store, deleteBatch: (tx: Writer) => Promise<number>): Promise<void> {
  let deleted = batchSize
  while (deleted >= batchSize) deleted = await store.transaction(deleteBatch)
}
