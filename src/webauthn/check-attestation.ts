import { type RegistrationResponseJSON, verifyRegistrationResponse } from '@simplewebauthn/server'
import { randomId } from '../platform/random.js'
import type { NewPasskey, PasskeyChallengeRow } from '../store/tables/passkeys.js'
import { type Ceremony, type CheckAssertionNeeds, findChallenge, type InvalidPasskey } from './check-assertion.js'
import { supportedAlgorithms } from './options.js'
import { readAttestation, type WebAuthnJson } from './response.js'

/** A new credential that was checked and is right. Nothing is stored before its challenge is used up. */
export interface NewCredential {
  kind: 'newCredential'
  credential: Omit<NewPasskey, 'userId' | 'name' | 'createdAt'>
  challenge: PasskeyChallengeRow
}

/** Verifies a new credential (WebAuthn, section 7.1) with the same rules as an assertion, and the algorithm. */
export async function checkAttestation(
  needs: CheckAssertionNeeds,
  passkey: WebAuthnJson,
  ceremony: Ceremony,
): Promise<NewCredential | InvalidPasskey> {
  const response = readAttestation(passkey)
  const challenge = response === null ? null : await findChallenge(needs, response.response.clientDataJSON, ceremony)
  if (response === null || challenge === null) return { kind: 'invalidPasskey' }
  const credential = await verify(needs, response)
  return credential === null ? { kind: 'invalidPasskey' } : { kind: 'newCredential', credential, challenge }
}

async function verify(
  { relyingParty }: CheckAssertionNeeds,
  response: RegistrationResponseJSON,
): Promise<NewCredential['credential'] | null> {
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge: () => true,
      expectedOrigin: [...relyingParty.origins],
      expectedRPID: relyingParty.id,
      requireUserPresence: true,
      requireUserVerification: true,
      supportedAlgorithmIDs: supportedAlgorithms,
    })
    if (!verified) return null
    const { credential, aaguid, credentialBackedUp } = registrationInfo
    return {
      id: randomId(),
      credentialId: credential.id,
      publicKey: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: (response.response.transports ?? []).join(' '),
      aaguid,
      isBackedUp: credentialBackedUp,
    }
  } catch {
    return null
  }
}
