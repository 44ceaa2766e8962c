import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import {
  ChangePasswordDocument,
  ConfirmTotpDocument,
  ContinueSignInDocument,
  LoginDocument,
  LogoutDocument,
  MeDocument,
  RefreshDocument,
  RegisterDocument,
  RequestPasswordResetDocument,
  ResetPasswordDocument,
  StartTotpDocument,
  VerifyTokenDocument,
} from '../../../src/client/generated/operations.js'
import { randomId, randomSecret } from '../../../src/platform/random.js'
import { readRefreshToken } from '../../../src/sessions/refresh-token.js'
import { totpCodeAt } from '../authenticator.js'
import { runSql } from '../stores.js'
import { ask, type Target } from './ask.js'

/** What a client knows; `perhaps` after a mutation that got no answer. */
export type Knowledge = 'no' | 'perhaps' | 'yes'

export interface KnownSession {
  id: string
  access: string
  refresh: string
  generation: number
  hasEnded: Knowledge
}

/** The account of what one person was told. */
export interface Person {
  email: string
  exists: Knowledge
  id: string
  /** One of them is right; two after a change without an answer. */
  passwords: string[]
  sessions: KnownSession[]
  /** A mailed link that was not used yet. */
  resetToken: string | null
  /** Mutations that got no answer. */
  unanswered: { kind: 'register' | 'refresh' | 'logout' | 'password' | 'factor'; session?: KnownSession }[]
  /** The secret of the authenticator app, in base32. Null: none was set up. */
  totpSecret: string | null
}

export interface Load {
  people: Person[]
  /** Resolves when the last request has ended. */
  stop(): Promise<void>
}

export interface LoadOptions {
  workers?: number
  /** People with a mailed link, by {@link seedPeople}. */
  seeded?: Person[]
  /** Milliseconds between two requests of one worker. */
  paceMs?: number
}

export const canary = 'Canary7f3e91'

/** Registers, logs in, refreshes, reads, logs out, resets and changes passwords, as many people at once, until stopped. */
export function startLoad(target: Target, { workers = 6, seeded = [], paceMs = 0 }: LoadOptions = {}): Load {
  const people = [...seeded]
  const waiting = [...seeded]
  let isStopped = false
  const work = async (): Promise<void> => {
    while (!isStopped) {
      const person = waiting.shift() ?? newPerson()
      if (person.exists === 'no') people.push(person)
      await live(target, person, async () => {
        if (paceMs > 0) await pause(paceMs)
        return !isStopped
      })
      // A server that is down refuses in no time.
      if (person.exists === 'no') await pause(20)
    }
  }
  const running = Array.from({ length: workers }, work)
  return {
    people,
    async stop() {
      isStopped = true
      await Promise.all(running)
    },
  }
}

export function newPerson(): Person {
  const email = `${randomId()}@example.com`
  const passwords = [newPassword()]
  return { email, exists: 'no', id: '', passwords, sessions: [], resetToken: null, unanswered: [], totpSecret: null }
}

/** Registered people who each hold a link that resets the password, written past the mail. */
export async function seedPeople(target: Target, databaseUrl: string, count: number): Promise<Person[]> {
  const people = Array.from({ length: count }, newPerson)
  for (const person of people) await register(target, person)
  for (const person of people) await plantLink(databaseUrl, person)
  return people
}

export async function plantLink(databaseUrl: string, person: Person): Promise<void> {
  const token = `lk_lt_${randomSecret()}`
  const hash = createHash('sha256').update(token).digest('hex')
  const isFile = databaseUrl.startsWith('file:')
  const expiresAt = isFile ? String(Date.now() + 1_800_000) : `now() + interval '30 minutes'`
  await runSql(
    databaseUrl,
    `insert into link_tokens (key, hash, user_id, email, expires_at)
     values ('reset-password:${person.id}', '${hash}', '${person.id}', '${person.email}', ${expiresAt})`,
  )
  person.resetToken = token
}

/** One life: registration, a dozen operations in a random order, then somebody else's turn. */
async function live(target: Target, person: Person, mayGoOn: () => Promise<boolean>): Promise<void> {
  if (person.exists === 'no') await register(target, person)
  if (person.exists !== 'yes') return
  if (person.resetToken !== null && Math.random() < 0.7) await resetPassword(target, person)
  const operations = [login, refresh, refresh, refresh, me, me, logout, changePassword, requestReset, verifyEnded]
  for (let step = 0; step < 12 && (await mayGoOn()); step += 1) {
    const operate = operations[Math.floor(Math.random() * operations.length)] ?? me
    await operate(target, person)
  }
}

export async function register(target: Target, person: Person): Promise<void> {
  const [password = ''] = person.passwords
  const reply = await ask(target, RegisterDocument, { input: { email: person.email, password } })
  if (reply.kind === 'unsent') return
  person.exists = 'perhaps'
  if (reply.kind !== 'answered') {
    person.unanswered.push({ kind: 'register' })
    return
  }
  takeSession(target, person, reply.data.register)
}

export async function login(target: Target, person: Person): Promise<boolean> {
  const [password = ''] = person.passwords
  const input = { identifier: person.email, password }
  const reply = await ask(target, LoginDocument, { input })
  if (reply.kind !== 'answered' || person.passwords.length > 1) return false
  return takeSession(target, person, reply.data.login)
}

export async function refresh(target: Target, person: Person): Promise<void> {
  const session = pick(person)
  if (session === undefined) return
  const reply = await ask(target, RefreshDocument, { input: { refreshToken: session.refresh } })
  if (reply.kind === 'unavailable' || reply.kind === 'unanswered') person.unanswered.push({ kind: 'refresh', session })
  if (reply.kind !== 'answered') return
  const { refresh: outcome } = reply.data
  if (outcome.__typename !== 'Refreshed') {
    target.tally.violations.push(`a live session was not refreshed: ${JSON.stringify(outcome)}`)
    return
  }
  session.access = outcome.tokens.accessToken
  session.refresh = outcome.tokens.refreshToken ?? ''
  session.generation = readRefreshToken(session.refresh)?.generation ?? 0
}

export async function me(target: Target, person: Person): Promise<void> {
  const session = pick(person)
  if (session === undefined) return
  const reply = await ask(target, MeDocument, {}, session.access)
  if (reply.kind === 'answered' && reply.data.me?.email !== person.email) {
    target.tally.violations.push('a live session was not known')
  }
}

export async function logout(target: Target, person: Person): Promise<void> {
  const session = pick(person)
  if (session === undefined) return
  const reply = await ask(target, LogoutDocument, { input: { refreshToken: session.refresh } })
  if (reply.kind === 'unsent') return
  session.hasEnded = reply.kind === 'answered' ? 'yes' : 'perhaps'
  if (reply.kind !== 'answered') person.unanswered.push({ kind: 'logout', session })
}

export async function changePassword(target: Target, person: Person): Promise<void> {
  const session = pick(person)
  const [currentPassword = '', other] = person.passwords
  if (session === undefined || other !== undefined) return
  const newPasswordText = newPassword()
  const input = { currentPassword, newPassword: newPasswordText, keepOtherSessions: false }
  const reply = await ask(target, ChangePasswordDocument, { input }, session.access)
  const spared = (one: KnownSession) => one === session
  takePassword(target, person, { reply: outcomeOf(reply, 'changePassword'), to: newPasswordText, spared })
}

export async function resetPassword(target: Target, person: Person): Promise<void> {
  const { resetToken: token } = person
  if (token === null || person.passwords.length > 1) return
  const to = newPassword()
  const reply = await ask(target, ResetPasswordDocument, { input: { token, newPassword: to } })
  // What is left of it, the oracle tries.
  if (reply.kind === 'answered') person.resetToken = `used ${token}`
  takePassword(target, person, { reply: outcomeOf(reply, 'resetPassword'), to, spared: () => false })
}

/** Sets an authenticator app up. */
export async function enableTotp(target: Target, person: Person): Promise<void> {
  const session = pick(person)
  if (session === undefined) return
  const started = await ask(target, StartTotpDocument, {}, session.access)
  const setup = started.kind === 'answered' ? started.data.startTotp : null
  if (setup?.__typename !== 'TotpSetup') {
    if (started.kind !== 'answered') person.unanswered.push({ kind: 'factor' })
    return
  }
  const code = totpCodeAt(setup.secret, new Date())
  const confirmed = await ask(target, ConfirmTotpDocument, { input: { code } }, session.access)
  if (confirmed.kind === 'answered') person.totpSecret = setup.secret
  else person.unanswered.push({ kind: 'factor' })
}

/** Signs in with password and code. The code of the enrolment is used up, so it is that of the next step. */
export async function signInWithFactor(target: Target, person: Person): Promise<void> {
  const [password = ''] = person.passwords
  const input = { identifier: person.email, password }
  const begun = await ask(target, LoginDocument, { input })
  const pending = begun.kind === 'answered' ? begun.data.login : null
  if (pending?.__typename !== 'SecondFactorRequired') {
    if (begun.kind !== 'answered') person.unanswered.push({ kind: 'factor' })
    return
  }
  const { signInToken } = pending as unknown as { signInToken: string }
  const totpCode = totpCodeAt(person.totpSecret ?? '', new Date(), 1)
  const reply = await ask(target, ContinueSignInDocument, { input: { signInToken, totpCode } })
  if (reply.kind === 'answered') takeSession(target, person, reply.data.continueSignIn)
  else person.unanswered.push({ kind: 'factor' })
}

async function requestReset(target: Target, person: Person): Promise<void> {
  if (person.resetToken !== null) return
  await ask(target, RequestPasswordResetDocument, { input: { email: person.email } })
}

async function verifyEnded(target: Target, person: Person): Promise<void> {
  const ended = person.sessions.find(({ hasEnded }) => hasEnded === 'yes')
  if (ended === undefined) return
  const reply = await ask(target, VerifyTokenDocument, { token: ended.access })
  if (reply.kind === 'answered' && reply.data.verifyToken.__typename !== 'InvalidToken') {
    target.tally.violations.push('a session that has ended is good')
  }
}

interface PasswordReply {
  reply: { kind: string; outcome: string }
  to: string
  spared(session: KnownSession): boolean
}

function takePassword(target: Target, person: Person, { reply, to, spared }: PasswordReply): void {
  if (reply.kind === 'unsent') return
  const isDone = reply.kind === 'answered'
  if (isDone && !['PasswordChanged', 'PasswordReset'].includes(reply.outcome)) {
    target.tally.violations.push(`a password was not changed: ${reply.outcome}`)
    return
  }
  person.passwords = isDone ? [to] : [...person.passwords, to]
  if (!isDone) person.unanswered.push({ kind: 'password' })
  const others = person.sessions.filter((session) => !spared(session) && session.hasEnded !== 'yes')
  for (const session of others) session.hasEnded = isDone ? 'yes' : 'perhaps'
}

function outcomeOf(reply: { kind: string; data?: object }, field: string): { kind: string; outcome: string } {
  const data = reply.data as Record<string, { __typename: string } | undefined> | undefined
  return { kind: reply.kind, outcome: data?.[field]?.__typename ?? 'none' }
}

/** False, and a violation, when nobody was signed in. */
export function takeSession(target: Target, person: Person, outcome: { __typename: string }): boolean {
  if (outcome.__typename !== 'SignedIn') {
    target.tally.violations.push(`a right password gave ${JSON.stringify(outcome)}`)
    return false
  }
  const { user, session, tokens } = outcome as unknown as {
    user: { id: string }
    session: { id: string }
    tokens: { accessToken: string; refreshToken: string }
  }
  person.exists = 'yes'
  person.id = user.id
  const generation = readRefreshToken(tokens.refreshToken)?.generation ?? 0
  const { accessToken: access, refreshToken } = tokens
  person.sessions.push({ id: session.id, access, refresh: refreshToken, generation, hasEnded: 'no' })
  return true
}

function pick({ sessions }: Person): KnownSession | undefined {
  const live = sessions.filter(({ hasEnded }) => hasEnded === 'no')
  return live[Math.floor(Math.random() * live.length)]
}

function newPassword(): string {
  return `${canary} ${randomSecret()}`
}
