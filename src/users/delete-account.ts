import { record } from '../audit/record.js'
import { type ConfirmIdentityNeeds, confirmIdentity } from '../passwords/confirm-identity.js'
import type { Caller } from '../sessions/authenticate-request.js'
import type { InvalidCredentials } from '../sessions/authentication.js'
import type { ReauthenticationRequired } from '../sessions/recent-authentication.js'
import { deleteUser } from '../store/users.js'
import type { Throttled } from '../throttles/take-attempt.js'

export type DeleteAccountOutcome =
  | { kind: 'accountDeleted'; userId: string }
  | InvalidCredentials
  | ReauthenticationRequired
  | Throttled

export interface DeleteAccountInput {
  /** Left out: the session must have been authenticated recently. */
  currentPassword?: string | null
}

/** Needs the current password or a recent proof of identity. Deletes everything of the user except audit events. */
export async function deleteAccount(
  needs: ConfirmIdentityNeeds,
  { currentPassword: password = null }: DeleteAccountInput,
  caller: Caller,
): Promise<DeleteAccountOutcome> {
  const confirmed = await confirmIdentity(needs, { password, operation: 'deleteAccount' }, caller)
  if (confirmed.kind !== 'confirmed') return confirmed

  const now = needs.clock.now()
  const { user, session } = caller.requester
  const isDeleted = await needs.store.transaction(async (tx) => {
    if (!(await confirmed.consume(tx, now)) || !(await deleteUser(tx, user.id))) return false
    await record(tx, { kind: 'user.deleted', userId: user.id, sessionId: session.id }, { client: caller.client, now })
    return true
  })
  return isDeleted ? { kind: 'accountDeleted', userId: user.id } : { kind: 'invalidCredentials' }
}
