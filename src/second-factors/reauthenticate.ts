import { record } from '../audit/record.js'
import { type ProofNeeds, readCode } from '../email-verification/check-proof.js'
import type { PasswordCheckNeeds } from '../passwords/check-password.js'
import { confirmPassword } from '../passwords/confirm-password.js'
import { returnAnswer, takeAnswer } from '../pending-sign-ins/sign-in-token.js'
import { type InvalidInput, invalidInput } from '../platform/input-issue.js'
import type { Caller } from '../sessions/authenticate-request.js'
import { type Authentication, assuranceOf, type InvalidCredentials, writeMethods } from '../sessions/authentication.js'
import { type IssueNeeds, issueTokens } from '../sessions/issue-tokens.js'
import {
  listMethods,
  type RecentAuthenticationNeeds,
  recentMethods,
  requiredAssurance,
} from '../sessions/recent-authentication.js'
import type { OwnSession } from '../sessions/views.js'
import type { Writer } from '../store/engine/store.js'
import { consumePasswordUse } from '../store/passwords.js'
import { findSession, replaceProof, type SessionWithUser } from '../store/sessions.js'
import type { User } from '../store/tables/users.js'
import { findUser, lockUser } from '../store/users.js'
import type { Throttled, ThrottleNeeds } from '../throttles/take-attempt.js'
import type { AuthenticationMethod } from '../tokens/authentication-claims.js'
import {
  type AnswerRefusal,
  type CheckAnswerNeeds,
  checkAnswer,
  type FactorAnswer,
  findAnswerIssues,
} from './check-answer.js'
import { tellOfRecoveryCode } from './continue-sign-in.js'

/** Exactly one of the fields. */
export interface ReauthenticateInput extends FactorAnswer {
  password?: string | null
  /** From a code with the purpose `reauthenticate`. */
  emailCode?: string | null
}

export type ReauthenticateOutcome =
  | {
      kind: 'reauthenticated'
      session: OwnSession
      accessToken: string
      /** Seconds. */
      expiresIn: number
      expiresAt: Date
    }
  | InvalidCredentials
  | AnswerRefusal
  | InvalidInput
  | Throttled

export interface ReauthenticateNeeds
  extends PasswordCheckNeeds,
    RecentAuthenticationNeeds,
    IssueNeeds,
    ProofNeeds,
    ThrottleNeeds,
    CheckAnswerNeeds {}

/** The outcome when another request used the proof first. */
const refusals: Partial<Record<AuthenticationMethod, 'invalidCredentials' | 'invalidPasskey'>> = {
  PASSWORD: 'invalidCredentials',
  PASSKEY: 'invalidPasskey',
}

type Checked = Authentication | InvalidCredentials | AnswerRefusal | Throttled

/**
 * The caller proves anew who they are. If the account has a second factor, the proof needs one recent proof of each
 * kind. The refresh token stays as it is.
 */
export async function reauthenticate(
  needs: ReauthenticateNeeds,
  input: ReauthenticateInput,
  caller: Caller,
): Promise<ReauthenticateOutcome> {
  const issues = findAnswerIssues({ ...input }, ['password', 'totpCode', 'recoveryCode', 'passkey', 'emailCode'])
  if (issues.length > 0) return invalidInput(issues)
  const user = await findUser(needs.store.read, caller.requester.user.id)
  if (user === null) return { kind: 'invalidCredentials' }
  const checked = await check(needs, { input, user }, caller)
  if ('kind' in checked) return checked
  const found = await needs.store.transaction((tx) => storeProof(tx, needs, { answer: checked, caller }))
  if (found === null) return { kind: refusals[checked.method] ?? 'invalidCode' }
  const { session, tokens } = await issueTokens(needs, found.session, found.user)
  const { accessToken, expiresIn, expiresAt } = tokens
  return { kind: 'reauthenticated', session, accessToken, expiresIn, expiresAt }
}

async function check(
  needs: ReauthenticateNeeds,
  { input, user }: { input: ReauthenticateInput; user: User },
  caller: Caller,
): Promise<Checked> {
  if (input.password != null) return checkPassword(needs, { password: input.password, user }, caller)
  if (input.emailCode != null) return checkEmailCode(needs, { code: input.emailCode, user }, caller)
  const answerer = { userId: user.id, placeId: caller.requester.session.id }
  const refusal = await takeAnswer(needs, { pendingId: null, ...answerer }, caller.client)
  if (refusal !== null) return refusal.kind === 'throttled' ? refusal : { kind: 'invalidCode' }
  const ceremony = { purpose: 'reauthenticate', sessionId: caller.requester.session.id } as const
  const checked = await checkAnswer(needs, { user, ceremony, client: caller.client }, input)
  if (!('kind' in checked)) await needs.store.transaction((tx) => returnAnswer(tx, needs, answerer))
  return checked
}

async function checkPassword(
  needs: ReauthenticateNeeds,
  { password, user }: { password: string; user: User },
  caller: Caller,
): Promise<Checked> {
  const confirmed = await confirmPassword(needs, { ...caller, password, operation: 'reauthenticate' })
  if (confirmed.kind !== 'confirmed') return confirmed
  const { verified, freshHash } = confirmed
  return { user, method: 'PASSWORD', consume: (tx, now) => consumePasswordUse(tx, verified, { freshHash, now }) }
}

async function checkEmailCode(
  needs: ReauthenticateNeeds,
  { code, user }: { code: string; user: User },
  { client }: Caller,
): Promise<Checked> {
  const { email, emailVerifiedAt } = user
  if (email === null || emailVerifiedAt === null) return { kind: 'invalidCode' }
  const proof = await readCode(needs, { subjects: [{ purpose: 'reauthenticate', of: email }], code, email }, client)
  if (proof.kind === 'throttled') return proof
  if (proof.kind !== 'proven') return { kind: 'invalidCode' }
  return { user, method: 'EMAIL', consume: (tx) => proof.consume(tx) }
}

/** Null if another request used the credential first, or if the session has ended. */
async function storeProof(
  tx: Writer,
  needs: ReauthenticateNeeds,
  { answer, caller }: { answer: Authentication; caller: Caller },
): Promise<SessionWithUser | null> {
  const now = needs.clock.now()
  const { id: sessionId } = caller.requester.session
  await lockUser(tx, caller.requester.user.id)
  if (!(await answer.consume(tx, now))) return null
  const found = await findSession(tx, sessionId)
  if (found === null) return null
  const proven = [...new Set([...recentMethods(needs, found), answer.method])]
  const isComplete =
    requiredAssurance(await listMethods(tx, found.user.id)) === 'AAL1' || assuranceOf(proven) === 'AAL2'
  const methods = writeMethods(proven)
  const proof = isComplete
    ? { authenticatedAt: now, methods, assurance: assuranceOf(proven), partialMethods: null, partialAt: null }
    : { partialMethods: methods, partialAt: now }
  const session = await replaceProof(tx, sessionId, proof)
  if (session === null) return null
  const event = { kind: 'session.reauthenticated', userId: found.user.id, sessionId, methods: [answer.method] } as const
  await record(tx, event, { client: caller.client, now })
  if (answer.method === 'RECOVERY_CODE')
    await tellOfRecoveryCode(tx, needs, { answer, sessionId, client: caller.client })
  return { session, user: found.user }
}
