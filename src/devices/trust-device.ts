import { record } from '../audit/record.js'
import type { Clock } from '../platform/clock.js'
import { addSeconds } from '../platform/durations.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import type { Caller } from '../sessions/authenticate-request.js'
import type { Store, Writer } from '../store/engine/store.js'
import type { User } from '../store/tables/users.js'
import { deleteTrustedDevices, findTrustedDevice, replaceTrustedDevice } from '../store/trusted-devices.js'

export interface TrustNeeds {
  clock: Clock
  /** How long a device is trusted. Null: none is. */
  trustedDeviceSeconds: number | null
}

/** Remembers the device on which the user gave the second factor. Does nothing if the settings trust no device. */
export async function trustDevice(
  tx: Writer,
  { clock, trustedDeviceSeconds }: TrustNeeds,
  { id, userId, sessionId, client }: { id: string; userId: string; sessionId: string; client: RequestMetadata },
): Promise<void> {
  if (trustedDeviceSeconds === null) return
  const now = clock.now()
  await replaceTrustedDevice(tx, { id, userId, trustedAt: now, expiresAt: addSeconds(now, trustedDeviceSeconds) })
  await record(tx, { kind: 'device.trusted', userId, sessionId }, { client, now })
}

/**
 * Whether the device stands in for the second factor of this user. A change of a factor since then ends the trust; a
 * change of the password deletes it.
 */
export async function isTrustedDevice(
  tx: Writer,
  { clock, trustedDeviceSeconds }: TrustNeeds,
  { id, user }: { id: string; user: User },
): Promise<boolean> {
  const device = trustedDeviceSeconds === null ? null : await findTrustedDevice(tx, id)
  if (device === null || device.userId !== user.id || device.expiresAt <= clock.now()) return false
  return user.factorsChangedAt === null || device.trustedAt >= user.factorsChangedAt
}

/** Every device of the caller needs the second factor again. */
export async function forgetTrustedDevices(
  { store, clock }: TrustNeeds & { store: Store },
  { requester: { user, session }, client }: Caller,
): Promise<{ kind: 'trustedDevicesForgotten'; forgottenDevices: number }> {
  const forgottenDevices = await store.transaction(async (tx) => {
    const count = await deleteTrustedDevices(tx, user.id)
    const event = { kind: 'devices.forgotten', userId: user.id, sessionId: session.id, devices: count } as const
    if (count > 0) await record(tx, event, { client, now: clock.now() })
    return count
  })
  return { kind: 'trustedDevicesForgotten', forgottenDevices }
}
