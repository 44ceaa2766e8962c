import type { Reader } from '../store/engine/store.js'
import type { EndState } from '../store/outbox.js'
import type { DeliveryTable } from '../store/tables/delivery-columns.js'

/** What the receiver said to one attempt. */
export type Delivery =
  | { kind: 'accepted' }
  /** No for good: another attempt would get the same answer. */
  | { kind: 'refused'; failure: string }
  /** The next attempt may succeed. */
  | { kind: 'failed'; failure: string }

/** What became of a row after one attempt. */
export type DeliveryResult = EndState | 'postponed'

/** One kind of row that is sent later: mail, for example. Each sender has a table of its own. */
export interface Sender<Table extends DeliveryTable> {
  table(db: Reader): Table
  /** Longer than {@link send} can take, or two workers send the same row. */
  leaseSeconds: number
  pauses: Pauses
  /**
   * Columns that are overwritten when a row was sent or dropped, because they hold secrets or are large. A refused row keeps
   * them, so that an operator can have it sent again.
   */
  erased: Partial<Table['$inferSelect']>
  /** Makes one attempt. Must not throw for anything that the receiver or the network does. */
  send(row: Table['$inferSelect']): Promise<Delivery>
  /** Told after each attempt. */
  report(result: DeliveryResult): void
}

export interface Pauses {
  /** Before the second attempt. Each further pause is twice as long. */
  firstSeconds: number
  maxSeconds: number
}
