import type { OutboxMessage } from '../store/tables/mails.js'

/** `WAITING`, or how it ended: `SENT`, `FAILED` (refused for good) or `DROPPED` (expired). */
export const mailStates = ['WAITING', 'SENT', 'FAILED', 'DROPPED'] as const
export type MailState = (typeof mailStates)[number]

/** A mail without what it says. */
export interface ShownMail {
  id: string
  /** The name of its template. */
  kind: string
  recipient: string
  state: MailState
  attempts: number
  /** Why the last attempt failed: a code of SMTP or of the socket. Null if none has failed. */
  lastFailure: string | null
  createdAt: Date
  /** Null when it is settled. */
  nextAttemptAt: Date | null
  settledAt: Date | null
}

export function viewMail(message: OutboxMessage): ShownMail {
  const { id, kind, attempts, lastFailure, createdAt, settledAt } = message
  const state = message.state.toUpperCase() as MailState
  const nextAttemptAt = state === 'WAITING' ? message.nextAttemptAt : null
  // Rows without a recipient are not shown.
  const recipient = message.recipient ?? ''
  return { id, kind, recipient, state, attempts, lastFailure, createdAt, nextAttemptAt, settledAt }
}
