import type { Clock } from '../platform/clock.js'
import { addSeconds, secondsUntil } from '../platform/durations.js'
import type { Store } from '../store/engine/store.js'
import { claimDueRow, hasDueRow, postponeRow, type Settlement, settleRow } from '../store/outbox.js'
import type { DeliveryTable } from '../store/tables/delivery-columns.js'
import { backOffSeconds } from './back-off.js'
import type { Sender } from './sender.js'

interface OutboxNeeds {
  store: Store
  clock: Clock
}

/**
 * Sends the due rows of one sender, one after the other, until none is due. Several callers, on one instance or on
 * many, share the work: each row is leased by one of them, and a receiver that stalls delays one caller only.
 */
export async function deliverDueRows<Table extends DeliveryTable>(
  needs: OutboxNeeds,
  sender: Sender<Table>,
): Promise<void> {
  const { store, clock } = needs
  while (await hasDueRow(store.read, sender.table(store.read), clock.now())) {
    const now = clock.now()
    const lease = { now, until: addSeconds(now, sender.leaseSeconds) }
    const row = await store.transaction((tx) => claimDueRow(tx, sender.table(tx), lease))
    // Null: another worker was quicker. The next look finds the row after it.
    if (row !== null) await deliver(needs, sender, row)
  }
}

async function deliver<Table extends DeliveryTable>(
  needs: OutboxNeeds,
  sender: Sender<Table>,
  row: Table['$inferSelect'],
): Promise<void> {
  const settle = (state: Settlement['state'], failure: string | null) =>
    settleAs(needs, sender, { row, state, failure })
  if (row.expiresAt <= needs.clock.now()) return settle('dropped', 'expired')
  const delivery = await sender.send(row)
  if (delivery.kind === 'accepted') return settle('sent', null)
  if (delivery.kind === 'refused') return settle('failed', delivery.failure)
  return postpone(needs, sender, { row, failure: delivery.failure })
}

async function settleAs<Table extends DeliveryTable>(
  { store, clock }: OutboxNeeds,
  { table, erased, report }: Sender<Table>,
  { row, ...end }: { row: Table['$inferSelect'] } & Pick<Settlement, 'state' | 'failure'>,
): Promise<void> {
  const settlement = { ...end, erased: end.state === 'failed' ? {} : erased, now: clock.now() }
  await store.transaction((tx) => settleRow(tx, table(tx), { ...row, ...settlement }))
  report(end.state)
}

async function postpone<Table extends DeliveryTable>(
  { store, clock }: OutboxNeeds,
  { table, pauses, report }: Sender<Table>,
  { row, failure }: { row: Table['$inferSelect']; failure: string },
): Promise<void> {
  const now = clock.now()
  const lifeSeconds = secondsUntil(row.expiresAt, now)
  const nextAttemptAt = addSeconds(now, backOffSeconds({ attempts: row.attempts, lifeSeconds }, pauses))
  await store.transaction((tx) => postponeRow(tx, table(tx), { ...row, failure, nextAttemptAt }))
  report('postponed')
}
