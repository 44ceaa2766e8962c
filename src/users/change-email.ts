import { record } from '../audit/record.js'
import { codeMailSubjects, mailEmailChange, type ProofMailNeeds, send } from '../email-verification/send-proof.js'
import { readEmailAddress } from '../mail/email-address.js'
import { type ConfirmedIdentity, type ConfirmIdentityNeeds, confirmIdentity } from '../passwords/confirm-identity.js'
import { findPresentedPasswordIssue } from '../passwords/policy.js'
import { type InputIssue, type InvalidInput, invalidInput } from '../platform/input-issue.js'
import type { Caller } from '../sessions/authenticate-request.js'
import type { InvalidCredentials } from '../sessions/authentication.js'
import type { ReauthenticationRequired } from '../sessions/recent-authentication.js'
import type { UserView } from '../sessions/views.js'
import type { Writer } from '../store/engine/store.js'
import { findUserByKey } from '../store/users.js'
import { type Throttled, takeAttempt } from '../throttles/take-attempt.js'

export interface RequestEmailChangeInput {
  newEmail: string
  /** Left out: the session must have been authenticated recently. */
  currentPassword?: string | null
}

export type RequestEmailChangeOutcome =
  | { kind: 'emailChangeRequested'; expiresIn: number }
  | InvalidCredentials
  | ReauthenticationRequired
  | InvalidInput
  | Throttled

export interface RequestEmailChangeNeeds extends ConfirmIdentityNeeds, ProofMailNeeds {}

/** Mails a proof to the new address. The answer does not tell whether another user has that address. */
export async function requestEmailChange(
  needs: RequestEmailChangeNeeds,
  input: RequestEmailChangeInput,
  caller: Caller,
): Promise<RequestEmailChangeOutcome> {
  const email = readEmailAddress(input.newEmail)
  const issues = findIssues(input, email, caller.requester.user)
  if (email === null || issues.length > 0) return invalidInput(issues)
  const { currentPassword: password = null } = input
  const confirmed = await confirmIdentity(needs, { password, operation: 'requestEmailChange' }, caller)
  if (confirmed.kind !== 'confirmed') return confirmed

  const refusal = await needs.store.transaction((tx) => storeRequest(tx, needs, { email, confirmed, ...caller }))
  return refusal ?? { kind: 'emailChangeRequested', expiresIn: needs.links.verifySeconds }
}

interface Request extends Caller {
  email: string
  confirmed: ConfirmedIdentity
}

async function storeRequest(
  tx: Writer,
  needs: RequestEmailChangeNeeds,
  request: Request,
): Promise<InvalidCredentials | Throttled | null> {
  const { email, confirmed, requester, client } = request
  const now = needs.clock.now()
  const { user, session } = requester
  if (!(await confirmed.consume(tx, now))) return { kind: 'invalidCredentials' }
  const throttled = await takeAttempt(tx, needs, {
    subjects: codeMailSubjects({ purpose: 'change-email', email }, client),
    client,
  })
  if (throttled !== null) return throttled
  await mailProof(tx, needs, request)
  await record(tx, { kind: 'email-change.requested', userId: user.id, sessionId: session.id }, { client, now })
  return null
}

async function mailProof(
  tx: Writer,
  needs: RequestEmailChangeNeeds,
  { email, requester, client }: Request,
): Promise<void> {
  const { language } = client
  const isTaken = (await findUserByKey(tx, { email })) !== null
  if (!isTaken) return mailEmailChange(tx, needs, { userId: requester.user.id, email, language })
  const message = { kind: 'already-registered', values: { email } } as const
  await send(tx, needs, { to: email, language, lifetimeSeconds: needs.links.verifySeconds, message })
}

function findIssues(input: RequestEmailChangeInput, email: string | null, user: UserView): InputIssue[] {
  const issues: InputIssue[] = []
  if (email === null) issues.push({ path: ['newEmail'], rule: 'NOT_AN_EMAIL' })
  if (email !== null && email === user.email) issues.push({ path: ['newEmail'], rule: 'UNCHANGED' })
  const { currentPassword } = input
  const presented = currentPassword == null ? null : findPresentedPasswordIssue(['currentPassword'], currentPassword)
  return presented === null ? issues : [...issues, presented]
}
