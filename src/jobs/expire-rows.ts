import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from '../platform/clock.js'
import { addSeconds } from '../platform/durations.js'
import { deleteOldAuditEvents } from '../store/audit.js'
import type { Store, Writer } from '../store/engine/store.js'
import { deleteExpired, expiringTables } from '../store/expired-rows.js'
import { eraseExpiredMessages } from '../store/mails.js'
import { deleteSettledRows } from '../store/outbox.js'
import { deleteExpiredSessions } from '../store/sessions.js'
import { deleteOldHours, deleteOldMarks } from '../store/statistics.js'
import { deleteDrained } from '../store/throttles.js'
import type { Job } from './run-jobs.js'

/** Small, so that requests do not wait long for the writer. */
const batchSize = 200
/** Between two batches, requests get the writer, and on SQLite the event loop. */
const pauseMs = 50
/** Ended sessions are kept this long, so that a late client can be told the reason. */
const keptSeconds = 7 * 86_400
/** Longer than a day lasts, and than it takes to count its events. */
const keptMarkSeconds = 2 * 86_400
/** Counts of days stay. Those of hours are kept for a year and a day. */
const keptHourSeconds = 366 * 86_400

interface Needs {
  store: Store
  clock: Clock
  /** Audit events are kept this long. */
  auditSeconds: number
  /** Mails that were sent, refused or dropped are kept this long. */
  mailSeconds: number
}

/** Deletes old sessions, mails and audit events, and what has expired: codes, links, registrations, begun sign-ins. */
export function expireRows({ store, clock, auditSeconds, mailSeconds }: Needs): Job {
  return {
    name: 'expire-rows',
    everySeconds: 600,
    async run(stop) {
      const now = clock.now()
      const before = addSeconds(now, -keptSeconds)
      const inBatches = (deleteBatch: DeleteBatch) => repeat(() => store.transaction(deleteBatch), stop)
      await inBatches((tx) => deleteExpiredSessions(tx, before, batchSize))
      for (const table of expiringTables) await inBatches((tx) => deleteExpired(tx, table, { now, max: batchSize }))
      await inBatches((tx) => eraseExpiredMessages(tx, now, batchSize))
      const mailsBefore = addSeconds(now, -mailSeconds)
      await inBatches((tx) => deleteSettledRows(tx, tx.tables.outboxMessages, { before: mailsBefore, max: batchSize }))
      await inBatches((tx) => deleteDrained(tx, now.getTime(), batchSize))
      await inBatches((tx) => deleteOldMarks(tx, addSeconds(now, -keptMarkSeconds), batchSize))
      await inBatches((tx) => deleteOldHours(tx, addSeconds(now, -keptHourSeconds), batchSize))
      await inBatches((tx) => deleteOldAuditEvents(tx, addSeconds(now, -auditSeconds), batchSize))
    },
  }
}

type DeleteBatch = (tx: Writer) => Promise<number>

/** The next run finds what a stop or a crash leaves. */
async function repeat(deleteBatch: () => Promise<number>, stop: AbortSignal): Promise<void> {
  while (!stop.aborted && (await deleteBatch()) >= batchSize) await pause(pauseMs, undefined, { ref: false })
}
