import type { Clock } from '../platform/clock.js'
import type { PossibleCaller } from '../sessions/authenticate-request.js'
import type { Store } from '../store/engine/store.js'
import { listPasskeys } from '../store/passkeys.js'
import { clientNetwork } from '../throttles/client-network.js'
import { type Throttled, type ThrottleNeeds, takeAttempt } from '../throttles/take-attempt.js'
import { issueChallenge, type NewChallenge } from '../webauthn/challenge.js'
import { requestOptions } from '../webauthn/options.js'
import type { RelyingParty } from '../webauthn/relying-party.js'
import { maxPasskeys, type PasskeyChallenge } from './views.js'

export interface StartPasskeyInput {
  purpose: 'sign-in' | 'reauthenticate'
}

export type StartPasskeyOutcome = PasskeyChallenge | Throttled

export interface StartPasskeyNeeds extends ThrottleNeeds {
  store: Store
  clock: Clock
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
  const subjects = [{ limit: 'passkeyPerAddress', of: clientNetwork(client.address) }] as const
  const issued = await needs.store.transaction(
    async (tx) => (await takeAttempt(tx, needs, { subjects, client })) ?? issueChallenge(tx, needs.clock, request),
  )
  if ('kind' in issued) return issued
  const passkeys = own === null ? [] : await listPasskeys(needs.store.read, own.user.id, maxPasskeys)
  const { challenge, expiresAt } = issued
  return { kind: 'passkeyChallenge', options: requestOptions(needs.relyingParty, challenge, passkeys), expiresAt }
}
