import type { PasskeyRow } from '../store/tables/passkeys.js'
import type { RelyingParty } from './relying-party.js'
import type { WebAuthnJson } from './response.js'

/** ES256, EdDSA and RS256 (COSE). */
export const supportedAlgorithms = [-7, -8, -257]

/** How many passkeys one user can have, and the options can name. */
export const maxPasskeys = 20

const timeout = 300_000

/**
 * PublicKeyCredentialRequestOptionsJSON (WebAuthn, section 5.10). Without passkeys, the browser offers every passkey that
 * it has for the site.
 */
export function requestOptions(
  { id }: RelyingParty,
  challenge: string,
  passkeys: readonly PasskeyRow[] = [],
): WebAuthnJson {
  return { challenge, timeout, rpId: id, allowCredentials: passkeys.map(describe), userVerification: 'required' }
}

interface Creation {
  challenge: string
  /** The user handle: the id of the user, also of one who does not exist yet. */
  userId: string
  userName: string
  /** Those that the user has: an authenticator makes no second one. */
  passkeys: readonly PasskeyRow[]
}

/** PublicKeyCredentialCreationOptionsJSON: discoverable, with user verification, without attestation. */
export function creationOptions(
  { id, name }: RelyingParty,
  { challenge, userId, userName, passkeys }: Creation,
): WebAuthnJson {
  return {
    rp: { id, name },
    user: { id: Buffer.from(userId).toString('base64url'), name: userName, displayName: userName },
    challenge,
    timeout,
    pubKeyCredParams: supportedAlgorithms.map((alg) => ({ type: 'public-key', alg })),
    excludeCredentials: passkeys.map(describe),
    authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
    attestation: 'none',
    extensions: { credProps: true },
  }
}

function describe({ credentialId, transports }: PasskeyRow) {
  return { id: credentialId, type: 'public-key', transports: transports === '' ? [] : transports.split(' ') }
}
