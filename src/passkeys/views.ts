import type { PasskeyRow } from '../store/tables/passkeys.js'
import type { WebAuthnJson } from '../webauthn/response.js'
import { nameOfAuthenticator } from './authenticator-names.js'

/** A passkey as its own user sees it. */
export interface PasskeyView {
  id: string
  name: string
  createdAt: Date
  /** Null before its first use. */
  lastUsedAt: Date | null
  /** Whether it is synced by its provider. */
  backedUp: boolean
  /** The name of the authenticator, such as a password manager. Null if it is not known. */
  authenticator: string | null
}

/** A challenge for the browser. */
export interface PasskeyChallenge {
  kind: 'passkeyChallenge'
  options: WebAuthnJson
  expiresAt: Date
}

export function viewPasskey({ id, name, createdAt, lastUsedAt, isBackedUp, aaguid }: PasskeyRow): PasskeyView {
  return { id, name, createdAt, lastUsedAt, backedUp: isBackedUp, authenticator: nameOfAuthenticator(aaguid) }
}
