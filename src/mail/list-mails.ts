import type { Store } from '../store/engine/store.js'
import { type MessagePage, selectMessagePage } from '../store/mails.js'
import { type MailState, type ShownMail, viewMail } from './mail-view.js'

export interface MailPage extends Omit<MessagePage, 'state'> {
  /** Null: every state. */
  state: MailState | null
}

export interface Mails {
  /** In the order of the page. */
  mails: ShownMail[]
  /** Whether there are more mails behind the last one. */
  hasMore: boolean
}

/** A page of the mails that wait, and of those that ended in the time of MAIL_RETENTION. */
export async function listMails({ store }: { store: Store }, { state, max, ...page }: MailPage): Promise<Mails> {
  const stored = state === null ? null : state.toLowerCase()
  const rows = await selectMessagePage(store.read, { ...page, state: stored, max: max + 1 })
  return { mails: rows.slice(0, max).map(viewMail), hasMore: rows.length > max }
}
