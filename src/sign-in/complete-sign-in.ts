import type { SignInFailure } from '../audit/events.js'
import { record } from '../audit/record.js'
import { writeDeviceToken } from '../devices/device-token.js'
import type { TrustNeeds } from '../devices/trust-device.js'
import { openPendingSignIn } from '../pending-sign-ins/sign-in-token.js'
import { randomId } from '../platform/random.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import { type Authentication, assuranceOf, type InvalidCredentials } from '../sessions/authentication.js'
import { type IssueNeeds, type SignedIn, signedIn, type TokenDelivery } from '../sessions/issue-tokens.js'
import { openSession } from '../sessions/open-session.js'
import type { SessionLifetimes } from '../sessions/session.js'
import type { Writer } from '../store/engine/store.js'
import { evictSessions } from '../store/sessions.js'
import type { Session } from '../store/tables/sessions.js'
import type { User } from '../store/tables/users.js'
import { lockUser, replaceLastSignIn } from '../store/users.js'
import type { AuthenticationMethod } from '../tokens/authentication-claims.js'
import type { RegistrationRules } from '../users/registration-rules.js'
import type { RelyingParty } from '../webauthn/relying-party.js'
import type { WebAuthnJson } from '../webauthn/response.js'
import { addTrustedDevice } from './add-trusted-device.js'
import { askForPasskey } from './ask-for-passkey.js'
import { isSecondFactorMandatory, listAnswers, listSetups, type SecondFactorPolicy } from './second-factor-policy.js'

/** Every way to sign in makes an {@link Authentication}, then calls {@link decideSignIn} and {@link finishSignIn}. */
export interface SignInNeeds extends IssueNeeds, TrustNeeds {
  lifetimes: SessionLifetimes
  registration: RegistrationRules
  secondFactor: SecondFactorPolicy
  relyingParty: RelyingParty
}

export interface SignInRequest {
  authentication: Authentication
  /** What this sign-in proved in earlier steps. */
  earlierMethods: readonly AuthenticationMethod[]
  /** Wanted lifetime of access tokens. Null: the usual one. */
  accessLifetimeSeconds: number | null
  /** Shown in the list of sessions. */
  deviceName: string | null
  delivery: TokenDelivery
  /** The device from which the user has signed in before. Null or left out: another one, which gets an identifier. */
  deviceId?: string | null
  client: RequestMetadata
  /** Whether this sign-in made the account. */
  newUser: boolean
}

/** Why a user who proved who they are may not sign in. */
export type SignInRefusal = InvalidCredentials | { kind: 'emailNotVerified' } | { kind: 'userDisabled' }

interface NextStep {
  /** `lk_si_…`: good for the next step of this sign-in and for nothing else. */
  signInToken: string
  expiresAt: Date
  /** The strongest first. */
  factors: readonly AuthenticationMethod[]
}

/** The sign-in goes on when the user answers with one of `factors`. */
export interface SecondFactorRequired extends NextStep {
  kind: 'secondFactorRequired'
  /** For `navigator.credentials.get`. Null if the user has no passkey. */
  passkeyOptions: WebAuthnJson | null
}

/** The sign-in goes on when the user sets up one of `factors`. */
export interface SecondFactorSetupRequired extends NextStep {
  kind: 'secondFactorSetupRequired'
}

export type SignInOutcome = SignedIn | SecondFactorRequired | SecondFactorSetupRequired | SignInRefusal

export interface Admitted {
  kind: 'admitted'
  session: Session
  user: User
  newUser: boolean
  delivery: TokenDelivery
  deviceId: string
}
export type Admission = Admitted | SecondFactorRequired | SecondFactorSetupRequired | SignInRefusal

interface Attempt extends SignInRequest {
  user: User
  methods: readonly AuthenticationMethod[]
  now: Date
}

/** Null: this check has nothing against the sign-in. */
type AdmissionCheck = (tx: Writer, needs: SignInNeeds, attempt: Attempt) => Promise<Admission | null>

/** Asked in this order. A further condition for signing in is one more entry. */
const admissionChecks: readonly AdmissionCheck[] = [refuseDisabled, refuseUnverified, requireSecondFactor]

/**
 * Runs in the transaction that uses the credential up: consumes it, runs the admission checks, opens the session and
 * records the event. The caller commits, also after a refusal.
 */
export async function decideSignIn(tx: Writer, needs: SignInNeeds, request: SignInRequest): Promise<Admission> {
  const { authentication, earlierMethods, client } = request
  const { method } = authentication
  const { id: userId } = authentication.user
  const now = needs.clock.now()
  // The checks ask for the user of now: an administrator may have disabled the user since the credential was checked.
  const user = await lockUser(tx, userId)
  if (user === null || !(await authentication.consume(tx, now))) {
    await recordFailedSignIn(tx, { userId, reason: 'credentialUsed' }, { client, now })
    return { kind: 'invalidCredentials' }
  }
  const methods = await addTrustedDevice(tx, needs, { ...request, user, methods: [...earlierMethods, method] })
  const attempt = { ...request, user, methods, now }
  for (const check of admissionChecks) {
    const answer = await check(tx, needs, attempt)
    if (answer !== null) return answer
  }
  return admit(tx, needs, attempt)
}

/** Signs the tokens and renews the device token. Call it after the commit of {@link decideSignIn}'s transaction. */
export async function finishSignIn(needs: SignInNeeds, admission: Admission): Promise<SignInOutcome> {
  if (admission.kind !== 'admitted') return admission
  const { user, deviceId } = admission
  return signedIn(needs, { ...admission, deviceToken: writeDeviceToken(needs, { id: deviceId, userId: user.id }) })
}

export async function recordFailedSignIn(
  tx: Writer,
  { userId, reason }: { userId: string | null; reason: SignInFailure },
  seen: { client: RequestMetadata; now: Date },
): Promise<void> {
  await record(tx, { kind: 'sign-in.failed', userId, reason }, seen)
}

async function admit(tx: Writer, needs: SignInNeeds, attempt: Attempt): Promise<Admitted> {
  const { user, methods, client, now, newUser, delivery, accessLifetimeSeconds, deviceName } = attempt
  const opening = { userId: user.id, methods, accessLifetimeSeconds, deviceName, client, now }
  await replaceLastSignIn(tx, { id: user.id, language: client.language, now })
  const session = await openSession(tx, needs.lifetimes, opening)
  await evict(tx, needs, { ...attempt, session })
  const event = { kind: 'session.created', userId: user.id, sessionId: session.id, methods } as const
  await record(tx, event, { client, now })
  return { kind: 'admitted', session, user, newUser, delivery, deviceId: attempt.deviceId ?? randomId() }
}

/** A user who had more sessions before the limit existed loses them over several sign-ins. */
const evictionBatch = 500

async function evict(
  tx: Writer,
  { lifetimes }: SignInNeeds,
  { user, session, client, now }: Attempt & { session: Session },
): Promise<void> {
  const evictedSessions = await evictSessions(tx, session, { max: lifetimes.maxPerUser, batch: evictionBatch, now })
  if (evictedSessions === 0) return
  const event = { kind: 'session.evicted', userId: user.id, evictedSessions } as const
  await record(tx, event, { client, now, actor: { kind: 'system', id: null } })
}

async function refuseDisabled(tx: Writer, _: SignInNeeds, { user, ...seen }: Attempt): Promise<SignInRefusal | null> {
  if (user.disabledAt === null) return null
  await recordFailedSignIn(tx, { userId: user.id, reason: 'userDisabled' }, seen)
  return { kind: 'userDisabled' }
}

async function refuseUnverified(
  tx: Writer,
  { registration }: SignInNeeds,
  { user, ...seen }: Attempt,
): Promise<SignInRefusal | null> {
  if (registration.emailVerification !== 'required' || user.emailVerifiedAt !== null) return null
  await recordFailedSignIn(tx, { userId: user.id, reason: 'emailNotVerified' }, seen)
  return { kind: 'emailNotVerified' }
}

/** Stores the sign-in until the second factor is given or, where one is mandatory and missing, is set up. */
async function requireSecondFactor(tx: Writer, needs: SignInNeeds, attempt: Attempt): Promise<Admission | null> {
  const { user, methods } = attempt
  if (assuranceOf(methods) === 'AAL2') return null
  const answers = await listAnswers(tx, needs.secondFactor, user.id)
  if (answers.length > 0) {
    const { id, ...pending } = await openPendingSignIn(tx, needs.clock, {
      ...attempt,
      userId: user.id,
      purpose: 'answer',
    })
    const asked = { userId: user.id, pendingSignInId: id }
    const passkeyOptions = answers.includes('PASSKEY') ? await askForPasskey(tx, needs, asked) : null
    return { kind: 'secondFactorRequired', ...pending, factors: answers, passkeyOptions }
  }
  if (!(await isSecondFactorMandatory(tx, needs.secondFactor, user.id))) return null
  const { id: _, ...pending } = await openPendingSignIn(tx, needs.clock, {
    ...attempt,
    userId: user.id,
    purpose: 'setup',
  })
  return { kind: 'secondFactorSetupRequired', ...pending, factors: listSetups(needs.secondFactor) }
}
