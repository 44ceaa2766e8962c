import { record } from '../audit/record.js'
import { trustDevice } from '../devices/trust-device.js'
import { enqueueNotice, type NoticeNeeds } from '../mail/notices.js'
import { type OpenPendingSignIn, readSignInToken, returnAnswer, takeAnswer } from '../pending-sign-ins/sign-in-token.js'
import { type InvalidInput, invalidInput } from '../platform/input-issue.js'
import type { TokenRefusal } from '../platform/one-time-token.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import type { Authentication } from '../sessions/authentication.js'
import type { SignedIn } from '../sessions/issue-tokens.js'
import {
  type Admission,
  decideSignIn,
  finishSignIn,
  recordFailedSignIn,
  type SignInNeeds,
} from '../sign-in/complete-sign-in.js'
import type { Writer } from '../store/engine/store.js'
import { consumePendingSignIn } from '../store/pending-sign-ins.js'
import { countUnusedRecoveryCodes } from '../store/second-factors.js'
import type { Throttled, ThrottleNeeds } from '../throttles/take-attempt.js'
import {
  type AnswerRefusal,
  type CheckAnswerNeeds,
  checkAnswer,
  type FactorAnswer,
  findAnswerIssues,
} from './check-answer.js'

export interface ContinueSignInInput extends FactorAnswer {
  signInToken: string
  /** Whether this device needs no second factor for TRUSTED_DEVICE_LIFETIME. */
  rememberDevice?: boolean
}

export type ContinueSignInOutcome =
  | SignedIn
  | AnswerRefusal
  | TokenRefusal
  | { kind: 'userDisabled' }
  | InvalidInput
  | Throttled

export interface ContinueSignInNeeds extends SignInNeeds, ThrottleNeeds, CheckAnswerNeeds {}

/** Answers a second factor. Five answers end the sign-in; wrong ones also count against the user. */
export async function continueSignIn(
  needs: ContinueSignInNeeds,
  input: ContinueSignInInput,
  client: RequestMetadata,
): Promise<ContinueSignInOutcome> {
  const issues = findAnswerIssues({ ...input }, ['totpCode', 'recoveryCode', 'passkey'])
  if (issues.length > 0) return invalidInput(issues)
  const pending = await readSignInToken(needs, { token: input.signInToken, purpose: 'answer' })
  if ('kind' in pending) return pending
  const { user } = pending
  const answerer = { userId: user.id, placeId: pending.deviceId ?? null }
  const refusal = await takeAnswer(needs, { pendingId: pending.id, ...answerer }, client)
  if (refusal !== null) return refusal

  const ceremony = { purpose: 'second-factor', pendingSignInId: pending.id } as const
  const answer = await checkAnswer(needs, { user, ceremony, client }, input)
  if ('kind' in answer) return refuse(needs, { pending, refusal: answer, client })
  const admission = await needs.store.transaction(async (tx) => {
    const decided = await decide(tx, needs, { pending, answer, client })
    if (decided.kind !== 'admitted' || input.rememberDevice !== true) return decided
    const { deviceId: id, session } = decided
    await trustDevice(tx, needs, { id, userId: user.id, sessionId: session.id, client })
    return decided
  })
  // Not in the same transaction: `takeAnswer` takes the counter first and the pending sign-in then.
  if (admission.kind === 'admitted') await needs.store.transaction((tx) => returnAnswer(tx, needs, answerer))
  if (admission.kind === 'invalidCredentials') return { kind: 'invalidToken', reason: 'TOKEN_INVALID' }
  return finishSignIn(needs, admission) as Promise<ContinueSignInOutcome>
}

interface Answered {
  pending: OpenPendingSignIn
  answer: Authentication
  client: RequestMetadata
}

async function decide(
  tx: Writer,
  needs: ContinueSignInNeeds,
  { pending, answer, client }: Answered,
): Promise<Admission> {
  const consume = async (tx: Writer, now: Date) =>
    (await consumePendingSignIn(tx, pending.id, now)) && answer.consume(tx, now)
  const authentication = { ...answer, consume }
  const request = { ...pending, authentication, earlierMethods: pending.methods, client }
  const admission = await decideSignIn(tx, needs, request)
  if (admission.kind === 'admitted' && answer.method === 'RECOVERY_CODE') {
    await tellOfRecoveryCode(tx, needs, { answer, sessionId: admission.session.id, client })
  }
  return admission
}

/** The owner hears of every recovery code that is used, and how many are left. */
export async function tellOfRecoveryCode(
  tx: Writer,
  needs: NoticeNeeds,
  { answer: { user }, sessionId, client }: { answer: Authentication; sessionId: string; client: RequestMetadata },
): Promise<void> {
  const left = (await countUnusedRecoveryCodes(tx, user.id)) ?? 0
  const event = { kind: 'recovery-code.used', userId: user.id, sessionId, left } as const
  await record(tx, event, { client, now: needs.clock.now() })
  await enqueueNotice(tx, needs, { kind: 'recovery-code-used', user, client, values: { left: String(left) } })
}

async function refuse(
  needs: ContinueSignInNeeds,
  { pending, refusal, client }: { pending: OpenPendingSignIn; refusal: AnswerRefusal; client: RequestMetadata },
): Promise<AnswerRefusal> {
  const failure = { userId: pending.user.id, reason: 'wrongSecondFactor' } as const
  await needs.store.transaction((tx) => recordFailedSignIn(tx, failure, { client, now: needs.clock.now() }))
  return refusal
}
