import { isCarriedInClear, isLocalName } from '../config/public-url.js'
import type { Settings } from '../config/settings.js'
import type { Clock } from '../platform/clock.js'
import { addSeconds } from '../platform/durations.js'
import { administratorRole } from '../roles/permissions.js'
import { listAuditPage } from '../store/audit-pages.js'
import type { Store } from '../store/engine/store.js'
import { selectMessagePage } from '../store/mails.js'
import { hasOtherHolder } from '../store/roles.js'
import { listSigningKeys } from '../store/signing-keys.js'
import { rotationOf } from '../tokens/publish-key.js'
import { checkOutbox } from './doctor/check-database.js'

/** Something that an operator should know or do. */
export interface Advice {
  /** Stays the same while the reason stays. */
  id: AdviceId
  severity: 'FAULT' | 'WARNING' | 'NOTE'
  /** What is so, and what to do. Contains no secret. */
  message: string
  /** The page of the documentation that says more. */
  link: string
}

export type AdviceId =
  | 'mail-overdue'
  | 'mail-refused'
  | 'mail-to-files'
  | 'public-url-in-clear'
  | 'no-administrator'
  | 'signing-key-due'
  | 'secret-key-retired'
  | 'backup-never-seen'
  | 'backup-old'

export interface AdviceNeeds {
  store: Store
  clock: Clock
  settings: Settings
}

type Check = (needs: AdviceNeeds) => Promise<Advice | null>

/** The most severe first. */
export async function advise(needs: AdviceNeeds): Promise<Advice[]> {
  const found = await Promise.all(checks.map((check) => check(needs)))
  const order = ['FAULT', 'WARNING', 'NOTE']
  return found.filter((advice) => advice !== null).sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))
}

async function checkOverdueMail({ store, clock }: AdviceNeeds): Promise<Advice | null> {
  const { state, found, remedy } = await checkOutbox(store, clock)
  if (state === 'ok') return null
  return { id: 'mail-overdue', severity: 'FAULT', message: `${found} ${remedy}`, link: 'docs/mail.md' }
}

async function checkRefusedMail({ store, clock }: AdviceNeeds): Promise<Advice | null> {
  const page = { state: 'failed', position: null, direction: 'newestFirst', max: 1 } as const
  const [newest] = await selectMessagePage(store.read, page)
  if (newest === undefined || newest.createdAt < addSeconds(clock.now(), -86_400)) return null
  const message = `The mail server has refused a mail (${newest.lastFailure}). Read its log; then: latchkey mails retry --failed`
  return { id: 'mail-refused', severity: 'WARNING', message, link: 'docs/mail.md' }
}

async function checkMailFiles({ settings }: AdviceNeeds): Promise<Advice | null> {
  if (settings.SMTP_URL !== null) return null
  const severity = isForOthers(settings) ? 'FAULT' : 'NOTE'
  const message = 'Mails are written to files, because SMTP_URL is not set. Set it, or users get no mail.'
  return { id: 'mail-to-files', severity, message, link: 'docs/mail.md#smtp' }
}

async function checkPublicUrl({ settings }: AdviceNeeds): Promise<Advice | null> {
  if (!isCarriedInClear(settings)) return null
  const message =
    'PUBLIC_URL is not https: passwords and tokens can be read on their way. Put a proxy with TLS in front, and set it.'
  return { id: 'public-url-in-clear', severity: 'FAULT', message, link: 'docs/operations.md' }
}

async function checkAdministrators({ store }: AdviceNeeds): Promise<Advice | null> {
  if (await hasOtherHolder(store.read, { role: administratorRole, exceptUserId: null })) return null
  const message = 'There is no administrator. Name one: latchkey users grant ada@example.com administrator'
  return { id: 'no-administrator', severity: 'WARNING', message, link: 'docs/administration.md' }
}

/** A server publishes the next key within a minute, so a later one means that no server runs this job. */
async function checkSigningKey({ store, clock }: AdviceNeeds): Promise<Advice | null> {
  const newest = (await listSigningKeys(store.read)).at(-1)
  if (newest === undefined || rotationOf(newest) > addSeconds(clock.now(), -3600)) return null
  const message = 'The next signing key is due and was not published. Read the log of the job rotate-keys.'
  return { id: 'signing-key-due', severity: 'WARNING', message, link: 'docs/tokens.md#signing-keys' }
}

async function checkSecretKeys({ settings }: AdviceNeeds): Promise<Advice | null> {
  if (settings.SECRET_KEY.length < 2) return null
  const message =
    'SECRET_KEY still lists an older key. Run latchkey secrets rotate, and remove the key when its last use has expired.'
  return { id: 'secret-key-retired', severity: 'NOTE', message, link: 'docs/tokens.md#rotation-of-secret_key' }
}

const maxBackupDays = 7

async function checkBackup({ store, clock, settings }: AdviceNeeds): Promise<Advice | null> {
  const filter = { kinds: ['database.backed-up'] }
  const [newest] = await listAuditPage(store.read, { filter, position: null, direction: 'newestFirst', max: 1 })
  const link = 'docs/operations.md#backup-and-restore'
  const severity = isForOthers(settings) ? 'WARNING' : 'NOTE'
  if (newest === undefined) {
    const message = 'No backup by latchkey db backup was ever made. Make one each day, and try to restore it.'
    return { id: 'backup-never-seen', severity, message, link }
  }
  if (newest.at > addSeconds(clock.now(), -maxBackupDays * 86_400)) return null
  const message = `The last backup by latchkey db backup is from ${newest.at.toISOString()}. Make one each day.`
  return { id: 'backup-old', severity, message, link }
}

/** Whether people on other machines use the server. */
function isForOthers({ PUBLIC_URL }: Settings): boolean {
  return !isLocalName(new URL(PUBLIC_URL).hostname)
}

const checks: readonly Check[] = [
  checkOverdueMail,
  checkRefusedMail,
  checkMailFiles,
  checkPublicUrl,
  checkAdministrators,
  checkSigningKey,
  checkSecretKeys,
  checkBackup,
]
