import type { Administrator } from '../roles/set-roles.js'
import type { PublicJwk } from './publish-key.js'
import { type RotateKeyNeeds, rotateSigningKey } from './rotate-signing-key.js'
import { type ShownSigningKey, showSigningKeys } from './show-signing-keys.js'
import type { SigningKeys } from './signing-keys.js'

/** The part of `AuthService` for the keys that sign access tokens. */
export interface SigningKeyService {
  /** The public keys with which other services verify access tokens (RFC 7517). */
  publicKeys(): PublicJwk[]
  /** Each key with its stage, the oldest first. */
  shownSigningKeys(): Promise<ShownSigningKey[]>
  /** Publishes the next key now, unless one is published that does not sign yet. It signs after the usual notice. */
  rotateSigningKey(administrator: Administrator): Promise<ShownSigningKey>
}

export function createSigningKeyService(needs: RotateKeyNeeds & { signingKeys: SigningKeys }): SigningKeyService {
  const { signingKeys } = needs
  return {
    publicKeys: () => signingKeys.publicKeys(),
    shownSigningKeys: () => showSigningKeys(needs),
    async rotateSigningKey(administrator) {
      const rotated = await rotateSigningKey(needs, administrator)
      await signingKeys.reload()
      return rotated
    },
  }
}
