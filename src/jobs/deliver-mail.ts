import { type DeliverNeeds, deliverDueMails } from '../mail/deliver.js'
import type { Job } from './run-jobs.js'

/** As many mails are on their way at once; one that stalls holds up one of these. */
const workers = 5

/** Sends the mails of the outbox, soon after the change they speak of. */
export function deliverMail(needs: DeliverNeeds): Job[] {
  return Array.from({ length: workers }, (_, place) => ({
    name: `deliver-mail-${place + 1}`,
    everySeconds: 1,
    run: () => deliverDueMails(needs),
  }))
}
