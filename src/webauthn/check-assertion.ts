import { type AuthenticationResponseJSON, verifyAuthenticationResponse } from '@simplewebauthn/server'
import type { Clock } from '../platform/clock.js'
import type { Authentication } from '../sessions/authentication.js'
import type { Store, Writer } from '../store/engine/store.js'
import { consumePasskeyChallenge, consumePasskeyUse, findPasskey, findPasskeyChallenge } from '../store/passkeys.js'
import type { PasskeyChallengeRow, PasskeyRow } from '../store/tables/passkeys.js'
import type { User } from '../store/tables/users.js'
import { type ChallengePurpose, hashChallenge } from './challenge.js'
import type { RelyingParty } from './relying-party.js'
import { readAssertion, readClientData, type WebAuthnJson } from './response.js'

export interface InvalidPasskey {
  kind: 'invalidPasskey'
}

/** A signature with a counter that is not larger than the last one: somebody has a copy of the key. */
export interface CopiedPasskey {
  kind: 'copiedPasskey'
  user: User
  passkey: PasskeyRow
  /** Uses the challenge up. False if another request did so first. */
  consume(tx: Writer, now: Date): Promise<boolean>
}

/** What the challenge must have been issued for. */
export interface Ceremony {
  purpose: ChallengePurpose
  /** Null: any user. */
  userId: string | null
  sessionId?: string
  pendingSignInId?: string
}

export interface CheckAssertionNeeds {
  store: Store
  clock: Clock
  relyingParty: RelyingParty
}

/**
 * Verifies an assertion (WebAuthn, section 7.2): challenge, type, origin, relying party, user presence, user
 * verification, user handle, signature and counter. `consume` uses the challenge up and stores the counter.
 */
export async function checkAssertion(
  needs: CheckAssertionNeeds,
  passkey: WebAuthnJson,
  ceremony: Ceremony,
): Promise<Authentication | InvalidPasskey | CopiedPasskey> {
  const response = readAssertion(passkey)
  if (response === null) return { kind: 'invalidPasskey' }
  const found = await findPasskey(needs.store.read, response.id)
  const challenge = await findChallenge(needs, response.response.clientDataJSON, ceremony)
  if (found === null || challenge === null || !isOf(found.user, response, ceremony)) return { kind: 'invalidPasskey' }
  const use = await verify(needs, response, found.passkey)
  if (use === null) return { kind: 'invalidPasskey' }
  const consume = (tx: Writer, now: Date) => consumePasskeyChallenge(tx, challenge.hash, now)
  if (!isNext(use.counter, found.passkey.counter)) return { kind: 'copiedPasskey', ...found, consume }
  return {
    user: found.user,
    method: 'PASSKEY',
    consume: async (tx, now) =>
      (await consume(tx, now)) && consumePasskeyUse(tx, { id: found.passkey.id, ...use, now }),
  }
}

/** Authenticators that do not count always send 0. */
function isNext(counter: number, lastCounter: number): boolean {
  return counter > lastCounter || (counter === 0 && lastCounter === 0)
}

/**
 * The user handle names the user if nothing else did before the ceremony; then it must be there (WebAuthn, section 7.2,
 * step 6). Authenticators may leave it out for credentials that were named.
 */
function isOf({ id }: User, { response }: AuthenticationResponseJSON, ceremony: Ceremony): boolean {
  const { userHandle } = response
  if (userHandle == null) return ceremony.userId === id
  const isNamed = Buffer.from(userHandle, 'base64url').toString('utf8') === id
  return isNamed && (ceremony.userId === null || ceremony.userId === id)
}

/** Null if the browser signed no challenge of this ceremony, or acted for a frame of another site. */
export async function findChallenge(
  { store, clock }: Pick<CheckAssertionNeeds, 'store' | 'clock'>,
  clientDataJSON: string,
  { purpose, userId, sessionId = undefined, pendingSignInId = undefined }: Ceremony,
): Promise<PasskeyChallengeRow | null> {
  const signed = readClientData(clientDataJSON)
  if (signed === null || signed.crossOrigin) return null
  const challenge = await findPasskeyChallenge(store.read, hashChallenge(signed.challenge), clock.now())
  const isOfCeremony =
    challenge?.purpose === purpose &&
    (userId === null || challenge.userId === userId) &&
    challenge.sessionId === (sessionId ?? null) &&
    challenge.pendingSignInId === (pendingSignInId ?? null)
  return isOfCeremony ? challenge : null
}

/** Null if the signature or what it signs is not right. */
async function verify(
  { relyingParty }: CheckAssertionNeeds,
  response: AuthenticationResponseJSON,
  { credentialId, publicKey }: PasskeyRow,
): Promise<{ counter: number; isBackedUp: boolean } | null> {
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      // The challenge was compared by `findChallenge`.
      expectedChallenge: () => true,
      expectedOrigin: [...relyingParty.origins],
      expectedRPID: relyingParty.id,
      // The counter is compared after the signature, because a smaller one is worth a warning.
      credential: { id: credentialId, publicKey: new Uint8Array(publicKey), counter: 0 },
      requireUserVerification: true,
    })
    if (!verified) return null
    return { counter: authenticationInfo.newCounter, isBackedUp: authenticationInfo.credentialBackedUp }
  } catch {
    // The library throws for every rule that a response breaks.
    return null
  }
}
