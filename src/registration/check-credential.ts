import { nameOfAuthenticator } from '../passkeys/authenticator-names.js'
import { placeOf } from '../passwords/fair-order.js'
import type { PasswordHasher } from '../passwords/hash.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import type { Writer } from '../store/engine/store.js'
import { consumePasskeyChallenge } from '../store/passkeys.js'
import type { CheckAssertionNeeds, InvalidPasskey } from '../webauthn/check-assertion.js'
import { checkAttestation } from '../webauthn/check-attestation.js'
import type { WebAuthnJson } from '../webauthn/response.js'
import type { RegisterInput } from './check-input.js'
import type { NewCredential } from './credential.js'
import type { NewUserFields } from './new-account.js'
import type { SignUpDetails } from './start-passkey-sign-up.js'

/** A password that is hashed, or a passkey that is verified. */
export interface CheckedCredential {
  /** The id that the user gets: a passkey names it. */
  userId: string
  credential: NewCredential
  method: 'PASSWORD' | 'PASSKEY'
  /** Uses the challenge of a passkey up. False if another request used it first. */
  consume(tx: Writer): Promise<boolean>
}

export interface CheckCredentialNeeds extends CheckAssertionNeeds {
  hasher: PasswordHasher
}

interface SignUp {
  input: RegisterInput
  user: NewUserFields
}

/** Hashes the password in its turn, or verifies the passkey. */
export async function checkCredential(
  needs: CheckCredentialNeeds,
  { input, user }: SignUp,
  client: RequestMetadata,
): Promise<CheckedCredential | InvalidPasskey> {
  if (input.passkey != null) return checkPasskey(needs, input.passkey, user)
  const place = placeOf(user.email ?? user.usernameKey ?? '', client)
  const passwordHash = await needs.hasher.inTurn(place, (worker) => worker.hash(input.password ?? ''))
  return { userId: user.id, credential: { passwordHash }, method: 'PASSWORD', consume: async () => true }
}

async function checkPasskey(
  needs: CheckCredentialNeeds,
  passkey: WebAuthnJson,
  user: NewUserFields,
): Promise<CheckedCredential | InvalidPasskey> {
  const created = await checkAttestation(needs, passkey, { purpose: 'sign-up', userId: null })
  if (created.kind !== 'newCredential') return created
  const { credential, challenge } = created
  const asked = JSON.parse(challenge.details ?? '{}') as SignUpDetails
  const isOfUser = asked.email === user.email && asked.usernameKey === user.usernameKey
  if (!isOfUser || challenge.userId === null) return { kind: 'invalidPasskey' }
  const name = nameOfAuthenticator(credential.aaguid) ?? 'Passkey'
  return {
    userId: challenge.userId,
    credential: { passkey: { ...credential, name } },
    method: 'PASSKEY',
    consume: (tx) => consumePasskeyChallenge(tx, challenge.hash, needs.clock.now()),
  }
}
