import type { Settings } from '../config/settings.js'
import { listMails } from '../mail/list-mails.js'
import type { MailState, ShownMail } from '../mail/mail-view.js'
import { type RetryMailOutcome, retryMail } from '../mail/retry-mail.js'
import { systemClock } from '../platform/clock.js'
import type { Log } from '../platform/log.js'
import type { Store } from '../store/engine/store.js'
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

async function listRefused(store: Store): Promise<string[]> {
  const ids: string[] = []
  let position: ShownMail['position'] | null = null
  while (true) {
    const page = { state: 'FAILED', position, direction: 'oldestFirst', max: pageSize } as const
    const { mails, hasMore } = await listMails({ store }, page)
    ids.push(...mails.map(({ id }) => id))
    position = mails.at(-1)?.position ?? null
    if (!hasMore) return ids
  }
}

/** The newest first, without what they say. */
export async function listStoredMails(
  settings: Settings,
  { state, max }: { state: MailState | null; max: number },
  log: Log,
): Promise<Omit<ShownMail, 'position'>[]> {
  await using store = await openDatabase(settings, log)
  const { mails } = await listMails({ store }, { state, max, position: null, direction: 'newestFirst' })
  return mails.map(({ position: _, ...mail }) => mail)
}
