import { findNewSetupSubject, type SetupNeeds } from '../pending-sign-ins/find-setup-subject.js'
import type { Clock } from '../platform/clock.js'
import { addSeconds } from '../platform/durations.js'
import type { TokenRefusal } from '../platform/one-time-token.js'
import type { Secrets } from '../platform/secrets.js'
import type { PossibleCaller } from '../sessions/authenticate-request.js'
import type { ReauthenticationRequired } from '../sessions/recent-authentication.js'
import type { SecondFactorPolicy } from '../sign-in/second-factor-policy.js'
import { replaceTotpSetup } from '../store/second-factors.js'
import type { User } from '../store/tables/users.js'
import { clientNetwork } from '../throttles/client-network.js'
import { type Throttled, type ThrottleNeeds, takeAttempt } from '../throttles/take-attempt.js'
import { maySetUpTotp } from './replace-totp.js'
import { createTotpSecret, describeTotp, writeTotpSecret } from './totp.js'

export interface StartTotpInput {
  /** From `secondFactorSetupRequired`. Left out: the signed-in caller sets it up. */
  signInToken?: string | null
}

/** Nothing changes until `confirmTotp`. */
export interface TotpSetup {
  kind: 'totpSetup'
  /** Base32. */
  secret: string
  /** `otpauth://…`, as authenticator apps read it. */
  uri: string
  /** An SVG as a `data:` URL. */
  qrCode: string
  expiresAt: Date
}

export type StartTotpOutcome =
  | TotpSetup
  | { kind: 'totpAlreadyEnabled' }
  | ReauthenticationRequired
  | TokenRefusal
  | Throttled

export interface StartTotpNeeds extends SetupNeeds, ThrottleNeeds {
  clock: Clock
  secrets: Secrets
  secondFactor: SecondFactorPolicy
  /** Shown by authenticator apps. */
  issuerName: string
}

const lifetimeSeconds = 600

/**
 * Makes a secret for an authenticator app. The next set-up of the same user replaces it. An app that cannot be
 * removed, because the settings demand a factor, can be replaced by another one.
 */
export async function startTotp(
  needs: StartTotpNeeds,
  { signInToken = null }: StartTotpInput,
  caller: PossibleCaller,
): Promise<StartTotpOutcome> {
  const subject = await findNewSetupSubject(needs, signInToken, caller)
  if (subject.kind !== 'setupSubject') return subject
  const { user } = subject
  const secret = createTotpSecret()
  const expiresAt = addSeconds(needs.clock.now(), lifetimeSeconds)
  const sealedSecret = needs.secrets.seal('totp-secret', secret)
  const subjects = [{ limit: 'codePerAddress', of: clientNetwork(caller.client.address) }] as const
  const refusal = await needs.store.transaction(async (tx) => {
    const throttled = await takeAttempt(tx, needs, { subjects, client: caller.client })
    if (throttled !== null) return throttled
    if (!(await maySetUpTotp(tx, needs, user.id))) return { kind: 'totpAlreadyEnabled' } as const
    await replaceTotpSetup(tx, { userId: user.id, sealedSecret, expiresAt })
    return null
  })
  if (refusal !== null) return refusal
  const described = describeTotp(secret, { issuer: needs.issuerName, account: accountNameOf(user) })
  return { kind: 'totpSetup', secret: writeTotpSecret(secret), ...described, expiresAt }
}

function accountNameOf({ email, username, id }: User): string {
  return email ?? username ?? id
}
