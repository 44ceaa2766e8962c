import type { Store } from '../store/engine/store.js'
import { findUserByKey, type UserKey } from '../store/users.js'
import type { KnownPlace } from '../throttles/known-place.js'
import { type DeviceTokenNeeds, readDeviceToken } from './device-token.js'

interface Presented {
  /** Null when the client presented none. */
  token: string | null
  /** Null when the identifier cannot belong to a user. */
  key: UserKey | null
}

/** The device of a token, if it belongs to the user of the key. A token of another user counts as none. */
export async function findKnownDevice(
  needs: DeviceTokenNeeds & { store: Store },
  { token, key }: Presented,
): Promise<KnownPlace | null> {
  const device = token === null ? null : readDeviceToken(needs, token)
  if (device === null || key === null) return null
  const found = await findUserByKey(needs.store.read, key)
  return found?.id === device.userId ? device : null
}
