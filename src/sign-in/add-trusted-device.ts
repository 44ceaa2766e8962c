import { isTrustedDevice, type TrustNeeds } from '../devices/trust-device.js'
import { assuranceOf } from '../sessions/authentication.js'
import type { Writer } from '../store/engine/store.js'
import type { User } from '../store/tables/users.js'
import type { AuthenticationMethod } from '../tokens/authentication-claims.js'

interface Proven {
  user: User
  deviceId?: string | null
  methods: readonly AuthenticationMethod[]
}

/** The proofs of a sign-in. A device that the user remembered is the second one where another is due. */
export async function addTrustedDevice(
  tx: Writer,
  needs: TrustNeeds,
  { user, deviceId: id = null, methods }: Proven,
): Promise<readonly AuthenticationMethod[]> {
  const isDue = id !== null && assuranceOf(methods) === 'AAL1'
  return isDue && (await isTrustedDevice(tx, needs, { id, user })) ? [...methods, 'TRUSTED_DEVICE'] : methods
}
