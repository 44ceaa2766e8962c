import { failSpan, runInside, startSpan } from '../platform/tracing.js'
import type { MailTransport } from './smtp.js'

/** Adds a span for each mail. The span has the outcome and nothing of the mail. */
export function traceTransport(transport: MailTransport): MailTransport {
  return {
    async send(mail) {
      const span = startSpan({ name: 'send mail', kind: 'client' })
      const delivery = await runInside(span, () => transport.send(mail))
      if (delivery.kind !== 'accepted') failSpan(span, delivery.failure)
      span.end()
      return delivery
    },
    close: () => transport.close(),
  }
}
