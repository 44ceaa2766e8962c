import { type DeliverNeeds, deliverDueMails } from '../mail/deliver.js'
import type { Job } from './run-jobs.js'

/** How many mails an instance sends at once. A receiver that stalls blocks one of the workers. */
const workers = 5

/** Sends the mails of the outbox, about a second after the change that they are about. */
export function deliverMail(needs: DeliverNeeds): Job[] {
  return Array.from({ length: workers }, (_, place) => ({
    name: `deliver-mail-${place + 1}`,
    everySeconds: 1,
    run: () => deliverDueMails(needs),
  }))
}
