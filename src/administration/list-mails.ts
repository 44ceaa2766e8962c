import { type MailState, type ShownMail, viewMail } from '../mail/mail-view.js'
import type { Secrets } from '../platform/secrets.js'
import type { Store } from '../store/engine/store.js'
import { type MessagePosition, selectMessagePage } from '../store/mails.js'
import type { OutboxMessage } from '../store/tables/mails.js'
import type { InvalidArgument, Page, PageArguments } from './list-page.js'
import { readList } from './read-list.js'

export interface ListMailsInput extends PageArguments {
  /** Null: every state. */
  state?: MailState | null
}

export interface MailConnection extends Page<ShownMail> {
  kind: 'mails'
}

/** A page of the mails that wait, and of those that ended in the time of MAIL_RETENTION, the newest first. */
export async function listMails(
  needs: { store: Store; secrets: Secrets },
  { state = null, ...given }: ListMailsInput,
): Promise<MailConnection | InvalidArgument> {
  const stored = state === null ? null : state.toLowerCase()
  const page = await readList(needs, given, {
    scope: { list: 'mails', state },
    placeOf: ({ createdAt, id }: OutboxMessage) => [createdAt.getTime(), id],
    readPlace: ([createdAt, id]: [number, string]): MessagePosition => ({ createdAt: new Date(createdAt), id }),
    read: async (rows) => selectMessagePage(needs.store.read, { ...rows, state: stored }),
    view: viewMail,
  })
  return 'kind' in page ? page : { kind: 'mails', ...page }
}
