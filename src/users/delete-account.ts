import { record } from '../audit/record.js'
import { type ConfirmedIdentity, type ConfirmIdentityNeeds, confirmIdentity } from '../passwords/confirm-identity.js'
import { administratorRole } from '../roles/permissions.js'
import { isLastAdministrator } from '../roles/set-roles.js'
import type { Caller } from '../sessions/authenticate-request.js'
import type { InvalidCredentials } from '../sessions/authentication.js'
import type { ReauthenticationRequired } from '../sessions/recent-authentication.js'
import type { Writer } from '../store/engine/store.js'
import { lockRole } from '../store/roles.js'
import { deleteUser } from '../store/users.js'
import type { Throttled } from '../throttles/take-attempt.js'

export type DeleteAccountOutcome =
  | { kind: 'accountDeleted'; userId: string }
  | InvalidCredentials
  | ReauthenticationRequired
  | Throttled
  | { kind: 'lastAdministrator' }

export interface DeleteAccountInput {
  /** Left out: the session must have been authenticated recently. */
  currentPassword?: string | null
}

/**
 * Needs the current password or a recent proof of identity. Deletes everything of the user except audit events. The last
 * administrator stays: first another one has to be there.
 */
export async function deleteAccount(
  needs: ConfirmIdentityNeeds,
  { currentPassword: password = null }: DeleteAccountInput,
  caller: Caller,
): Promise<DeleteAccountOutcome> {
  const confirmed = await confirmIdentity(needs, { password, operation: 'deleteAccount' }, caller)
  if (confirmed.kind !== 'confirmed') return confirmed

  return needs.store.transaction((tx) => storeDeletion(tx, { confirmed, ...caller, now: needs.clock.now() }))
}

async function storeDeletion(
  tx: Writer,
  { confirmed, requester: { user, session }, client, now }: Caller & { confirmed: ConfirmedIdentity; now: Date },
): Promise<DeleteAccountOutcome> {
  // Before the row of the user, as every operation that takes an administrator away.
  if (user.roles.includes(administratorRole)) await lockRole(tx, administratorRole)
  if (!(await confirmed.consume(tx, now))) return { kind: 'invalidCredentials' }
  if (await isLastAdministrator(tx, user)) return { kind: 'lastAdministrator' }
  if (!(await deleteUser(tx, user.id))) return { kind: 'invalidCredentials' }
  await record(tx, { kind: 'user.deleted', userId: user.id, sessionId: session.id }, { client, now })
  return { kind: 'accountDeleted', userId: user.id }
}
