import type { Clock } from '../platform/clock.js'
import { addSeconds } from '../platform/durations.js'
import { type Language, readLanguage } from '../platform/languages.js'
import { randomId } from '../platform/random.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import type { Secrets } from '../platform/secrets.js'
import type { Writer } from '../store/engine/store.js'
import { insertMessage } from '../store/mails.js'
import type { User } from '../store/tables/users.js'
import type { Message } from './messages.js'

export interface MailNeeds {
  clock: Clock
  secrets: Secrets
}

interface Envelope {
  /**
   * The stored, canonical address, and never the text of the request. Null: the mail must not be sent. The row is then
   * settled from the start, so that known and unknown addresses cost the same.
   */
  to: string | null
  language: Language
  /** After that the mail is dropped: what it carries is of no use any more. */
  expiresAt: Date
}

const noticeLifetimeSeconds = 3 * 86_400

/** Writes the mail on the transaction of the change it speaks of; a job sends it after the commit. */
export async function enqueue(
  tx: Writer,
  { clock, secrets }: MailNeeds,
  mail: Envelope & { message: Message },
): Promise<void> {
  const { to, language, expiresAt, message } = mail
  const now = clock.now()
  const sealedValues = secrets.seal('mail-values', Buffer.from(JSON.stringify(message.values)))
  await insertMessage(tx, {
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
  })
}

/** What a notice has to know of its user. */
type Recipient = Pick<User, 'email' | 'emailVerifiedAt' | 'language'>

type Notice =
  | 'password-changed'
  | 'password-removed'
  | 'password-reset'
  | 'replay-detected'
  | 'sign-in-after-failures'
  | 'totp-enabled'
  | 'totp-removed'
  | 'passkey-added'
  | 'passkey-removed'
  | 'passkey-copied'
  | 'recovery-codes-created'
  | 'recovery-code-used'
  | 'identity-linked'
  | 'identity-unlinked'

/** What an administrator did. It does not tell from where. */
type NoticeOfAdministrator = 'account-disabled' | 'account-deleted' | 'factors-reset'

/** Tells the owner of an account what happened to it, in the language of the last sign-in. */
export async function enqueueNotice(
  tx: Writer,
  needs: MailNeeds,
  notice: { kind: Notice; user: Recipient; client: RequestMetadata; values?: Readonly<Record<string, string>> },
): Promise<void> {
  const { kind, user, client } = notice
  if (user.email === null) return
  const values = { ...circumstancesOf(needs, client), ...notice.values }
  await enqueue(tx, needs, { ...noticeEnvelope(needs, user, user.email), message: { kind, values } as Message })
}

/** Tells the owner of an account what an administrator did. */
export async function enqueueNoticeOfAdministrator(
  tx: Writer,
  needs: MailNeeds,
  { kind, user }: { kind: NoticeOfAdministrator; user: Recipient },
): Promise<void> {
  if (user.email === null) return
  const values = { time: timeOf(needs) }
  await enqueue(tx, needs, { ...noticeEnvelope(needs, user, user.email), message: { kind, values } })
}

export function noticeEnvelope({ clock }: MailNeeds, user: Recipient, to: string): Envelope {
  const expiresAt = addSeconds(clock.now(), noticeLifetimeSeconds)
  return { to, language: readLanguage(user.language), expiresAt }
}

export function circumstancesOf({ clock }: { clock: Clock }, { address }: RequestMetadata) {
  return { time: timeOf({ clock }), address }
}

function timeOf({ clock }: { clock: Clock }): string {
  return `${clock.now().toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
