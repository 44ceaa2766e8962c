import { type DeliverNeeds, deliverDueMails } from '../mail/deliver.js'
import type { Job } from './run-jobs.js'

/** Number of workers. A mail that stalls delays one of them. */
const workers = 5

/** Sends the mails of the outbox, shortly after the change that they report. */
export function deliverMail(needs: DeliverNeeds): Job[] {
  return Array.from({ length: workers }, (_, place) => ({
    name: `deliver-mail-${place + 1}`,
    everySeconds: 1,
    run: () => deliverDueMails(needs),
  }))
}
