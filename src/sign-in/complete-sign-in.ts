import type { SignInFailure } from '../audit/events.js'
import { record } from '../audit/record.js'
import type { Client } from '../platform/request-metadata.js'
import type { Authentication, InvalidCredentials } from '../sessions/authentication.js'
import { type IssueNeeds, type SignedIn, signedIn } from '../sessions/issue-tokens.js'
import { openSession } from '../sessions/open-session.js'
import type { SessionLifetimes } from '../sessions/session.js'
import type { Writer } from '../store/engine/store.js'
import type { Session } from '../store/tables/sessions.js'
import type { User } from '../store/tables/users.js'
import { replaceUser } from '../store/users.js'
import type { RegistrationRules } from '../users/registration-rules.js'

/** Every way to sign in makes an {@link Authentication}, then calls {@link decideSignIn} and {@link finishSignIn}. */
export interface SignInNeeds extends IssueNeeds {
  lifetimes: SessionLifetimes
  registration: RegistrationRules
}

export interface SignInRequest {
  authentication: Authentication
  /** Wanted lifetime of access tokens. Null: the usual one. */
  accessLifetimeSeconds: number | null
  /** Shown in the list of sessions. */
  deviceName: string | null
  client: Client
  /** Whether this request created the account. */
  newUser: boolean
}

/** Why a user who proved who they are may not sign in. */
export type SignInRefusal = InvalidCredentials | { kind: 'emailNotVerified' } | { kind: 'userDisabled' }
export type SignInOutcome = SignedIn | SignInRefusal
export type Admission = { kind: 'admitted'; session: Session; user: User; newUser: boolean } | SignInRefusal

/** Null: this check allows the sign-in. */
type AdmissionCheck = (needs: SignInNeeds, user: User) => Exclude<SignInRefusal, InvalidCredentials> | null

/** The checks run in this order. A new condition for signing in is one more entry. */
const admissionChecks: readonly AdmissionCheck[] = [
  (_, user) => (user.disabledAt === null ? null : { kind: 'userDisabled' }),
  ({ registration }, user) =>
    registration.emailVerification === 'required' && user.emailVerifiedAt === null
      ? { kind: 'emailNotVerified' }
      : null,
]

/**
 * Runs in the transaction that uses the credential up: consumes it, runs the admission checks, opens the session and
 * records the event. The caller commits, also after a refusal.
 */
export async function decideSignIn(tx: Writer, needs: SignInNeeds, request: SignInRequest): Promise<Admission> {
  const { authentication, client, newUser } = request
  const { user, method } = authentication
  const now = needs.clock.now()
  if (!(await authentication.consume(tx, now))) {
    await recordFailedSignIn(tx, { userId: user.id, reason: 'credentialUsed' }, { client, now })
    return { kind: 'invalidCredentials' }
  }
  for (const check of admissionChecks) {
    const refusal = check(needs, user)
    if (refusal === null) continue
    await recordFailedSignIn(tx, { userId: user.id, reason: refusal.kind }, { client, now })
    return refusal
  }
  const { accessLifetimeSeconds, deviceName } = request
  const opening = { userId: user.id, methods: [method], accessLifetimeSeconds, deviceName, client, now }
  const session = await openSession(tx, needs.lifetimes, opening)
  if (user.language !== client.language) await replaceUser(tx, user.id, { language: client.language })
  const event = { kind: 'session.created', userId: user.id, sessionId: session.id, methods: [method] } as const
  await record(tx, event, { client, now })
  return { kind: 'admitted', session, user, newUser }
}

/** Signs the tokens. Call it after the commit of {@link decideSignIn}'s transaction. */
export function finishSignIn(needs: SignInNeeds, admission: Admission): SignInOutcome {
  return admission.kind === 'admitted' ? signedIn(needs, admission) : admission
}

export async function recordFailedSignIn(
  tx: Writer,
  { userId, reason }: { userId: string | null; reason: SignInFailure },
  seen: { client: Client; now: Date },
): Promise<void> {
  await record(tx, { kind: 'sign-in.failed', userId, reason }, seen)
}
