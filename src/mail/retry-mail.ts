import { record } from '../audit/record.js'
import type { Clock } from '../platform/clock.js'
import { addSeconds } from '../platform/durations.js'
import { isId } from '../platform/random.js'
import type { Administrator } from '../roles/set-roles.js'
import type { Store } from '../store/engine/store.js'
import { findMessage, makeMessageDue } from '../store/mails.js'
import { leaseSeconds } from './deliver.js'
import { type ShownMail, viewMail } from './mail-view.js'

export type RetryMailOutcome =
  /** The next attempt comes within seconds; if one runs now, within the time of its lease. */
  | { kind: 'mailRetried'; mail: ShownMail }
  | { kind: 'mailNotFound' }
  /** It was sent, or what it carries has expired. Its content is erased. */
  | { kind: 'mailOver' }

/** Has a mail sent again that was refused, or that waits for a later attempt. */
export async function retryMail(
  { store, clock }: { store: Store; clock: Clock },
  { mailId }: { mailId: string },
  { actor, client }: Pick<Administrator, 'actor' | 'client'>,
): Promise<RetryMailOutcome> {
  if (!isId(mailId)) return { kind: 'mailNotFound' }
  return store.transaction(async (tx) => {
    const now = clock.now()
    const due = await makeMessageDue(tx, mailId, { now, leasedUntil: addSeconds(now, leaseSeconds) })
    if (due !== null) {
      await record(tx, { kind: 'mail.retried', userId: null, mailId }, { client, now, actor })
      return { kind: 'mailRetried', mail: viewMail(due) }
    }
    const message = await findMessage(tx, mailId)
    if (!message?.recipient) return { kind: 'mailNotFound' }
    return message.state === 'waiting' ? { kind: 'mailRetried', mail: viewMail(message) } : { kind: 'mailOver' }
  })
}
