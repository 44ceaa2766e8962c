import { expect } from 'vitest'
import {
  LoginDocument,
  RefreshDocument,
  ResetPasswordDocument,
  VerifyTokenDocument,
} from '../../../src/client/generated/operations.js'
import { runSql } from '../stores.js'
import { ask, newTally, type Target } from './ask.js'
import { canary, type KnownSession, type Person } from './load.js'

export interface Scene {
  target: Target
  databaseUrl: string
  /** Those who have been at work since the last look. */
  people: readonly Person[]
  /** Everything the processes have written. */
  output?: string
}

/** Rows that cannot be there if every change is stored completely or not at all. Each gives none. */
const orphans: Readonly<Record<string, string>> = {
  'users without a password':
    'select u.id from users u left join password_credentials c on c.user_id = u.id where c.user_id is null',
  'users without a profile':
    'select u.id from users u left join profiles p on p.user_id = u.id where p.user_id is null',
  'users without a record':
    "select u.id from users u left join audit_events a on a.user_id = u.id and a.kind = 'user.created' where a.id is null",
  'passwords without a user':
    'select c.user_id from password_credentials c left join users u on u.id = c.user_id where u.id is null',
  'sessions without a user': 'select s.id from sessions s left join users u on u.id = s.user_id where u.id is null',
  'sessions without a record': `select s.id from sessions s left join audit_events a
    on a.session_id = s.id and a.kind in ('user.created', 'session.created') where a.id is null`,
  'sessions that have half ended': 'select id from sessions where (ended_at is null) <> (end_reason is null)',
  'endings without a record': `select s.id from sessions s left join audit_events a
    on a.user_id = s.user_id and a.kind in ('session.ended', 'password.changed', 'password.reset') where s.ended_at is not null and a.id is null`,
  'links without a user': 'select l.key from link_tokens l left join users u on u.id = l.user_id where u.id is null',
  'mails without a user':
    'select m.id from outbox_messages m left join users u on u.email = m.recipient where u.id is null and m.recipient is not null',
  // Only proven addresses get notices.
  'changes of password without a mail': `select a.id from audit_events a
    join users u on u.id = a.user_id and u.email_verified_at is not null
    left join outbox_messages m on m.recipient = u.email and m.kind in ('password-changed', 'password-reset')
    where a.kind in ('password.changed', 'password.reset') and m.id is null`,
  'authenticator apps without recovery codes': `select t.user_id from totp_credentials t
    left join recovery_codes r on r.user_id = t.user_id where r.id is null`,
  'recovery codes without a factor': `select r.user_id from recovery_codes r
    left join totp_credentials t on t.user_id = r.user_id left join passkeys p on p.user_id = r.user_id
    where t.user_id is null and p.id is null`,
  'authenticator apps without a record': `select t.user_id from totp_credentials t
    left join audit_events a on a.user_id = t.user_id and a.kind = 'factor.added' where a.id is null`,
  'authenticator apps beside their set-up': `select t.user_id from totp_credentials t
    join totp_setups s on s.user_id = t.user_id`,
  'sessions of two factors whose sign-in still waits': `select s.id from sessions s
    join pending_sign_ins p on p.user_id = s.user_id and p.created_at <= s.created_at
    where s.assurance = 'AAL2' and s.methods = 'PASSWORD TOTP'`,
  'more than one signing key': 'select sequence from signing_keys where sequence > 1',
}

const postgresTrouble: Readonly<Record<string, string>> = {
  'idle transactions': `select pid from pg_stat_activity where datname = current_database()
    and state like 'idle in transaction%' and now() - state_change > interval '10 seconds'`,
  'advisory locks': `select pid from pg_locks where locktype = 'advisory'
    and database = (select oid from pg_database where datname = current_database())`,
}

/** What is left to be told apart by those who got no answer. */
export interface Verdict {
  /** Mutations without an answer that were carried out. */
  carriedOut: number
  /** And those that were not. */
  undone: number
}

/** Fails when the database, or the server on it, contradicts what was acknowledged. */
export async function expectIntact(scene: Scene): Promise<Verdict> {
  const violations = [...scene.target.tally.violations, ...(await checkDatabase(scene.databaseUrl))]
  const verdict: Verdict = { carriedOut: 0, undone: 0 }
  const stored = await readStored(scene.databaseUrl)
  for (const person of scene.people) {
    if (person.exists === 'no') continue
    const check = { ...scene, violations, stored, verdict }
    checkSessions(check, person)
    await checkPerson(check, person)
  }
  if (scene.output?.includes(canary)) violations.push('a password is in the log')
  expect(violations).toEqual([])
  return verdict
}

/** Also for a database that no server runs on. */
export async function checkDatabase(databaseUrl: string): Promise<string[]> {
  const isFile = databaseUrl.startsWith('file:')
  const violations: string[] = []
  for (const [name, statement] of Object.entries({ ...orphans, ...(isFile ? {} : postgresTrouble) })) {
    const rows = await runSql(databaseUrl, statement)
    if (rows.length > 0) violations.push(`${rows.length} ${name}: ${JSON.stringify(rows.slice(0, 3))}`)
  }
  if (isFile) {
    const integrity = await runSql(databaseUrl, 'pragma integrity_check')
    if (JSON.stringify(integrity) !== '[{"integrity_check":"ok"}]') violations.push(JSON.stringify(integrity))
    const dangling = await runSql(databaseUrl, 'pragma foreign_key_check')
    if (dangling.length > 0) violations.push(`dangling: ${JSON.stringify(dangling)}`)
  }
  return violations
}

interface StoredSession {
  id: string
  generation: number
  ended_at: unknown
}

interface Stored {
  sessions: Map<string, StoredSession>
  emails: Set<string>
}

interface Check extends Scene {
  violations: string[]
  stored: Stored
  verdict: Verdict
}

async function readStored(databaseUrl: string): Promise<Stored> {
  const sessions = (await runSql(databaseUrl, 'select id, generation, ended_at from sessions')) as StoredSession[]
  const users = (await runSql(databaseUrl, 'select email from users')) as { email: string }[]
  return {
    sessions: new Map(sessions.map((session) => [session.id, session])),
    emails: new Set(users.map(({ email }) => email)),
  }
}

function checkSessions({ violations, stored, verdict }: Check, person: Person): void {
  for (const session of person.sessions) {
    const violation = findViolation(session, stored.sessions.get(session.id))
    if (violation !== null) violations.push(violation)
  }
  for (const one of person.unanswered) {
    if (one.kind === 'factor') continue
    if (one.kind !== 'password') count(verdict, isDone(one, stored, person))
  }
}

function isDone({ kind, session }: Person['unanswered'][number], stored: Stored, { email }: Person): boolean {
  if (kind === 'register') return stored.emails.has(email)
  const row = stored.sessions.get(session?.id ?? '')
  return kind === 'logout' ? hasEnded(row) : (row?.generation ?? 0) > (session?.generation ?? 0)
}

function findViolation(session: KnownSession, row: StoredSession | undefined): string | null {
  if (row === undefined) return 'tokens were handed out for a session that is not stored'
  if (row.generation < session.generation) return 'a refresh that was acknowledged is not stored'
  if (session.hasEnded === 'yes' && !hasEnded(row)) return 'an ended session lives again'
  return session.hasEnded === 'no' && hasEnded(row) ? 'a session ended by itself' : null
}

function hasEnded(row: StoredSession | undefined): boolean {
  return row !== undefined && row.ended_at !== null
}

function count(verdict: Verdict, wasDone: boolean): void {
  if (wasDone) verdict.carriedOut += 1
  else verdict.undone += 1
}

/** Through the server: the password, one session of each kind, and the link. */
async function checkPerson(check: Check, person: Person): Promise<void> {
  const target = { ...check.target, tally: newTally() }
  const { violations, stored } = check
  const isStored = stored.emails.has(person.email)
  if (person.exists === 'yes' && !isStored) violations.push('a registration that was acknowledged is not stored')
  const right: boolean[] = []
  for (const password of person.passwords) right.push(await isRight(target, person, password))
  const rightOnes = right.filter(Boolean).length
  if (rightOnes !== (isStored ? 1 : 0)) violations.push(`${rightOnes} of ${right.length} passwords are right`)
  if (person.unanswered.some(({ kind }) => kind === 'password')) count(check.verdict, right.at(-1) === true)
  const of = (known: KnownSession['hasEnded']) => person.sessions.find(({ hasEnded }) => hasEnded === known)
  await checkEnded(check, target, of('yes'))
  await checkLive(check, target, of('no'))
  if (person.resetToken?.startsWith('used ')) await checkUsedLink(check, target, person.resetToken.slice(5))
  violations.push(...target.tally.violations)
}

async function isRight(target: Target, { email }: Person, password: string): Promise<boolean> {
  const reply = await ask(target, LoginDocument, { input: { identifier: email, password } })
  if (reply.kind !== 'answered') throw new Error(`The server is not there for the check: ${reply.kind}`)
  return ['SignedIn', 'SecondFactorRequired'].includes(reply.data.login.__typename)
}

async function checkEnded({ violations }: Check, target: Target, session: KnownSession | undefined): Promise<void> {
  if (session === undefined) return
  const access = await ask(target, VerifyTokenDocument, { token: session.access })
  const isGood = access.kind === 'answered' && access.data.verifyToken.__typename === 'InvalidToken'
  const refresh = await ask(target, RefreshDocument, { input: { refreshToken: session.refresh } })
  const isEnded = refresh.kind === 'answered' && refresh.data.refresh.__typename === 'SessionEnded'
  if (!isGood || !isEnded) violations.push('a session that was ended can be used')
}

/** With the token that was acknowledged last: an answer that got lost signs nobody out. */
async function checkLive({ violations }: Check, target: Target, session: KnownSession | undefined): Promise<void> {
  if (session === undefined) return
  const reply = await ask(target, RefreshDocument, { input: { refreshToken: session.refresh } })
  const isRefreshed = reply.kind === 'answered' && reply.data.refresh.__typename === 'Refreshed'
  if (!isRefreshed) violations.push(`a live session cannot be refreshed: ${JSON.stringify(reply)}`)
}

async function checkUsedLink({ violations }: Check, target: Target, token: string): Promise<void> {
  const reply = await ask(target, ResetPasswordDocument, { input: { token, newPassword: 'another long one 1' } })
  const isRefused = reply.kind === 'answered' && reply.data.resetPassword.__typename === 'InvalidToken'
  if (!isRefused) violations.push('a link works twice')
}
