import type { Writer } from '../store/engine/store.js'
import { deletePendingSignIns } from '../store/pending-sign-ins.js'
import { deleteTrustedDevices } from '../store/trusted-devices.js'

/**
 * Voids what earlier proofs of the user opened, apart from sessions: sign-ins that wait for their next step, and devices that
 * need no second factor. Call it when a password or a factor changes, and when the user is disabled.
 */
export async function revokeTrust(tx: Writer, userId: string): Promise<void> {
  await deletePendingSignIns(tx, userId)
  await deleteTrustedDevices(tx, userId)
}
