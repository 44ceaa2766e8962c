import { findKnownDevice } from '../devices/find-known-device.js'
import { enqueueNotice } from '../mail/notices.js'
import { checkPassword, type PasswordCheck, type PasswordCheckNeeds } from '../passwords/check-password.js'
import { findPresentedPasswordIssue } from '../passwords/policy.js'
import { findTextIssue, type InputIssue, type InvalidInput, invalidInput } from '../platform/input-issue.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import type { Authentication } from '../sessions/authentication.js'
import type { SessionLifetimes } from '../sessions/session.js'
import type { Writer } from '../store/engine/store.js'
import { consumePasswordUse } from '../store/passwords.js'
import type { User } from '../store/tables/users.js'
import { type KnownPlace, knownPlaceSubjects } from '../throttles/known-place.js'
import { countAttempts, type Throttled, takeAttempt } from '../throttles/take-attempt.js'
import { readIdentifier } from '../users/identifier.js'
import {
  type Admission,
  decideSignIn,
  finishSignIn,
  recordFailedSignIn,
  type SignInNeeds,
  type SignInOutcome,
} from './complete-sign-in.js'
import { findWishIssues, readWishes, type SessionWishes } from './session-wishes.js'

export interface LoginInput extends SessionWishes {
  /** An e-mail address if it contains `@`, else a username. */
  identifier: string
  password: string
  /** From an earlier {@link SignedIn} on this device. Guesses with it have limits of their own. */
  deviceToken?: string | null
}

export type LoginOutcome = SignInOutcome | InvalidInput | Throttled

export interface LoginNeeds extends PasswordCheckNeeds, SignInNeeds {}

/** Signs in with a password. The outcome tells only after the right password why a user may not sign in. */
export async function login(needs: LoginNeeds, input: LoginInput, client: RequestMetadata): Promise<LoginOutcome> {
  const issues = findLoginIssues(needs.lifetimes, input)
  if (issues.length > 0) return invalidInput(issues)
  if (!needs.registration.passwordSignIn) return { kind: 'invalidCredentials' }
  const key = readIdentifier(input.identifier)
  const typed = key === null ? input.identifier : Object.values(key).join()
  const includesPending = needs.registration.emailVerification === 'required'
  const device = await findKnownDevice(needs, { token: input.deviceToken ?? null, key })
  const presented = { key, typed, password: input.password, place: device, includesPending }
  const check = await checkPassword(needs, presented, client)
  if (check.kind === 'throttled') return check
  if (check.kind === 'mismatch') return refuse(needs, { user: check.user, reason: 'wrongPassword' }, client)
  if (check.kind === 'matchesPending') return refuse(needs, { user: null, reason: 'emailNotVerified' }, client)
  const attempt = { input, typed, device, authentication: authenticationOf(check), client }
  const admission = await needs.store.transaction((tx) => signIn(tx, needs, attempt))
  return finishSignIn(needs, admission)
}

/** A password that is right. `consume` fails after a change of the password, which ends its sessions. */
function authenticationOf({ user, verified, freshHash }: Extract<PasswordCheck, { kind: 'matches' }>): Authentication {
  return { user, method: 'PASSWORD', consume: (tx, now) => consumePasswordUse(tx, verified, { freshHash, now }) }
}

interface Attempt {
  input: LoginInput
  /** The identifier in its canonical form. */
  typed: string
  /** Null: the user has not signed in there before. */
  device: KnownPlace | null
  authentication: Authentication
  client: RequestMetadata
}

async function signIn(tx: Writer, needs: LoginNeeds, attempt: Attempt): Promise<Admission> {
  const { input, device, authentication, client } = attempt
  const wanted = { ...readWishes(input), deviceId: device?.id ?? null }
  const request = { authentication, earlierMethods: [], ...wanted, client, newUser: false }
  const admission = await decideSignIn(tx, needs, request)
  if (admission.kind === 'admitted') await warnOfGuesses(tx, needs, attempt)
  return admission
}

/** After this many wrong passwords, a right one may have been guessed. */
const suspiciousFailures = 5

async function warnOfGuesses(tx: Writer, needs: LoginNeeds, attempt: Attempt): Promise<void> {
  const { authentication, typed, device, client } = attempt
  const { user } = authentication
  const guesses =
    device === null ? ({ limit: 'loginPerUser', of: typed } as const) : knownPlaceSubjects('login', device)[0]
  if ((await countAttempts(tx, needs, guesses)) < suspiciousFailures) return
  const throttled = await takeAttempt(tx, needs, { subjects: [{ limit: 'noticePerUser', of: user.id }], client })
  if (throttled === null) await enqueueNotice(tx, needs, { kind: 'sign-in-after-failures', user, client })
}

async function refuse(
  needs: LoginNeeds,
  { user, reason }: { user: User | null; reason: 'wrongPassword' | 'emailNotVerified' },
  client: RequestMetadata,
): Promise<LoginOutcome> {
  const failure = { userId: user?.id ?? null, reason }
  await needs.store.transaction((tx) => recordFailedSignIn(tx, failure, { client, now: needs.clock.now() }))
  return { kind: reason === 'wrongPassword' ? 'invalidCredentials' : 'emailNotVerified' }
}

function findLoginIssues(lifetimes: SessionLifetimes, input: LoginInput): InputIssue[] {
  const { identifier, password } = input
  const issues = [
    identifier === '' ? ({ path: ['identifier'], rule: 'REQUIRED' } as const) : null,
    identifier === '' ? null : findTextIssue(['identifier'], identifier.trim(), { max: 320, min: 0 }),
    findPresentedPasswordIssue(['password'], password),
  ]
  return [...issues.filter((issue) => issue !== null), ...findWishIssues(lifetimes, input)]
}
