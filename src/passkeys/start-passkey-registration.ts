import { findNewSetupSubject, type SetupNeeds, type SetupSubject } from '../pending-sign-ins/find-setup-subject.js'
import type { TokenRefusal } from '../platform/one-time-token.js'
import type { PossibleCaller } from '../sessions/authenticate-request.js'
import type { ReauthenticationRequired } from '../sessions/recent-authentication.js'
import { listPasskeys } from '../store/passkeys.js'
import type { User } from '../store/tables/users.js'
import type { Throttled } from '../throttles/take-attempt.js'
import { issueLimitedChallenge, type NewChallenge } from '../webauthn/challenge.js'
import { creationOptions, maxPasskeys } from '../webauthn/options.js'
import type { StartPasskeyNeeds } from './start-passkey.js'
import type { PasskeyChallenge } from './views.js'

export interface StartPasskeyRegistrationInput {
  /** From `secondFactorSetupRequired`. Left out: the signed-in caller adds a passkey. */
  signInToken?: string | null
}

export type StartPasskeyRegistrationOutcome = PasskeyChallenge | ReauthenticationRequired | TokenRefusal | Throttled

export interface StartPasskeyRegistrationNeeds extends StartPasskeyNeeds, SetupNeeds {}

/** A challenge for a new passkey. A signed-in caller needs a recent proof of identity. */
export async function startPasskeyRegistration(
  needs: StartPasskeyRegistrationNeeds,
  { signInToken = null }: StartPasskeyRegistrationInput,
  caller: PossibleCaller,
): Promise<StartPasskeyRegistrationOutcome> {
  const subject = await findNewSetupSubject(needs, signInToken, caller)
  if (subject.kind !== 'setupSubject') return subject
  const { user } = subject
  const passkeys = await listPasskeys(needs.store.read, user.id, maxPasskeys)
  const issued = await issueLimitedChallenge(needs, ceremonyOf(subject), caller.client)
  if ('kind' in issued) return issued
  const { challenge, expiresAt } = issued
  const creation = { challenge, userId: user.id, userName: userNameOf(user), passkeys }
  return { kind: 'passkeyChallenge', options: creationOptions(needs.relyingParty, creation), expiresAt }
}

/** What the challenge of a set-up belongs to: the session of the caller, or the sign-in that waits. */
export function ceremonyOf({ user, session, pending }: SetupSubject): NewChallenge {
  return {
    purpose: 'add',
    userId: user.id,
    ...(session === null ? {} : { sessionId: session.id }),
    ...(pending === null ? {} : { pendingSignInId: pending.id }),
  }
}

function userNameOf({ email, username, id }: User): string {
  return email ?? username ?? id
}
