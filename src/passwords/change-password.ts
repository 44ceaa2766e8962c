import { record } from '../audit/record.js'
import { voidPowerfulProofs } from '../email-verification/revoke-proofs.js'
import { enqueueNotice } from '../mail/enqueue.js'
import { type InvalidInput, invalidInput } from '../platform/input-issue.js'
import type { Caller, SignedInRequester } from '../sessions/authenticate-request.js'
import type { Writer } from '../store/engine/store.js'
import { replacePassword, type VerifiedPassword } from '../store/passwords.js'
import { endSessionsOfUser } from '../store/sessions.js'
import type { Throttled } from '../throttles/take-attempt.js'
import type { PasswordCheckNeeds } from './check-password.js'
import { confirmPassword, type InvalidCredentials } from './confirm-password.js'
import { findPasswordIssues, findPresentedPasswordIssue, type PasswordPolicy } from './policy.js'

export interface ChangePasswordInput {
  currentPassword: string
  newPassword: string
  newPasswordConfirm?: string | null
  keepOtherSessions: boolean
}

export type ChangePasswordOutcome =
  | { kind: 'passwordChanged'; revokedSessions: number }
  | InvalidCredentials
  | InvalidInput
  | Throttled

interface Needs extends PasswordCheckNeeds {
  passwordPolicy: PasswordPolicy
}

/** Needs the present password. Ends the user's other sessions unless asked to keep them; the caller's own goes on. */
export async function changePassword(
  needs: Needs,
  input: ChangePasswordInput,
  caller: Caller,
): Promise<ChangePasswordOutcome> {
  const issues = findIssues(needs.passwordPolicy, input, caller.requester)
  if (issues.length > 0) return invalidInput(issues)
  const confirmed = await confirmPassword(needs, {
    ...caller,
    password: input.currentPassword,
    operation: 'changePassword',
  })
  if (confirmed.kind !== 'confirmed') return confirmed

  const { verified } = confirmed
  const hash = await needs.hasher.inTurn((worker) => worker.hash(input.newPassword))
  const change = { input, verified, hash, ...caller, now: needs.clock.now() }
  const revokedSessions = await needs.store.transaction((tx) => storeChange(tx, needs, change))
  return revokedSessions === null ? { kind: 'invalidCredentials' } : { kind: 'passwordChanged', revokedSessions }
}

interface Change extends Caller {
  input: ChangePasswordInput
  verified: VerifiedPassword
  hash: string
  now: Date
}

/** Null when another request changed the password in between. */
async function storeChange(tx: Writer, needs: Needs, change: Change): Promise<number | null> {
  const { input, verified, hash, requester, client, now } = change
  const { id: userId } = requester.user
  const { id: sessionId } = requester.session
  if (!(await replacePassword(tx, verified, { hash, now }))) return null
  const ending = { reason: 'PASSWORD_CHANGED', now }
  const revokedSessions = input.keepOtherSessions
    ? 0
    : await endSessionsOfUser(tx, { userId, exceptId: sessionId }, ending)
  await voidPowerfulProofs(tx, requester.user)
  await enqueueNotice(tx, needs, { kind: 'password-changed', user: requester.user, client })
  await record(tx, { kind: 'passwordChanged', userId, sessionId, revokedSessions }, { client, now })
  return revokedSessions
}

function findIssues(policy: PasswordPolicy, input: ChangePasswordInput, { user }: SignedInRequester) {
  const { currentPassword, newPassword, newPasswordConfirm: confirmation } = input
  const presented = findPresentedPasswordIssue(['currentPassword'], currentPassword)
  const identities = [user.email, user.username]
  const issues = findPasswordIssues(policy, 'newPassword', { password: newPassword, confirmation, identities })
  const isUnchanged = currentPassword.normalize('NFKC') === newPassword.normalize('NFKC')
  if (isUnchanged) issues.push({ path: ['newPassword'], rule: 'UNCHANGED' })
  return presented === null ? issues : [presented, ...issues]
}
