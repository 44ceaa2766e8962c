import type { Tracing } from '../platform/tracing.js'
import type { MailTransport } from './smtp.js'

/** Adds a span for each mail. The span has the outcome and nothing of the mail. */
export function traceTransport(transport: MailTransport, tracing: Tracing): MailTransport {
  return {
    async send(mail) {
      const span = tracing.start({ name: 'send mail', kind: 'client' })
      const delivery = await span.run(() => transport.send(mail))
      if (delivery.kind !== 'accepted') span.fail(delivery.failure)
      span.end()
      return delivery
    },
    close: () => transport.close(),
  }
}
