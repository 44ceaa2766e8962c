import type { Clock } from '../platform/clock.js'
import type { Administrator } from '../roles/set-roles.js'
import type { Store } from '../store/engine/store.js'
import { listMails, type MailPage, type Mails } from './list-mails.js'
import { type RetryMailOutcome, retryMail } from './retry-mail.js'

/** The part of `AuthService` for mails that wait, and for those that ended. */
export interface MailService {
  /** A page of mails, without what they say. */
  mails(page: MailPage): Promise<Mails>
  /** Has a mail sent again that was refused, or that waits for a later attempt. */
  retryMail(input: { mailId: string }, administrator: Administrator): Promise<RetryMailOutcome>
}

export function createMailService(needs: { store: Store; clock: Clock }): MailService {
  return {
    mails: (page) => listMails(needs, page),
    retryMail: (input, administrator) => retryMail(needs, input, administrator),
  }
}
