import { deliverDueRows } from '../outbox/deliver-due-rows.js'
import type { Delivery, Sender } from '../outbox/sender.js'
import type { Clock } from '../platform/clock.js'
import { type Language, readLanguage } from '../platform/languages.js'
import type { Observe } from '../platform/observation.js'
import type { Secrets } from '../platform/secrets.js'
import type { Store } from '../store/engine/store.js'
import type { MailTable, OutboxMessage } from '../store/tables/mails.js'
import type { Message } from './messages.js'
import type { MailTransport } from './smtp.js'
import type { RenderedMail, Templates } from './templates.js'

export interface DeliverNeeds {
  store: Store
  clock: Clock
  secrets: Secrets
  templates: Templates
  transport: MailTransport
  /** The right half of every Message-ID. */
  messageIdDomain: string
  observe: Observe
}

/** How long a worker holds a mail: longer than every time-out of the transport together. */
export const leaseSeconds = 120

/** Sends the mails that are due until none is. Any number of callers may run at once, on any number of instances. */
export async function deliverDueMails(needs: DeliverNeeds): Promise<void> {
  await deliverDueRows(needs, createMailSender(needs))
}

function createMailSender(needs: DeliverNeeds): Sender<MailTable> {
  return {
    table: (db) => db.tables.outboxMessages,
    leaseSeconds,
    pauses: { firstSeconds: 15, maxSeconds: 3600 },
    erased: { sealedValues: null },
    send: (message) => send(needs, message),
    report: (result) => needs.observe({ kind: 'mail', result }),
  }
}

async function send(needs: DeliverNeeds, message: OutboxMessage): Promise<Delivery> {
  const { recipient, sealedValues } = message
  if (recipient === null || sealedValues === null) return { kind: 'refused', failure: 'nothing to send' }
  const values = needs.secrets.open('mail-values', sealedValues)
  if (values === null) return { kind: 'refused', failure: 'sealed under another SECRET_KEY' }
  const content = { kind: message.kind, values: JSON.parse(values.toString('utf8')) } as Message
  const rendered = tryRender(needs.templates, content, readLanguage(message.language))
  // An operator can correct the template. The next attempt then sends the mail.
  if (rendered === null) return { kind: 'failed', failure: 'template' }
  return needs.transport.send({
    ...rendered,
    messageId: `<${message.id}@${needs.messageIdDomain}>`,
    to: recipient,
    createdAt: message.createdAt,
  })
}

function tryRender(templates: Templates, message: Message, language: Language): RenderedMail | null {
  try {
    return templates.render(message, language)
  } catch {
    return null
  }
}
