import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Settings } from '../config/settings.js'
import type { Log } from '../platform/log.js'
import { createFileTransport, createSmtpTransport, type MailTransport, type SmtpServer } from './smtp.js'

/** Sends to SMTP_URL. Without it, writes files to `outbox` in the folder of the database, or to `data/outbox`. */
export function openMailTransport(settings: Settings, log: Log): MailTransport {
  const { SMTP_URL, MAIL_FROM, DATABASE_URL } = settings
  if (SMTP_URL !== null) return createSmtpTransport(smtpServerOf(settings, SMTP_URL), MAIL_FROM)
  const isFile = DATABASE_URL.startsWith('file:')
  const folder = isFile ? dirname(DATABASE_URL.slice('file:'.length)) : 'data'
  return createFileTransport(join(folder, 'outbox'), MAIL_FROM, log)
}

/** Throws the error of the file system if SMTP_CA_FILE cannot be read. */
export function smtpServerOf({ SMTP_TLS, SMTP_CA_FILE, SMTP_USER, SMTP_PASSWORD }: Settings, url: string): SmtpServer {
  const login = SMTP_USER === null ? null : { user: SMTP_USER, pass: SMTP_PASSWORD ?? '' }
  return { url, tls: SMTP_TLS, ca: SMTP_CA_FILE === null ? null : readFileSync(SMTP_CA_FILE, 'utf8'), login }
}
