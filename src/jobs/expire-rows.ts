import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from '../platform/clock.js'
import { addSeconds } from '../platform/durations.js'
import { deleteOldAuditEvents } from '../store/audit.js'
import { deleteExpiredProofs } from '../store/email-proofs.js'
import type { Store, Writer } from '../store/engine/store.js'
import { deleteSettledRows } from '../store/outbox.js'
import { deleteExpiredPendingSignIns } from '../store/pending-sign-ins.js'
import { deleteExpiredTotpSetups } from '../store/second-factors.js'
import { deleteExpiredSessions } from '../store/sessions.js'
import { deleteDrained } from '../store/throttles.js'
import type { Job } from './run-jobs.js'

/** Small, so that no request waits long for the writer. */
const batchSize = 200
/** Between two batches requests have the writer, and on SQLite the event loop: most of the time is theirs. */
const pauseMs = 50
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
    async run(stop) {
      const now = clock.now()
      const before = addSeconds(now, -remembranceSeconds)
      const inBatches = (deleteBatch: DeleteBatch) => repeat(() => store.transaction(deleteBatch), stop)
      await inBatches((tx) => deleteExpiredSessions(tx, before, batchSize))
      await inBatches((tx) => deleteExpiredProofs(tx, now, batchSize))
      await inBatches((tx) => deleteExpiredPendingSignIns(tx, now, batchSize))
      await inBatches((tx) => deleteExpiredTotpSetups(tx, now, batchSize))
      await inBatches((tx) => deleteSettledRows(tx, tx.tables.outboxMessages, { before, max: batchSize }))
      await inBatches((tx) => deleteDrained(tx, now.getTime(), batchSize))
      await inBatches((tx) => deleteOldAuditEvents(tx, addSeconds(now, -auditSeconds), batchSize))
    },
  }
}

type DeleteBatch = (tx: Writer) => Promise<number>

/** What a stop or a crash leaves, the next run finds again. */
async function repeat(deleteBatch: () => Promise<number>, stop: AbortSignal): Promise<void> {
  while (!stop.aborted && (await deleteBatch()) >= batchSize) await pause(pauseMs, undefined, { ref: false })
}
