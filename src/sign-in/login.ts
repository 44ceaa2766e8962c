import { record } from '../audit/record.js'
import { checkPassword, type PasswordCheck, type PasswordCheckNeeds } from '../passwords/check-password.js'
import { guessSubjects, type InvalidCredentials } from '../passwords/confirm-password.js'
import { findPresentedPasswordIssue } from '../passwords/policy.js'
import type { Client } from '../platform/client.js'
import { findTextIssue, type InputIssue, type InvalidInput, invalidInput } from '../platform/input-issue.js'
import { type IssueNeeds, type SignedIn, signedIn } from '../sessions/issue-tokens.js'
import { openSession } from '../sessions/open-session.js'
import type { SessionLifetimes } from '../sessions/session-lifetimes.js'
import { claimPasswordUse, replaceHash } from '../store/passwords.js'
import type { Session } from '../store/rows.js'
import type { Writer } from '../store/store.js'
import { returnAttempt, type Subject, type Throttled } from '../throttles/take-attempt.js'
import { readIdentifier } from '../users/identifier.js'
import { findDeviceNameIssue, type RegistrationRules } from '../users/registration-rules.js'

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
  const subjects = guessSubjects(key === null ? input.identifier : Object.values(key).join(), client)
  const check = await checkPassword(needs, { key, password: input.password, subjects })
  if (check.kind === 'throttled') return check
  const refusal = check.kind === 'mismatch' ? 'wrongPassword' : findRefusalOf(needs, check)
  if (refusal !== null) return refuse(needs, { refusal, check, subjects, client })

  const { user } = check as RightPassword
  const attempt = { input, check: check as RightPassword, subjects, client }
  const session = await needs.store.transaction((tx) => storeSignIn(tx, needs, attempt))
  return session === null ? { kind: 'invalidCredentials' } : signedIn(needs, session, user)
}

interface Attempt {
  input: LoginInput
  check: RightPassword
  subjects: readonly Subject[]
  client: Client
}

/** Null when the password was changed while it was compared: the sessions it opened have ended, this one included. */
async function storeSignIn(tx: Writer, needs: LoginNeeds, attempt: Attempt): Promise<Session | null> {
  const { input, check, subjects, client } = attempt
  const now = needs.clock.now()
  const { verifiedHash, freshHash: hash, user } = check
  const use = { userId: user.id, verifiedHash, now }
  const isStillRight = hash === null ? await claimPasswordUse(tx, use) : await replaceHash(tx, { ...use, hash })
  if (!isStillRight) return null
  const session = await openSession(tx, needs.lifetimes, {
    userId: user.id,
    accessLifetimeSeconds: input.expiresIn ?? null,
    deviceName: input.deviceName ?? null,
    client,
    now,
  })
  await returnAttempt(tx, needs, subjects)
  await record(tx, { kind: 'loginSucceeded', userId: user.id, sessionId: session.id }, { client, now })
  return session
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
  subjects: readonly Subject[]
  client: Client
}

async function refuse(needs: LoginNeeds, { refusal, check, subjects, client }: Refused): Promise<LoginOutcome> {
  const now = needs.clock.now()
  const event = { kind: 'loginFailed', userId: check.user?.id ?? null, reason: refusal } as const
  await needs.store.transaction(async (tx) => {
    if (check.kind === 'matches') await returnAttempt(tx, needs, subjects)
    await record(tx, event, { client, now })
  })
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
