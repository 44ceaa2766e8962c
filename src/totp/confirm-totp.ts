import { record } from '../audit/record.js'
import { enqueueNotice, type NoticeNeeds } from '../mail/notices.js'
import { findSetupSubject, type SetupNeeds, type SetupSubject } from '../pending-sign-ins/find-setup-subject.js'
import { returnAnswer, takeAnswer } from '../pending-sign-ins/sign-in-token.js'
import { type InvalidInput, invalidInput } from '../platform/input-issue.js'
import type { TokenRefusal } from '../platform/one-time-token.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import { issueFirstRecoveryCodes } from '../recovery-codes/recovery-codes.js'
import type { PossibleCaller } from '../sessions/authenticate-request.js'
import type { SignedIn } from '../sessions/issue-tokens.js'
import { finishSignIn, type SignInNeeds } from '../sign-in/complete-sign-in.js'
import { signInAfterSetup } from '../sign-in/sign-in-after-setup.js'
import type { Writer } from '../store/engine/store.js'
import { consumePendingSignIn } from '../store/pending-sign-ins.js'
import { consumeTotpSetup, findTotpSetup, insertTotp } from '../store/second-factors.js'
import type { TotpSetupRow } from '../store/tables/second-factors.js'
import { lockUser, replaceUser } from '../store/users.js'
import type { Throttled, ThrottleNeeds } from '../throttles/take-attempt.js'
import { removeReplacedTotp } from './replace-totp.js'
import { findTotpStep } from './totp.js'

export interface ConfirmTotpInput {
  code: string
  /** From `secondFactorSetupRequired`. */
  signInToken?: string | null
}

export interface TotpEnabled {
  kind: 'totpEnabled'
  totp: { createdAt: Date; lastUsedAt: Date | null }
  /** Given once, when the user had none. */
  recoveryCodes: readonly string[] | null
  /** When a sign-in token was given. */
  signedIn: SignedIn | null
}

export type ConfirmTotpOutcome = TotpEnabled | { kind: 'invalidCode' } | InvalidInput | TokenRefusal | Throttled

export interface ConfirmTotpNeeds extends SetupNeeds, SignInNeeds, ThrottleNeeds, NoticeNeeds {}

/** Turns the authenticator app on with its first code. During a sign-in it also signs in. */
export async function confirmTotp(
  needs: ConfirmTotpNeeds,
  { code, signInToken = null }: ConfirmTotpInput,
  caller: PossibleCaller,
): Promise<ConfirmTotpOutcome> {
  if (code === '') return invalidInput([{ path: ['code'], rule: 'REQUIRED' }])
  const subject = await findSetupSubject(needs, signInToken, caller)
  if (subject.kind !== 'setupSubject') return subject
  const { pending, session, user } = subject
  const answerer = { userId: user.id, placeId: session?.id ?? pending?.deviceId ?? null }
  const refusal = await takeAnswer(needs, { pendingId: pending?.id ?? null, ...answerer }, caller.client)
  if (refusal !== null) return refusal
  const setup = await findTotpSetup(needs.store.read, user.id)
  const step = setup === null ? null : findStep(needs, setup, code)
  if (setup === null || step === null) return { kind: 'invalidCode' }
  const enabling = { subject, setup, step, client: caller.client }
  const enabled = await needs.store.transaction(async (tx) => {
    await returnAnswer(tx, needs, answerer)
    return storeTotp(tx, needs, enabling)
  })
  if (enabled === null) return { kind: 'invalidCode' }
  const { admitted, ...rest } = enabled
  return { kind: 'totpEnabled', ...rest, signedIn: admitted && ((await finishSignIn(needs, admitted)) as SignedIn) }
}

function findStep({ secrets, clock }: ConfirmTotpNeeds, setup: TotpSetupRow, code: string): number | null {
  const secret = setup.expiresAt <= clock.now() ? null : secrets.open('totp-secret', setup.sealedSecret)
  return secret === null ? null : findTotpStep(secret, code, clock.now())
}

interface Enabling {
  subject: SetupSubject
  setup: TotpSetupRow
  step: number
  client: RequestMetadata
}

/** Null when another request was first, or the proof of the caller does not hold any more. */
async function storeTotp(tx: Writer, needs: ConfirmTotpNeeds, { subject, setup, step, client }: Enabling) {
  const now = needs.clock.now()
  const { user, session } = subject
  const { sealedSecret } = setup
  await lockUser(tx, user.id)
  const isPending = subject.pending === null || (await consumePendingSignIn(tx, subject.pending.id, now))
  if (!isPending || !(await consumeTotpSetup(tx, setup))) return null
  if (session !== null) await removeReplacedTotp(tx, needs, { userId: user.id, sessionId: session.id, client })
  const totp = { userId: user.id, sealedSecret, lastStep: step, createdAt: now, lastUsedAt: null }
  if (!(await insertTotp(tx, totp))) return null
  const recoveryCodes = await issueFirstRecoveryCodes(tx, needs, user.id)
  await replaceUser(tx, user.id, { factorsChangedAt: now })
  const event = { kind: 'factor.added', userId: user.id, sessionId: session?.id ?? null, factor: 'TOTP' } as const
  await record(tx, event, { client, now })
  await enqueueNotice(tx, needs, { kind: 'totp-enabled', user, client })
  return { totp, recoveryCodes, admitted: await signInAfterSetup(tx, needs, { subject, method: 'TOTP', client }) }
}
