import { record } from '../audit/record.js'
import { enqueueNotice } from '../mail/enqueue.js'
import { checkPassword, type PasswordCheck, type PasswordCheckNeeds } from '../passwords/check-password.js'
import type { InvalidCredentials } from '../passwords/confirm-password.js'
import { findPresentedPasswordIssue } from '../passwords/policy.js'
import { findTextIssue, type InputIssue, type InvalidInput, invalidInput } from '../platform/input-issue.js'
import type { Client } from '../platform/request-metadata.js'
import { findDeviceNameIssue } from '../sessions/device-name.js'
import { type IssueNeeds, type SignedIn, signedIn } from '../sessions/issue-tokens.js'
import { openSession } from '../sessions/open-session.js'
import type { SessionLifetimes } from '../sessions/session-lifetimes.js'
import type { Writer } from '../store/engine/store.js'
import { claimPasswordUse } from '../store/passwords.js'
import type { Session } from '../store/tables/sessions.js'
import { replaceUser } from '../store/users.js'
import { countAttempts, type Throttled, takeAttempt } from '../throttles/take-attempt.js'
import { readIdentifier } from '../users/identifier.js'
import type { RegistrationRules } from '../users/registration-rules.js'

export interface LoginInput {
  /** With @ an e-mail address, else a username. */
  identifier: string
  password: string
  /** Wanted lifetime of the access token in seconds. */
  expiresIn?: number | null
  deviceName?: string | null
}

export type LoginOutcome =
  | SignedIn
  | InvalidCredentials
  | { kind: 'emailNotVerified' }
  | { kind: 'userDisabled' }
  | InvalidInput
  | Throttled

export interface LoginNeeds extends PasswordCheckNeeds, IssueNeeds {
  lifetimes: SessionLifetimes
  registration: RegistrationRules
}

type RightPassword = Extract<PasswordCheck, { kind: 'matches' }>

/** Opens a session for a password. Why a user may not come in is said only after the right one. */
export async function login(needs: LoginNeeds, input: LoginInput, client: Client): Promise<LoginOutcome> {
  const issues = findLoginIssues(needs.lifetimes, input)
  if (issues.length > 0) return invalidInput(issues)
  const key = readIdentifier(input.identifier)
  const { identifier, password } = input
  const typed = key === null ? identifier : Object.values(key).join()
  const check = await checkPassword(needs, { key, typed, password }, client)
  if (check.kind === 'throttled') return check
  const refusal = check.kind === 'mismatch' ? 'wrongPassword' : findRefusalOf(needs, check)
  if (refusal !== null) return refuse(needs, { refusal, check, client })

  const { user } = check as RightPassword
  const attempt = { input, typed, check: check as RightPassword, client }
  const session = await needs.store.transaction((tx) => storeSignIn(tx, needs, attempt))
  return session === null ? { kind: 'invalidCredentials' } : signedIn(needs, session, user)
}

interface Attempt {
  input: LoginInput
  /** The identifier in its canonical form. */
  typed: string
  check: RightPassword
  client: Client
}

/** Null when the password was changed while it was compared: the sessions it opened have ended, this one included. */
async function storeSignIn(tx: Writer, needs: LoginNeeds, attempt: Attempt): Promise<Session | null> {
  const { input, check, client } = attempt
  const now = needs.clock.now()
  const { verified, freshHash, user } = check
  if (!(await claimPasswordUse(tx, verified, { freshHash, now }))) return null
  const session = await openSession(tx, needs.lifetimes, {
    userId: user.id,
    accessLifetimeSeconds: input.expiresIn ?? null,
    deviceName: input.deviceName ?? null,
    client,
    now,
  })
  await noteSignIn(tx, needs, attempt)
  await record(tx, { kind: 'loginSucceeded', userId: user.id, sessionId: session.id }, { client, now })
  return session
}

/** So many wrong passwords shortly before a right one may mean that somebody has guessed it. */
const suspiciousFailures = 5

async function noteSignIn(tx: Writer, needs: LoginNeeds, { check: { user }, typed, client }: Attempt): Promise<void> {
  if (user.language !== client.language) await replaceUser(tx, user.id, { language: client.language })
  const guesses = await countAttempts(tx, needs, { limit: 'loginPerUser', of: typed })
  const isSuspicious = guesses >= suspiciousFailures
  if (!isSuspicious) return
  const throttled = await takeAttempt(tx, needs, { subjects: [{ limit: 'noticePerUser', of: user.id }], client })
  if (throttled === null) await enqueueNotice(tx, needs, { kind: 'sign-in-after-failures', user, client })
}

type Refusal = 'wrongPassword' | 'emailNotVerified' | 'userDisabled'

function findRefusalOf({ registration }: LoginNeeds, { user }: RightPassword): Refusal | null {
  if (user.disabledAt !== null) return 'userDisabled'
  const isUnproven = registration.emailVerification === 'required' && user.emailVerifiedAt === null
  return isUnproven ? 'emailNotVerified' : null
}

interface Refused {
  refusal: Refusal
  check: Exclude<PasswordCheck, Throttled>
  client: Client
}

async function refuse(needs: LoginNeeds, { refusal, check, client }: Refused): Promise<LoginOutcome> {
  const now = needs.clock.now()
  const event = { kind: 'loginFailed', userId: check.user?.id ?? null, reason: refusal } as const
  await needs.store.transaction((tx) => record(tx, event, { client, now }))
  return { kind: refusal === 'wrongPassword' ? 'invalidCredentials' : refusal }
}

function findLoginIssues({ longestAccessSeconds }: SessionLifetimes, input: LoginInput): InputIssue[] {
  const { identifier, password, expiresIn, deviceName } = input
  const isInRange = expiresIn == null || (expiresIn >= 1 && expiresIn <= longestAccessSeconds)
  return [
    identifier === '' ? ({ path: ['identifier'], rule: 'REQUIRED' } as const) : null,
    identifier === '' ? null : findTextIssue(['identifier'], identifier.trim(), { most: 320, least: 0 }),
    findPresentedPasswordIssue(['password'], password),
    isInRange ? null : ({ path: ['expiresIn'], rule: 'OUT_OF_RANGE', bound: `1–${longestAccessSeconds}` } as const),
    findDeviceNameIssue(deviceName),
  ].filter((issue) => issue !== null)
}
