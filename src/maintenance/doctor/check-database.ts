import { requireRootKeys } from '../../config/secret-key.js'
import type { Settings } from '../../config/settings.js'
import type { Clock } from '../../platform/clock.js'
import { secondsUntil } from '../../platform/durations.js'
import type { Log } from '../../platform/log.js'
import { createSecrets } from '../../platform/secrets.js'
import { inspectDatabase } from '../../store/engine/inspect.js'
import { postgresOptionsOf } from '../../store/engine/postgres-options.js'
import type { DatabaseState, Store } from '../../store/engine/store.js'
import { findBacklog } from '../../store/outbox.js'
import { listSigningKeys } from '../../store/signing-keys.js'
import { openDatabase } from '../open-database.js'
import { checkPasswords } from './check-passwords.js'
import { type Finding, fault, ok, reasonOf, warning } from './finding.js'

const check = 'database'
/** Tokens are accepted for two minutes around their times; half a minute leaves room for other machines. */
const maxClockDifferenceSeconds = 30
const maxOverdueSeconds = 600

interface Needs {
  log: Log
  clock: Clock
}

export async function checkDatabase(settings: Settings, needs: Needs): Promise<Finding[]> {
  try {
    const state = await inspectDatabase(settings.DATABASE_URL, postgresOptionsOf(settings))
    const clockFindings = checkClock(state, needs.clock)
    if (state.isEmpty)
      return [ok(check, 'The database is empty. The first start creates its tables.'), ...clockFindings]
    if (state.pending.length > 0) return [behind(state), ...clockFindings]
    await using store = await openDatabase(settings, needs.log)
    return [ok(check, 'The database is up to date.'), ...clockFindings, ...(await checkRows(store, settings, needs))]
  } catch (error) {
    return [fault(check, reasonOf(error), remedyOf(reasonOf(error)))]
  }
}

function behind({ pending }: DatabaseState): Finding {
  return warning(
    check,
    `The next start applies ${pending.length} migrations.`,
    'Make a backup. Then start the server, or run: latchkey db migrate',
  )
}

function checkClock({ now }: DatabaseState, clock: Clock): Finding[] {
  if (now === null) return []
  const seconds = Math.round(Math.abs(clock.now().getTime() - now.getTime()) / 1000)
  if (seconds <= maxClockDifferenceSeconds) return [ok('clock', 'This machine and the database agree about the time.')]
  const found = `This machine and the database differ by ${seconds} seconds.`
  return [fault('clock', found, 'Synchronise the clocks of both machines, for example with NTP.')]
}

async function checkRows(store: Store, settings: Settings, needs: Needs): Promise<Finding[]> {
  const { log, clock } = needs
  return [await checkSealedKeys(store, settings, log), await checkPasswords(store), await checkOutbox(store, clock)]
}

async function checkSealedKeys(store: Store, settings: Settings, log: Log): Promise<Finding> {
  const secrets = createSecrets(requireRootKeys(settings, log))
  const rows = await listSigningKeys(store.read)
  const closed = rows.filter(({ sealedPrivateKey }) => secrets.open('signing-key', sealedPrivateKey) === null)
  if (closed.length === 0) return ok('signing keys', `SECRET_KEY opens all ${rows.length} signing keys.`)
  return fault(
    'signing keys',
    'SECRET_KEY is not the key that this database was written with.',
    'Restore that key, or add it to SECRET_KEY after the newer one, with a comma.',
  )
}

/** Whether mails are sent in time. */
export async function checkOutbox(store: Store, clock: Clock): Promise<Finding> {
  const now = clock.now()
  const { waiting, dueSince } = await findBacklog(store.read, store.read.tables.outboxMessages, { now, max: 10_000 })
  const overdueSeconds = dueSince === null ? 0 : secondsUntil(now, dueSince)
  if (overdueSeconds <= maxOverdueSeconds) return ok('outbox', `${waiting} mails wait, and none of them for long.`)
  const found = `${waiting} mails wait, one of them for ${Math.round(overdueSeconds / 60)} minutes after it was due.`
  return fault('outbox', found, 'Start a server: it sends the mails. If one runs, read its log for the reason.')
}

const remedies: readonly [reason: RegExp, remedy: string][] = [
  [/newer than this program/, 'Install the version of Latchkey that last ran on this database, or a later one.'],
  [/in another form/, 'Restore the original program files, or restore the database from a backup.'],
  [/part of a copy/, 'Run latchkey db copy again, to its end.'],
  [/not a database|malformed/, 'Restore the file from a backup.'],
  [/is empty|-wal/, 'Restore the database from a backup, or remove the rest of it to begin anew.'],
  [/ECONNREFUSED|ETIMEDOUT|timeout/, 'Start PostgreSQL, and check host and port of DATABASE_URL.'],
  [/ENOTFOUND|EAI_AGAIN/, 'Correct the host of DATABASE_URL, or the DNS that this machine asks.'],
  [/password authentication|role ".*" does not exist/, 'Correct the user and the password of DATABASE_URL.'],
  [/database ".*" does not exist/, 'Create the database, or correct its name in DATABASE_URL.'],
  [/permission denied|readonly|cannot write|EACCES/, 'Let the user of the server read and write the database.'],
]

function remedyOf(reason: string): string {
  return remedies.find(([pattern]) => pattern.test(reason))?.[1] ?? 'Correct what the database says, or DATABASE_URL.'
}
