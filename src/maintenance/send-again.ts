import type { Settings } from '../config/settings.js'
import { type MailState, type ShownMail, viewMail } from '../mail/mail-view.js'
import { type RetryMailOutcome, retryMail } from '../mail/retry-mail.js'
import { systemClock } from '../platform/clock.js'
import type { Log } from '../platform/log.js'
import type { Store } from '../store/engine/store.js'
import { type MessagePosition, selectMessagePage } from '../store/mails.js'
import type { OutboxMessage } from '../store/tables/mails.js'
import { openDatabase } from './open-database.js'
import { operator } from './operator.js'

export interface Retried {
  mailId: string
  outcome: RetryMailOutcome['kind']
}

/** Has mails sent again by the servers that run. Null: every mail that was refused and has not expired. */
export async function sendAgain(settings: Settings, ids: readonly string[] | null, log: Log): Promise<Retried[]> {
  await using store = await openDatabase(settings, log)
  const retried: Retried[] = []
  for (const mailId of ids ?? (await listRefused(store))) {
    const { kind } = await retryMail({ store, clock: systemClock }, { mailId }, operator)
    if (ids !== null || kind === 'mailRetried') retried.push({ mailId, outcome: kind })
  }
  return retried
}

const pageSize = 500

async function listRefused({ read }: Store): Promise<string[]> {
  const ids: string[] = []
  let position: MessagePosition | null = null
  while (true) {
    const page = { state: 'failed', position, direction: 'oldestFirst', max: pageSize } as const
    const rows: OutboxMessage[] = await selectMessagePage(read, page)
    ids.push(...rows.map(({ id }) => id))
    position = rows.at(-1) ?? null
    if (rows.length < pageSize) return ids
  }
}

/** The newest first, without what they say. Null: mails of every state. */
export async function listStoredMails(
  settings: Settings,
  { state, max }: { state: MailState | null; max: number },
  log: Log,
): Promise<ShownMail[]> {
  await using store = await openDatabase(settings, log)
  const stored = state === null ? null : state.toLowerCase()
  const rows = await selectMessagePage(store.read, { state: stored, max, position: null, direction: 'newestFirst' })
  return rows.map(viewMail)
}
