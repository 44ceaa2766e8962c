import type { Clock } from '../platform/clock.js'
import { addSeconds, secondsUntil } from '../platform/durations.js'
import type { Observe } from '../platform/observation.js'
import { randomBetween } from '../platform/random.js'
import type { Language } from '../platform/request-metadata.js'
import type { Secrets } from '../platform/secrets.js'
import type { Store } from '../store/engine/store.js'
import { claimDueMessage, hasDueMessage, postponeMessage, settleMessage } from '../store/outbox.js'
import type { OutboxMessage } from '../store/tables/outbox.js'
import type { Message } from './messages.js'
import type { Delivery, MailTransport } from './smtp.js'
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

/** Longer than every time-out of the transport together: a message is not taken again while it is being sent. */
const leaseSeconds = 120
const firstPauseSeconds = 15
const longestPauseSeconds = 3600

/**
 * Sends what is due, one message after the other, until nothing is. Several callers, on one instance or on many, share
 * the work: each message is leased by one of them, and one that stalls holds up nobody else.
 */
export async function deliverDueMessages(needs: DeliverNeeds): Promise<void> {
  const { store, clock } = needs
  while (await hasDueMessage(store.read, clock.now())) {
    const now = clock.now()
    const lease = { now, until: addSeconds(now, leaseSeconds) }
    const message = await store.transaction((tx) => claimDueMessage(tx, lease))
    // Null: another worker was quicker, and the next look finds the message after it.
    if (message !== null) await deliver(needs, message)
  }
}

async function deliver(needs: DeliverNeeds, message: OutboxMessage): Promise<void> {
  if (message.expiresAt <= needs.clock.now()) return settle(needs, message, { state: 'dropped', failure: 'expired' })
  const delivery = await send(needs, message)
  if (delivery.kind === 'accepted') return settle(needs, message, { state: 'sent', failure: null })
  if (delivery.kind === 'refused') return settle(needs, message, { state: 'failed', failure: delivery.failure })
  const now = needs.clock.now()
  const nextAttemptAt = addSeconds(now, pauseSeconds(message.attempts, secondsUntil(message.expiresAt, now)))
  await needs.store.transaction((tx) => postponeMessage(tx, message, { failure: delivery.failure, nextAttemptAt }))
  needs.observe({ kind: 'mail', result: 'postponed' })
}

async function settle(
  { store, clock, observe }: DeliverNeeds,
  message: OutboxMessage,
  end: { state: 'sent' | 'failed' | 'dropped'; failure: string | null },
): Promise<void> {
  await store.transaction((tx) => settleMessage(tx, message, { ...end, now: clock.now() }))
  observe({ kind: 'mail', result: end.state })
}

async function send(needs: DeliverNeeds, message: OutboxMessage): Promise<Delivery> {
  const values = message.sealedValues === null ? null : needs.secrets.open('mail-values', message.sealedValues)
  if (values === null) return { kind: 'refused', failure: 'sealed under another SECRET_KEY' }
  const content = { kind: message.kind, values: JSON.parse(values.toString('utf8')) } as Message
  const rendered = tryRender(needs.templates, content, message.language as Language)
  // An operator's template can fail; mended, it lets the mail go.
  if (rendered === null) return { kind: 'failed', failure: 'template' }
  return needs.transport.send({
    ...rendered,
    messageId: `<${message.id}@${needs.messageIdDomain}>`,
    to: message.recipient,
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

/**
 * Doubles with every attempt, with jitter, so that an outage does not end in a stampede; but never so long that a mail
 * of short life misses the end of the outage.
 */
function pauseSeconds(attempts: number, lifeSeconds: number): number {
  const longest = Math.min(firstPauseSeconds * 2 ** (attempts - 1), longestPauseSeconds, lifeSeconds / 4)
  return randomBetween(longest / 2, longest)
}
