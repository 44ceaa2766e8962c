import { EventEmitter, once } from 'node:events'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import { onTestFinished } from 'vitest'
import type { DeliverNeeds } from '../../src/mail/deliver.js'
import { deliverDueMails } from '../../src/mail/deliver.js'
import { enqueue } from '../../src/mail/enqueue.js'
import type { Message } from '../../src/mail/messages.js'
import { createSmtpTransport, type SmtpServer } from '../../src/mail/smtp.js'
import { createTemplates } from '../../src/mail/templates.js'
import { addSeconds } from '../../src/platform/durations.js'
import { observeNothing } from '../../src/platform/observation.js'
import type { Writer } from '../../src/store/engine/store.js'
import type { OutboxMessage } from '../../src/store/tables/mails.js'
import { createFakeClock, type FakeClock } from './fake-clock.js'
import { type Mail, readMail } from './mailbox.js'
import { secretsOf } from './root-keys.js'
import { listMessages } from './rows.js'
import { startStoreOn } from './stores.js'

/** `accept`, an SMTP status that refuses, or no answer until {@link SmtpSink.release}. */
export type Verdict = 'accept' | 'stall' | number

export interface Script {
  /** To a client that connects, before the greeting. */
  greeting?: () => Verdict
  /** To a user name and password. */
  login?: () => Verdict
  /** To RCPT TO. */
  recipient?: (address: string) => Verdict
  /** To the content, after the last line of it. */
  content?: (mail: ReceivedMail) => Verdict
}

export interface ReceivedMail extends Mail {
  /** What MAIL FROM and RCPT TO said; the headers may say something else. */
  envelope: { from: string; to: string[] }
  messageId: string
}

/** A mail server that answers as the test says. */
export interface SmtpSink {
  url: string
  script: Script
  /** Accepted, oldest first. */
  mails: ReceivedMail[]
  /** Every content that came to its last line, whatever the answer was. */
  attempts: ReceivedMail[]
  /** How many answers are being held back. */
  stalled(): number
  /** At one time, so far. */
  maxSockets(): number
  /** Resolves when `isSo` holds after something came in. */
  until(isSo: () => boolean): Promise<void>
  /** Accepts what was stalled; the script stays. */
  answerStalled(): void
  /** Accepts everything from now on, and what was stalled. */
  release(): void
}

/** Listens on `port`, or on a free one. Closed when the test ends. */
export async function openSink(script: Script = {}, port = 0): Promise<SmtpSink> {
  const news = new EventEmitter()
  const held: (() => void)[] = []
  let maxSockets = 0
  const sink: SmtpSink = {
    url: '',
    script,
    mails: [],
    attempts: [],
    stalled: () => held.length,
    maxSockets: () => maxSockets,
    async until(isSo) {
      while (!isSo()) await once(news, 'news')
    },
    answerStalled() {
      for (const answer of held.splice(0)) answer()
    },
    release() {
      sink.script = {}
      sink.answerStalled()
    },
  }
  const decide = (verdict: Verdict, answer: (refusal?: Error) => void): void => {
    if (verdict === 'stall') held.push(answer)
    else if (verdict === 'accept') answer()
    else answer(Object.assign(new Error('as the test says'), { responseCode: verdict }))
    news.emit('news')
  }
  const receive = async (raw: Buffer, session: SMTPServerSession, answer: (refusal?: Error) => void) => {
    const mail = await readReceived(raw, session)
    sink.attempts.push(mail)
    decide(sink.script.content?.(mail) ?? 'accept', (refusal) => {
      if (refusal === undefined) sink.mails.push(mail)
      answer(refusal)
      news.emit('news')
    })
  }
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 1,
    onConnect(_session, answer) {
      maxSockets = Math.max(maxSockets, server.connections.size)
      decide(sink.script.greeting?.() ?? 'accept', answer)
    },
    onAuth(_auth, _session, answer) {
      decide(sink.script.login?.() ?? 'accept', (refusal) => answer(refusal ?? null, { user: 'latchkey' }))
    },
    onRcptTo({ address }, _session, answer) {
      decide(sink.script.recipient?.(address) ?? 'accept', answer)
    },
    onData(stream, session, answer) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => void receive(Buffer.concat(parts), session, answer))
    },
  })
  // A client that is killed, or gives up on a stalled answer, resets its connection.
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>((resolve) => server.close(resolve)))
  sink.url = `smtp://127.0.0.1:${(server.server.address() as { port: number }).port}`
  return sink
}

async function readReceived(raw: Buffer, { envelope }: SMTPServerSession): Promise<ReceivedMail> {
  const mail = await readMail(raw)
  const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address
  const to = envelope.rcptTo.map(({ address }) => address)
  return { ...mail, envelope: { from, to }, messageId: mail.parsed.messageId ?? '' }
}

/** The server with the default settings. */
export function smtpServerAt(url: string, changes: Partial<SmtpServer> = {}): SmtpServer {
  return { url, tls: 'required', ca: null, login: null, ...changes }
}

export interface Posted {
  to: string
  /** By default one with {@link code}. */
  message?: Message
  lifetimeSeconds?: number
}

/** The delivery of one instance, which works when the test says so. */
export interface Courier extends DeliverNeeds {
  clock: FakeClock
  /** Writes mails as a use case does, in one transaction. */
  post(...mails: Posted[]): Promise<void>
  postOn(tx: Writer, mail: Posted): Promise<void>
  /** One worker sends what is due. */
  deliver(): Promise<void>
  /** The rows, oldest first. */
  rows(): Promise<OutboxMessage[]>
  /** The row of the only mail to `to`. */
  rowTo(to: string): Promise<OutboxMessage>
}

export const code = '4931870526'
export const codeMessage: Message = { kind: 'register-code', values: { code, minutes: '10' } }

interface Address {
  databaseUrl: string
  smtpUrl: string
}

/** Instances of one database share a clock and the secrets. */
export async function startCourier(
  { databaseUrl, smtpUrl }: Address,
  changes: Partial<DeliverNeeds> & { clock?: FakeClock } = {},
): Promise<Courier> {
  const clock = changes.clock ?? createFakeClock()
  const transport = createSmtpTransport(smtpServerAt(smtpUrl), { name: 'Latchkey', address: 'no-reply@auth.test' })
  onTestFinished(() => transport.close())
  const store = await startStoreOn(databaseUrl)
  const common = {
    store,
    observe: observeNothing,
    secrets: secretsOf(1),
    templates: createTemplates(null),
    messageIdDomain: 'auth.test',
  }
  const needs = { ...common, transport, ...changes, clock }
  const rows = () => listMessages(store.read)
  const postOn: Courier['postOn'] = (tx, { to, message = codeMessage, lifetimeSeconds = 600 }) =>
    enqueue(tx, needs, { to, language: 'en', expiresAt: addSeconds(clock.now(), lifetimeSeconds), message })
  return {
    ...needs,
    rows,
    postOn,
    post: (...mails) =>
      store.transaction(async (tx) => {
        for (const mail of mails) await postOn(tx, mail)
      }),
    deliver: () => deliverDueMails(needs),
    async rowTo(to) {
      const found = (await rows()).filter(({ recipient }) => recipient === to)
      if (found[0] === undefined || found.length > 1) throw new Error(`${found.length} mails to ${to}`)
      return found[0]
    },
  }
}
