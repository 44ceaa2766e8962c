import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { rootCertificates } from 'node:tls'
import type { SendMailOptions, Transporter, TransportOptions } from 'nodemailer'
import type { Delivery } from '../outbox/sender.js'
import type { Log } from '../platform/log.js'
import { readEmailAddress } from './email-address.js'
import type { RenderedMail } from './templates.js'

export interface OutgoingMail extends RenderedMail {
  /** Equal for every attempt, so that a mailbox shows a repeated delivery once. */
  messageId: string
  to: string
  createdAt: Date
}

export interface MailTransport {
  send(mail: OutgoingMail): Promise<Delivery>
  close(): void
}

export interface Sender {
  name: string
  address: string
}

export interface SmtpServer {
  url: string
  /** `required`: no mail and no password leaves without TLS. `opportunistic`: TLS if the server offers it. */
  tls: 'required' | 'opportunistic' | 'off'
  /** Certificates in PEM of an own authority, in addition to the public ones. Null: none. */
  ca: string | null
  /** Null: those of the URL. */
  login: { user: string; pass: string } | null
}

const maxSockets = 5
/** Must be shorter than the lease, or a second worker could send the same message. */
const maxDeliveryMs = 100_000

/** A pool of connections to the server of SMTP_URL. A server that stalls delays one worker, and no request. */
export function createSmtpTransport(server: SmtpServer, from: Sender): MailTransport {
  const transport = openAtFirstUse({ ...connectionOf(server), pool: true, maxConnections: maxSockets })
  return {
    async send(mail) {
      if (!isOneAddress(mail.to)) return notAnAddress
      try {
        const { sendMail } = await transport.open()
        await sendMail({ ...compose(mail, from), signal: AbortSignal.timeout(maxDeliveryMs) })
        return { kind: 'accepted' }
      } catch (error) {
        return deliveryOf(error)
      }
    },
    close: () => transport.close(),
  }
}

/** Connects, starts TLS and signs in, but sends nothing. Throws the error of the library. */
export async function verifySmtp(server: SmtpServer): Promise<void> {
  const { createTransport } = await import('nodemailer')
  const transporter = createTransport(connectionOf(server) as TransportOptions)
  try {
    await transporter.verify()
  } finally {
    transporter.close()
  }
}

function connectionOf({ url, tls, ca, login }: SmtpServer) {
  return {
    url,
    // Somebody between us and the server can remove the offer of STARTTLS (RFC 8314, section 4.1).
    requireTLS: tls === 'required' && !isLoopback(new URL(url).hostname),
    ignoreTLS: tls === 'off',
    tls: { rejectUnauthorized: true, ...(ca !== null && { ca: [...rootCertificates, ca] }) },
    ...(login !== null && { auth: login }),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    dnsTimeout: 10_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** A connection that does not leave the machine needs no TLS. */
function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(host)
}

/** Without SMTP_URL: each mail is a file that any mail program opens. */
export function createFileTransport(folder: string, from: Sender, log: Log): MailTransport {
  const transport = openAtFirstUse({ streamTransport: true, buffer: true, newline: 'unix' })
  return {
    async send(mail) {
      if (!isOneAddress(mail.to)) return notAnAddress
      const { sendMail } = await transport.open()
      const { message } = await sendMail(compose(mail, from))
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

/** Loads nodemailer at the first mail: it takes a tenth of the start, and some servers send no mail. */
function openAtFirstUse(options: object) {
  let opened: Promise<Transporter> | undefined
  const create = async () => (await import('nodemailer')).createTransport(options as TransportOptions)
  return {
    async open() {
      opened ??= create()
      const transporter = await opened
      return { sendMail: (mail: SendMailOptions) => transporter.sendMail(mail) }
    },
    close: () => void opened?.then((transporter) => transporter.close()),
  }
}

const notAnAddress: Delivery = { kind: 'refused', failure: 'not an address' }

/** In a text that is not one canonical address, nodemailer may find several addresses or an SMTP command. */
function isOneAddress(to: string): boolean {
  return readEmailAddress(to) === to
}

/** Addresses are objects, because nodemailer parses texts: lists, comments and further recipients. */
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

interface SmtpError {
  responseCode?: number
  code?: string
  command?: string
}

/** A 5xx about the recipient or the content ends a mail. A 5xx about our login or sender does not. */
function deliveryOf(error: unknown): Delivery {
  const { responseCode = 0, code = 'unknown', command = '' } = error as SmtpError
  const isAboutMail = code === 'EMESSAGE' || (code === 'EENVELOPE' && !command.startsWith('MAIL'))
  const failure = responseCode === 0 ? code : String(responseCode)
  return { kind: isAboutMail && responseCode >= 500 ? 'refused' : 'failed', failure }
}
