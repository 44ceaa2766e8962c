import { record } from '../audit/record.js'
import {
  type EmailProof,
  type ProofInput,
  type ProofNeeds,
  type ProofRefusal,
  readEmailProof,
} from '../email-verification/check-proof.js'
import { revokeAllProofs } from '../email-verification/revoke-proofs.js'
import { enqueueNotice } from '../mail/notices.js'
import { revokeTrust } from '../pending-sign-ins/revoke-trust.js'
import { type InputIssue, type InvalidInput, invalidInput } from '../platform/input-issue.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import { isForeignKeyViolation } from '../store/engine/foreign-key-violation.js'
import type { Writer } from '../store/engine/store.js'
import { overwritePassword } from '../store/passwords.js'
import { endSessionsOfUser } from '../store/sessions.js'
import type { User } from '../store/tables/users.js'
import { findUserByKey, lockUser, replaceUser } from '../store/users.js'
import { forgetAttempts, type Subject, type Throttled } from '../throttles/take-attempt.js'
import { placeOf } from './fair-order.js'
import type { PasswordHasher } from './hash.js'
import { findPasswordIssues, type PasswordPolicy } from './policy.js'

export interface ResetPasswordInput extends ProofInput {
  newPassword: string
  newPasswordConfirm?: string | null
}

export type ResetPasswordOutcome =
  | { kind: 'passwordReset'; revokedSessions: number }
  | InvalidInput
  | ProofRefusal
  | Throttled

export interface ResetPasswordNeeds extends ProofNeeds {
  hasher: PasswordHasher
  passwordPolicy: PasswordPolicy
}

/** Sets a new password for a person who can read the user’s mail. Ends all sessions and revokes all mailed proofs. */
export async function resetPassword(
  needs: ResetPasswordNeeds,
  input: ResetPasswordInput,
  client: RequestMetadata,
): Promise<ResetPasswordOutcome> {
  const issues = findIssues(needs, input, null)
  if (issues.length > 0) return invalidInput(issues)
  const proof = await readEmailProof(needs, { purpose: 'reset-password', input }, client)
  if (proof.kind !== 'proven') return proof
  const user = await findUserByKey(needs.store.read, { email: proof.email })
  if (user === null || (proof.userId !== null && proof.userId !== user.id)) return proof.refusal
  const likeness = findIssues(needs, input, user)
  if (likeness.length > 0) return invalidInput(likeness)

  const hash = await needs.hasher.inTurn(placeOf(user.id, client), (worker) => worker.hash(input.newPassword))
  const revokedSessions = await reset(needs, { proof, user, hash, client })
  return revokedSessions === null ? proof.refusal : { kind: 'passwordReset', revokedSessions }
}

/** Null if another request used the proof first, or deleted the account since the proof was read. */
async function reset(needs: ResetPasswordNeeds, request: Reset): Promise<number | null> {
  try {
    return await needs.store.transaction((tx) => storeReset(tx, needs, request))
  } catch (error) {
    if (isForeignKeyViolation(error)) return null
    throw error
  }
}

interface Reset {
  proof: EmailProof
  user: User
  hash: string
  client: RequestMetadata
}

/** Null if another request used the proof first. */
async function storeReset(
  tx: Writer,
  needs: ResetPasswordNeeds,
  { proof, user, hash, client }: Reset,
): Promise<number | null> {
  const { id: userId } = user
  await lockUser(tx, userId)
  if (!(await proof.consume(tx))) return null
  const now = needs.clock.now()
  await overwritePassword(tx, { userId, hash, now })
  await revokeTrust(tx, userId)
  const ending = { reason: 'PASSWORD_CHANGED', now }
  const revokedSessions = await endSessionsOfUser(tx, { userId, exceptId: null }, ending)
  await revokeAllProofs(tx, user)
  await replaceUser(tx, userId, { emailVerifiedAt: user.emailVerifiedAt ?? now, updatedAt: now })
  await forgetAttempts(tx, needs, guessesAt(user))
  const told = { ...user, emailVerifiedAt: user.emailVerifiedAt ?? now }
  await enqueueNotice(tx, needs, { kind: 'password-reset', user: told, client })
  await record(tx, { kind: 'password.reset', userId, revokedSessions }, { client, now })
  return revokedSessions
}

function guessesAt({ id, email, usernameKey }: User): Subject[] {
  const typed = [email, usernameKey].filter((of) => of !== null)
  return [...typed.map((of) => ({ limit: 'loginPerUser', of }) as const), { limit: 'loginPerKnownPlaces', of: id }]
}

function findIssues(
  { passwordPolicy }: ResetPasswordNeeds,
  input: ResetPasswordInput,
  user: User | null,
): InputIssue[] {
  const { newPassword: password, newPasswordConfirm: confirmation } = input
  const identities = [user?.email, user?.username]
  return findPasswordIssues(passwordPolicy, 'newPassword', { password, confirmation, identities })
}
