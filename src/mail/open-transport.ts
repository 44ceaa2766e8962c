import { dirname, join } from 'node:path'
import type { Settings } from '../config/settings.js'
import type { Log } from '../platform/log.js'
import { createFileTransport, createSmtpTransport, type MailTransport } from './smtp.js'

/** Sends to SMTP_URL. Without it, writes files to `outbox` in the folder of the database, or to `data/outbox`. */
export function openMailTransport({ SMTP_URL, MAIL_FROM, DATABASE_URL }: Settings, log: Log): MailTransport {
  if (SMTP_URL !== null) return createSmtpTransport(SMTP_URL, MAIL_FROM)
  const isFile = DATABASE_URL.startsWith('file:')
  const folder = isFile ? dirname(DATABASE_URL.slice('file:'.length)) : 'data'
  return createFileTransport(join(folder, 'outbox'), MAIL_FROM, log)
}
