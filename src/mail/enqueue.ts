import type { Clock } from '../platform/clock.js'
import type { Language } from '../platform/languages.js'
import { randomId } from '../platform/random.js'
import type { Secrets } from '../platform/secrets.js'
import type { Writer } from '../store/engine/store.js'
import { insertMessage } from '../store/mails.js'
import type { OutboxMessage } from '../store/tables/mails.js'
import type { Message } from './messages.js'

export interface MailNeeds {
  clock: Clock
  secrets: Secrets
}

export interface Envelope {
  /**
   * The stored, canonical address, and never the text of the request. Null: the mail must not be sent. The row is then
   * settled from the start, so that known and unknown addresses cost the same.
   */
  to: string | null
  language: Language
  /** After that the mail is dropped: what it carries is of no use any more. */
  expiresAt: Date
}

/** Writes the mail on the transaction of the change it speaks of; a job sends it after the commit. */
export async function enqueue(tx: Writer, needs: MailNeeds, mail: Envelope & { message: Message }): Promise<void> {
  await insertMessage(tx, writeRow(needs, mail))
}

/** The row of a mail that can be sent at once. */
export function writeRow(
  { clock, secrets }: MailNeeds,
  { to, language, expiresAt, message }: Envelope & { message: Message },
): OutboxMessage {
  const now = clock.now()
  const sealedValues = secrets.seal('mail-values', Buffer.from(JSON.stringify(message.values)))
  return {
    id: randomId(),
    kind: message.kind,
    recipient: to,
    language,
    sealedValues: to === null ? null : sealedValues,
    state: to === null ? 'dropped' : 'waiting',
    attempts: 0,
    nextAttemptAt: now,
    expiresAt,
    createdAt: now,
    settledAt: to === null ? now : null,
    lastFailure: null,
  }
}
