import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport, type SendMailOptions } from 'nodemailer'
import type { Log } from '../platform/log.js'
import type { RenderedMail } from './templates.js'

export interface OutgoingMail extends RenderedMail {
  /** The same for every attempt, so that a mailbox shows a repeated delivery once. */
  messageId: string
  to: string
  createdAt: Date
}

export type Delivery =
  | { kind: 'accepted' }
  /** The server said no for good (SMTP 5xx). */
  | { kind: 'refused'; failure: string }
  | { kind: 'failed'; failure: string }

export interface MailTransport {
  send(mail: OutgoingMail): Promise<Delivery>
  close(): void
}

export interface Sender {
  name: string
  address: string
}

const mostSockets = 5

/** A pool of connections to the server of SMTP_URL. A server that stalls costs a worker half a minute, never a request. */
export function createSmtpTransport(url: string, from: Sender): MailTransport {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: mostSockets,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    dnsTimeout: 10_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send(mail) {
      try {
        await transport.sendMail(compose(mail, from))
        return { kind: 'accepted' }
      } catch (error) {
        return deliveryOf(error)
      }
    },
    close: () => transport.close(),
  }
}

/** Without SMTP_URL: each mail is a file that any mail program opens. */
export function createFileTransport(folder: string, from: Sender, log: Log): MailTransport {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' })
  return {
    async send(mail) {
      const { message } = await transport.sendMail(compose(mail, from))
      const stamp = mail.createdAt.toISOString().replaceAll(':', '-')
      const file = join(folder, `${stamp}-${mail.messageId.slice(1, 9)}.eml`)
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await writeFile(`${file}.part`, message as Buffer, { mode: 0o600 })
      await rename(`${file}.part`, file)
      log.info(`A mail was written to ${file}`)
      return { kind: 'accepted' }
    },
    close: () => transport.close(),
  }
}

/** Addresses are objects: of a text, nodemailer would read lists, comments and further recipients. */
function compose({ messageId, to, subject, text, html, createdAt }: OutgoingMail, from: Sender): SendMailOptions {
  return {
    messageId,
    from,
    to: { name: '', address: to },
    envelope: { from: from.address, to: [to] },
    subject,
    text,
    html,
    date: createdAt,
    headers: { 'Auto-Submitted': 'auto-generated' },
  }
}

function deliveryOf(error: unknown): Delivery {
  const { responseCode, code } = error as { responseCode?: number; code?: string }
  const failure = String(responseCode ?? code ?? 'unknown')
  return { kind: responseCode !== undefined && responseCode >= 500 ? 'refused' : 'failed', failure }
}
