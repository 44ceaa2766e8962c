import { record } from '../audit/record.js'
import { revokePrivilegedProofs } from '../email-verification/revoke-proofs.js'
import { enqueueNotice } from '../mail/notices.js'
import { revokeTrust } from '../pending-sign-ins/revoke-trust.js'
import { type InvalidInput, invalidInput } from '../platform/input-issue.js'
import type { Caller, SessionRequester } from '../sessions/authenticate-request.js'
import type { InvalidCredentials } from '../sessions/authentication.js'
import type { ReauthenticationRequired } from '../sessions/recent-authentication.js'
import type { Writer } from '../store/engine/store.js'
import { overwritePassword } from '../store/passwords.js'
import { endSessionsOfUser } from '../store/sessions.js'
import { lockUser } from '../store/users.js'
import type { Throttled } from '../throttles/take-attempt.js'
import { type ConfirmedIdentity, type ConfirmIdentityNeeds, confirmIdentity } from './confirm-identity.js'
import { placeOf } from './fair-order.js'
import { findPasswordIssues, findPresentedPasswordIssue, type PasswordPolicy } from './policy.js'

export interface ChangePasswordInput {
  /** Left out: the session must have been authenticated recently. That also sets the first password. */
  currentPassword?: string | null
  newPassword: string
  newPasswordConfirm?: string | null
  keepOtherSessions: boolean
}

export type ChangePasswordOutcome =
  | { kind: 'passwordChanged'; revokedSessions: number }
  | InvalidCredentials
  | ReauthenticationRequired
  | InvalidInput
  | Throttled

export interface ChangePasswordNeeds extends ConfirmIdentityNeeds {
  passwordPolicy: PasswordPolicy
}

/** Needs the current password or a recent proof of identity. Ends the other sessions unless asked to keep them. */
export async function changePassword(
  needs: ChangePasswordNeeds,
  input: ChangePasswordInput,
  caller: Caller,
): Promise<ChangePasswordOutcome> {
  const issues = findIssues(needs.passwordPolicy, input, caller.requester)
  if (issues.length > 0) return invalidInput(issues)
  const { currentPassword: password = null } = input
  const confirmed = await confirmIdentity(needs, { password, operation: 'changePassword' }, caller)
  if (confirmed.kind !== 'confirmed') return confirmed

  const hash = await needs.hasher.inTurn(placeOf(caller.requester.user.id, caller.client), (worker) =>
    worker.hash(input.newPassword),
  )
  const change = { input, confirmed, hash, ...caller, now: needs.clock.now() }
  const revokedSessions = await needs.store.transaction((tx) => storeChange(tx, needs, change))
  return revokedSessions === null ? { kind: 'invalidCredentials' } : { kind: 'passwordChanged', revokedSessions }
}

interface Change extends Caller {
  input: ChangePasswordInput
  confirmed: ConfirmedIdentity
  hash: string
  now: Date
}

/** Null if another request changed the password first, or if the proof is no longer good. */
async function storeChange(tx: Writer, needs: ChangePasswordNeeds, change: Change): Promise<number | null> {
  const { input, confirmed, hash, requester, client, now } = change
  const { id: userId } = requester.user
  const { id: sessionId } = requester.session
  await lockUser(tx, userId)
  if (!(await confirmed.consume(tx, now))) return null
  await overwritePassword(tx, { userId, hash, now })
  const ending = { reason: 'PASSWORD_CHANGED', now }
  await revokeTrust(tx, userId)
  const revokedSessions = input.keepOtherSessions
    ? 0
    : await endSessionsOfUser(tx, { userId, exceptId: sessionId }, ending)
  await revokePrivilegedProofs(tx, requester.user)
  await enqueueNotice(tx, needs, { kind: 'password-changed', user: requester.user, client })
  await record(tx, { kind: 'password.changed', userId, sessionId, revokedSessions }, { client, now })
  return revokedSessions
}

function findIssues(policy: PasswordPolicy, input: ChangePasswordInput, { user }: SessionRequester) {
  const { currentPassword, newPassword, newPasswordConfirm: confirmation } = input
  const presented = currentPassword == null ? null : findPresentedPasswordIssue(['currentPassword'], currentPassword)
  const identities = [user.email, user.username]
  const issues = findPasswordIssues(policy, 'newPassword', { password: newPassword, confirmation, identities })
  const isUnchanged = currentPassword?.normalize('NFKC') === newPassword.normalize('NFKC')
  if (isUnchanged) issues.push({ path: ['newPassword'], rule: 'UNCHANGED' })
  return presented === null ? issues : [presented, ...issues]
}
