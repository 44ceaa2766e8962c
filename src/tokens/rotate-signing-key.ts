import type { Administrator } from '../roles/set-roles.js'
import { listSigningKeys } from '../store/signing-keys.js'
import { type PublishNeeds, publishNextKey, type SigningOptions } from './publish-key.js'
import { type ShownSigningKey, showSigningKeys } from './show-signing-keys.js'

export interface RotateKeyNeeds extends PublishNeeds {
  signing: SigningOptions
}

/**
 * Publishes the next key now; it signs after the usual notice. If a key is published that does not sign yet, it is that
 * one: a second key would not sign earlier.
 */
export async function rotateSigningKey(
  needs: RotateKeyNeeds,
  { actor, client }: Pick<Administrator, 'actor' | 'client'>,
): Promise<ShownSigningKey> {
  const { store, clock, signing } = needs
  const rows = await listSigningKeys(store.read)
  const newest = rows.at(-1) ?? null
  const isAnnounced = newest !== null && newest.signsFrom > clock.now()
  if (!isAnnounced) await publishNextKey(needs, { newest, algorithm: signing.algorithm }, { actor, client })
  // Read anew: another instance may have published the same place.
  const shown = (await showSigningKeys(needs)).at(-1)
  if (shown === undefined) throw new Error('No signing key is published.')
  return shown
}
