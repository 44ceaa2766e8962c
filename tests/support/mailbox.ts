import { readFileSync, unlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import PostalMime, { type Email } from 'postal-mime'
import type { OutboxMessage } from '../../src/store/tables/mails.js'
import { plant } from './database.js'
import { listMessages } from './rows.js'
import type { RunningApp } from './start-app.js'

export interface Mail {
  to: string
  subject: string
  text: string
  html: string
  /** Everything else, as a mail program reads it. */
  parsed: Email
  /** The digits of the mailed code. */
  code(): string
  /** The whole mailed link. */
  link(): string
  /** What the mailed link carries. */
  token(): string
}

/**
 * Sends what waits and gives every mail of this database so far, newest last. Mails that one instant of the clock wrote
 * come in no particular order; those that an earlier call has seen come before the others. For an app without SMTP_URL.
 */
export async function mailboxOf(running: RunningApp): Promise<Mail[]> {
  const seen = mailboxes.get(running.settings.DATABASE_URL) ?? new Map<string, Mail>()
  mailboxes.set(running.settings.DATABASE_URL, seen)
  for (const message of await sentBy(running)) {
    if (!seen.has(message.id)) seen.set(message.id, await readMail(takeFile(running, message)))
  }
  return [...seen.values()]
}

/** Reads a mail as it went over the wire. */
export async function readMail(raw: Buffer | string): Promise<Mail> {
  const parsed = await PostalMime.parse(raw)
  const text = parsed.text ?? ''
  const find = (form: RegExp): string =>
    required(form.exec(text)?.[1], `Nothing like ${form} is in this mail:\n${text}`)
  return {
    to: (parsed.to ?? []).map(({ address }) => address).join(', '),
    subject: parsed.subject ?? '',
    text,
    html: parsed.html ?? '',
    parsed,
    code: () => find(/^ {4}(\d+)$/m),
    link: () => find(/^(https?:\/\/\S+)$/m),
    token: () => find(/^https?:\/\/\S+[?&]token=([^&\s]+)$/m),
  }
}

const mailboxes = new Map<string, Map<string, Mail>>()

/** Sends what is due, and waits for what a worker of the app already holds. */
async function sentBy(running: RunningApp): Promise<OutboxMessage[]> {
  await running.app.deliverMail()
  const messages = await plant(running, listMessages)
  if (!messages.some((message) => isUnderway(message, running.clock.now()))) return messages.filter(isSent)
  await nextTurn()
  return sentBy(running)
}

function isUnderway({ state, attempts, lastFailure, nextAttemptAt }: OutboxMessage, now: Date): boolean {
  return state === 'waiting' && (nextAttemptAt <= now || (attempts > 0 && lastFailure === null))
}

function isSent({ state }: OutboxMessage): boolean {
  return state === 'sent'
}

/** Taken away too: apps on PostgreSQL all write into one folder below the working directory. */
function takeFile({ settings: { DATABASE_URL } }: RunningApp, { id, createdAt }: OutboxMessage): Buffer {
  const folder = DATABASE_URL.startsWith('file:') ? dirname(DATABASE_URL.slice('file:'.length)) : 'data'
  const file = join(folder, 'outbox', `${createdAt.toISOString().replaceAll(':', '-')}-${id.slice(0, 8)}.eml`)
  const content = readFileSync(file)
  unlinkSync(file)
  return content
}

function required<T>(value: T | undefined, complaint: string): T {
  if (value === undefined) throw new Error(complaint)
  return value
}
