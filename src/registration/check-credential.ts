import { nameOfAuthenticator } from '../passkeys/authenticator-names.js'
import { placeOf } from '../passwords/fair-order.js'
import type { PasswordHasher } from '../passwords/hash.js'
import type { TokenRefusal } from '../platform/one-time-token.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import type { Writer } from '../store/engine/store.js'
import { consumeIncompleteRegistration } from '../store/incomplete-registrations.js'
import { consumePasskeyChallenge } from '../store/passkeys.js'
import type { CheckAssertionNeeds, InvalidPasskey } from '../webauthn/check-assertion.js'
import { checkAttestation } from '../webauthn/check-attestation.js'
import type { WebAuthnJson } from '../webauthn/response.js'
import type { RegisterInput } from './check-input.js'
import type { FirstWayIn } from './credential.js'
import type { OpenRegistration } from './incomplete-registration.js'
import type { NewUserFields } from './new-account.js'
import type { SignUpDetails } from './start-passkey-sign-up.js'

/** A password that is hashed, a passkey that is verified, or what was proven before. */
export interface CheckedCredential {
  /** The id that the user gets: a passkey names it. */
  userId: string
  credential: FirstWayIn
  method: 'PASSWORD' | 'PASSKEY' | 'PROVIDER' | 'EMAIL'
  /** The address that is proven by it. Null: none. */
  provenEmail: string | null
  accessLifetimeSeconds: number | null
  /** Uses the challenge of a passkey or the registration token up. False if another request used it first. */
  consume(tx: Writer): Promise<boolean>
  /** The answer when it is used up. */
  refusal: InvalidPasskey | TokenRefusal
}

export interface CheckCredentialNeeds extends CheckAssertionNeeds {
  hasher: PasswordHasher
}

interface SignUp {
  input: RegisterInput
  user: NewUserFields
  /** Null: no registration token was given. */
  opened: OpenRegistration | null
}

const unproven = { provenEmail: null, accessLifetimeSeconds: null, refusal: { kind: 'invalidPasskey' } } as const

/** Hashes the password in its turn, or verifies the passkey. */
export async function checkCredential(
  needs: CheckCredentialNeeds,
  { input, user, opened }: SignUp,
  client: RequestMetadata,
): Promise<CheckedCredential | InvalidPasskey> {
  if (opened !== null) return provenBefore(needs, opened, user)
  if (input.passkey != null) return checkPasskey(needs, input.passkey, user)
  const place = placeOf(user.email ?? user.usernameKey ?? '', client)
  const passwordHash = await needs.hasher.inTurn(place, (worker) => worker.hash(input.password ?? ''))
  const consume = async () => true
  return { ...unproven, userId: user.id, credential: { passwordHash }, method: 'PASSWORD', consume }
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
    ...unproven,
    userId: challenge.userId,
    credential: { passkey: { ...credential, name } },
    method: 'PASSKEY',
    consume: (tx) => consumePasskeyChallenge(tx, challenge.hash, needs.clock.now()),
  }
}

function provenBefore(
  { clock }: CheckCredentialNeeds,
  { tokenHash, identity, email, accessLifetimeSeconds }: OpenRegistration,
  { id: userId }: NewUserFields,
): CheckedCredential {
  return {
    userId,
    credential: identity && { identity },
    method: identity === null ? 'EMAIL' : 'PROVIDER',
    provenEmail: email,
    accessLifetimeSeconds,
    consume: (tx) => consumeIncompleteRegistration(tx, tokenHash, clock.now()),
    refusal: { kind: 'invalidToken', reason: 'TOKEN_INVALID' },
  }
}
