import { record } from '../audit/record.js'
import { codeMailSubjects, mailEmailChange, type ProofMailNeeds, send } from '../email-verification/send-proof.js'
import { readEmailAddress } from '../mail/email-address.js'
import type { PasswordCheckNeeds } from '../passwords/check-password.js'
import { confirmPassword, type InvalidCredentials } from '../passwords/confirm-password.js'
import { findPresentedPasswordIssue } from '../passwords/policy.js'
import { type InputIssue, type InvalidInput, invalidInput } from '../platform/input-issue.js'
import type { Caller } from '../sessions/authenticate-request.js'
import type { Writer } from '../store/engine/store.js'
import { claimPasswordUse, type VerifiedPassword } from '../store/passwords.js'
import type { User } from '../store/tables/users.js'
import { findUserWithHash } from '../store/users.js'
import { type Throttled, takeAttempt } from '../throttles/take-attempt.js'

export interface RequestEmailChangeInput {
  newEmail: string
  currentPassword: string
}

export type RequestEmailChangeOutcome =
  | { kind: 'emailChangeRequested'; expiresIn: number }
  | InvalidCredentials
  | InvalidInput
  | Throttled

interface Needs extends PasswordCheckNeeds, ProofMailNeeds {}

/** Mails a proof to the new address. The present one stays until it is proven, and the answer tells nothing about others. */
export async function requestEmailChange(
  needs: Needs,
  input: RequestEmailChangeInput,
  caller: Caller,
): Promise<RequestEmailChangeOutcome> {
  const email = readEmailAddress(input.newEmail)
  const issues = findIssues(input, email, caller.requester.user)
  if (email === null || issues.length > 0) return invalidInput(issues)
  const { currentPassword: password } = input
  const confirmed = await confirmPassword(needs, { ...caller, password, operation: 'requestEmailChange' })
  if (confirmed.kind !== 'confirmed') return confirmed

  const { verified, freshHash } = confirmed
  const refusal = await needs.store.transaction((tx) =>
    storeRequest(tx, needs, { email, verified, freshHash, ...caller }),
  )
  return refusal ?? { kind: 'emailChangeRequested', expiresIn: needs.links.verifySeconds }
}

interface Request extends Caller {
  email: string
  verified: VerifiedPassword
  freshHash: string | null
}

async function storeRequest(
  tx: Writer,
  needs: Needs,
  request: Request,
): Promise<InvalidCredentials | Throttled | null> {
  const { email, verified, freshHash, requester, client } = request
  const now = needs.clock.now()
  const { user, session } = requester
  if (!(await claimPasswordUse(tx, verified, { freshHash, now }))) return { kind: 'invalidCredentials' }
  const throttled = await takeAttempt(tx, needs, { subjects: codeMailSubjects(email, client), client })
  if (throttled !== null) return throttled
  await mailProof(tx, needs, request)
  await record(tx, { kind: 'emailChangeRequested', userId: user.id, sessionId: session.id }, { client, now })
  return null
}

async function mailProof(tx: Writer, needs: Needs, { email, requester, client }: Request): Promise<void> {
  const { language } = client
  const isTaken = (await findUserWithHash(tx, { email })) !== null
  if (!isTaken) return mailEmailChange(tx, needs, { userId: requester.user.id, email, language })
  const message = { kind: 'already-registered', values: { email } } as const
  await send(tx, needs, { to: email, language, lifetimeSeconds: needs.links.verifySeconds, message })
}

function findIssues(input: RequestEmailChangeInput, email: string | null, user: User): InputIssue[] {
  const issues: InputIssue[] = []
  if (email === null) issues.push({ path: ['newEmail'], rule: 'NOT_AN_EMAIL' })
  if (email !== null && email === user.email) issues.push({ path: ['newEmail'], rule: 'UNCHANGED' })
  const presented = findPresentedPasswordIssue(['currentPassword'], input.currentPassword)
  return presented === null ? issues : [...issues, presented]
}
