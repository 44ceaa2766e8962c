import type { Clock } from '../platform/clock.js'
import { addSeconds } from '../platform/durations.js'
import { readLanguage } from '../platform/languages.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import type { Secrets } from '../platform/secrets.js'
import type { Writer } from '../store/engine/store.js'
import { holdMessage, insertMessage, replaceValues } from '../store/mails.js'
import type { OutboxMessage } from '../store/tables/mails.js'
import type { User } from '../store/tables/users.js'
import { type ThrottleNeeds, takeAttempt } from '../throttles/take-attempt.js'
import { type Envelope, enqueue, type MailNeeds, writeRow } from './enqueue.js'
import type { Message } from './messages.js'

const noticeLifetimeSeconds = 3 * 86_400

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
type NoticeOfAdministrator =
  | 'account-disabled'
  | 'account-deleted'
  | 'factors-reset'
  | 'email-changed-by-administrator'
  | 'identity-unlinked-by-administrator'

export interface NoticeNeeds extends MailNeeds, ThrottleNeeds {}

/**
 * Tells the owner of an account what happened to it, in the language of the last sign-in. An address that is not proven
 * may belong to a stranger and gets none. Beyond the allowance of the recipient, notices of one hour are one mail.
 */
export async function enqueueNotice(
  tx: Writer,
  needs: NoticeNeeds,
  notice: { kind: Notice; user: Recipient; client: RequestMetadata; values?: Readonly<Record<string, string>> },
): Promise<void> {
  const { kind, user, client } = notice
  const to = provenAddressOf(user)
  if (to === null) return
  const subjects = [{ limit: 'noticePerRecipient', of: to }] as const
  if ((await takeAttempt(tx, needs, { subjects, client })) !== null) return mergeNotice(tx, needs, { user, to })
  const values = { ...circumstancesOf(needs, client), ...notice.values }
  await enqueue(tx, needs, { ...noticeEnvelope(needs, user, to), message: { kind, values } as Message })
}

/** Null if the user has not proven to receive mail there. */
export function provenAddressOf({ email, emailVerifiedAt }: Recipient): string | null {
  return emailVerifiedAt === null ? null : email
}

const windowMs = 3_600_000

/** Counts the notice in the one mail of this hour, which is sent when the hour is over. */
async function mergeNotice(
  tx: Writer,
  needs: NoticeNeeds,
  { user, to }: { user: Recipient; to: string },
): Promise<void> {
  const { clock, secrets } = needs
  const hour = Math.floor(clock.now().getTime() / windowMs)
  const id = secrets
    .mac('merged-notices', Buffer.from(`${hour} ${to}`))
    .toString('hex')
    .slice(0, 32)
  const rowOf = (count: number) => ({
    ...writeRow(needs, { ...noticeEnvelope(needs, user, to), message: countOf(count) }),
    nextAttemptAt: new Date((hour + 1) * windowMs),
  })
  const held = await holdMessage(tx, { ...rowOf(0), id })
  // A mail that is being sent cannot count any more.
  if (held.state !== 'waiting' || held.attempts > 0) return insertMessage(tx, rowOf(1))
  await replaceValues(tx, { ...held, sealedValues: rowOf(readCount(secrets, held) + 1).sealedValues })
}

function countOf(count: number): Message {
  return { kind: 'more-notices', values: { count: String(count) } }
}

function readCount(secrets: Secrets, { sealedValues }: OutboxMessage): number {
  const opened = sealedValues === null ? null : secrets.open('mail-values', sealedValues)
  return opened === null ? 0 : Number((JSON.parse(opened.toString()) as { count: string }).count)
}

/** Tells the owner of an account what an administrator did. */
export async function enqueueNoticeOfAdministrator(
  tx: Writer,
  needs: MailNeeds,
  notice: { kind: NoticeOfAdministrator; user: Recipient; values?: Readonly<Record<string, string>> },
): Promise<void> {
  const { kind, user } = notice
  const to = provenAddressOf(user)
  if (to === null) return
  const message = { kind, values: { time: timeOf(needs), ...notice.values } } as Message
  await enqueue(tx, needs, { ...noticeEnvelope(needs, user, to), message })
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
