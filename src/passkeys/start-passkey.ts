import type { PossibleCaller } from '../sessions/authenticate-request.js'
import { listPasskeys } from '../store/passkeys.js'
import type { Throttled } from '../throttles/take-attempt.js'
import { type ChallengeNeeds, issueLimitedChallenge, type NewChallenge } from '../webauthn/challenge.js'
import { maxPasskeys, requestOptions } from '../webauthn/options.js'
import type { RelyingParty } from '../webauthn/relying-party.js'
import type { PasskeyChallenge } from './views.js'

export interface StartPasskeyInput {
  purpose: 'sign-in' | 'reauthenticate'
}

export type StartPasskeyOutcome = PasskeyChallenge | Throttled

export interface StartPasskeyNeeds extends ChallengeNeeds {
  relyingParty: RelyingParty
}

/**
 * A fresh challenge. For a sign-in it is the same for everybody and names no user. To prove anew, the caller must be
 * signed in: the challenge belongs to the session and names the passkeys of the user.
 */
export async function startPasskey(
  needs: StartPasskeyNeeds,
  { purpose }: StartPasskeyInput,
  { requester, client }: PossibleCaller,
): Promise<StartPasskeyOutcome> {
  const own = purpose === 'reauthenticate' && requester.kind === 'session' ? requester : null
  const request: NewChallenge =
    own === null ? { purpose: 'sign-in', userId: null } : { purpose, userId: own.user.id, sessionId: own.session.id }
  const issued = await issueLimitedChallenge(needs, request, client)
  if ('kind' in issued) return issued
  const passkeys = own === null ? [] : await listPasskeys(needs.store.read, own.user.id, maxPasskeys)
  const { challenge, expiresAt } = issued
  return { kind: 'passkeyChallenge', options: requestOptions(needs.relyingParty, challenge, passkeys), expiresAt }
}
