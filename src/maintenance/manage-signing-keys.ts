import { requireRootKeys } from '../config/secret-key.js'
import type { Settings } from '../config/settings.js'
import { type Clock, systemClock } from '../platform/clock.js'
import type { Log } from '../platform/log.js'
import { createSecrets } from '../platform/secrets.js'
import { signingOptionsOf } from '../tokens/publish-key.js'
import { rotateSigningKey } from '../tokens/rotate-signing-key.js'
import { type ShownSigningKey, showSigningKeys } from '../tokens/show-signing-keys.js'
import { openDatabase } from './open-database.js'
import { operator } from './operator.js'

/** The oldest first. Each private key stays sealed. */
export async function listSigningKeys(
  settings: Settings,
  log: Log,
  clock: Clock = systemClock,
): Promise<ShownSigningKey[]> {
  await using store = await openDatabase(settings, log)
  return await showSigningKeys({ store, clock, signing: signingOptionsOf(settings) })
}

/** Publishes the next key while servers run. They load it within a minute, long before it signs. */
export async function publishSigningKey(
  settings: Settings,
  log: Log,
  clock: Clock = systemClock,
): Promise<ShownSigningKey> {
  await using store = await openDatabase(settings, log)
  const secrets = createSecrets(requireRootKeys(settings, log))
  return await rotateSigningKey({ store, clock, secrets, signing: signingOptionsOf(settings) }, operator)
}
