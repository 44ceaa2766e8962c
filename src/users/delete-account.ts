import { record } from '../audit/record.js'
import type { PasswordCheckNeeds } from '../passwords/check-password.js'
import { confirmPassword, type InvalidCredentials } from '../passwords/confirm-password.js'
import type { Caller } from '../sessions/authenticate-request.js'
import { claimPasswordUse } from '../store/passwords.js'
import { deleteUser } from '../store/users.js'
import type { Throttled } from '../throttles/take-attempt.js'

export type DeleteAccountOutcome = { kind: 'accountDeleted'; userId: string } | InvalidCredentials | Throttled

/** Needs the present password. Everything of the user goes, but for the audit record. */
export async function deleteAccount(
  needs: PasswordCheckNeeds,
  { currentPassword }: { currentPassword: string },
  caller: Caller,
): Promise<DeleteAccountOutcome> {
  const confirmed = await confirmPassword(needs, { ...caller, password: currentPassword, operation: 'deleteAccount' })
  if (confirmed.kind !== 'confirmed') return confirmed

  const now = needs.clock.now()
  const { user, session } = caller.requester
  const { verified, freshHash } = confirmed
  const isDeleted = await needs.store.transaction(async (tx) => {
    if (!(await claimPasswordUse(tx, verified, { freshHash, now }))) return false
    await deleteUser(tx, user.id)
    await record(tx, { kind: 'accountDeleted', userId: user.id, sessionId: session.id }, { client: caller.client, now })
    return true
  })
  return isDeleted ? { kind: 'accountDeleted', userId: user.id } : { kind: 'invalidCredentials' }
}
