import { revokeAllProofs } from '../email-verification/revoke-proofs.js'
import type { Writer } from '../store/engine/store.js'
import { deleteUser, findUserByKey } from '../store/users.js'

/**
 * Deletes the account that holds the address without a proof of it, with its password, sessions and mailed codes. The
 * person who proved the address takes its place: otherwise a stranger could register the address first, and the owner's
 * proof would open the account of the stranger. A disabled account stays, or a disabled user could register again.
 */
export async function deleteUnproven(tx: Writer, email: string): Promise<void> {
  const holder = await findUserByKey(tx, { email })
  if (holder === null || holder.emailVerifiedAt !== null || holder.disabledAt !== null) return
  await revokeAllProofs(tx, holder)
  await deleteUser(tx, holder.id)
}
