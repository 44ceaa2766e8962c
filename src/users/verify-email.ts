import { record } from '../audit/record.js'
import {
  type EmailProof,
  type ProofInput,
  type ProofNeeds,
  type ProofRefusal,
  readEmailProof,
} from '../email-verification/check-proof.js'
import type { InvalidInput } from '../platform/input-issue.js'
import type { PossibleCaller } from '../sessions/authenticate-request.js'
import type { Writer } from '../store/engine/store.js'
import { findUserWithHash, replaceUser } from '../store/users.js'
import type { Throttled } from '../throttles/take-attempt.js'

export type VerifyEmailInput = ProofInput
export type VerifyEmailNeeds = ProofNeeds

export type VerifyEmailOutcome = { kind: 'emailVerified'; email: string } | InvalidInput | ProofRefusal | Throttled

/**
 * Records that the user can read the mail of the address. Password and sessions stay, because people often open the
 * mail on another device. If a stranger opened the account, the owner of the address takes it over with a password
 * reset, or by registering with a mailed code.
 */
export async function verifyEmail(
  needs: VerifyEmailNeeds,
  input: VerifyEmailInput,
  caller: PossibleCaller,
): Promise<VerifyEmailOutcome> {
  const proof = await readEmailProof(needs, { purpose: 'verify-email', input }, caller.client)
  if (proof.kind !== 'proven') return proof
  const isVerified = await needs.store.transaction((tx) => storeProof(tx, needs, { proof, ...caller }))
  return isVerified ? { kind: 'emailVerified', email: proof.email } : proof.refusal
}

async function storeProof(
  tx: Writer,
  needs: ProofNeeds,
  { proof, requester, client }: PossibleCaller & { proof: EmailProof },
): Promise<boolean> {
  const now = needs.clock.now()
  const user = (await findUserWithHash(tx, { email: proof.email }))?.user ?? null
  // The user may have taken another address since the mail was sent.
  const isOwner = user !== null && (proof.userId === null || proof.userId === user.id)
  if (!isOwner || !(await proof.consume(tx))) return false
  const own = requester.kind === 'session' && requester.user.id === user.id ? requester : null
  await replaceUser(tx, user.id, { emailVerifiedAt: user.emailVerifiedAt ?? now, updatedAt: now })
  const event = { kind: 'email.verified', userId: user.id, sessionId: own?.session.id ?? null } as const
  await record(tx, event, { client, now })
  return true
}
