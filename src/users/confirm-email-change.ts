import { record } from '../audit/record.js'
import {
  type EmailProof,
  type ProofNeeds,
  type ProofRefusal,
  readCode,
  readLink,
} from '../email-verification/check-proof.js'
import { linkKey } from '../email-verification/link-token.js'
import { revokeAllProofs } from '../email-verification/revoke-proofs.js'
import { enqueue } from '../mail/enqueue.js'
import { circumstancesOf, noticeEnvelope, provenAddressOf } from '../mail/notices.js'
import { type InvalidInput, invalidInput } from '../platform/input-issue.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import type { PossibleCaller, SessionRequester } from '../sessions/authenticate-request.js'
import { type OwnUser, viewUser } from '../sessions/views.js'
import { findLinkTokenByKey } from '../store/email-proofs.js'
import type { Writer } from '../store/engine/store.js'
import { isUniqueViolation } from '../store/engine/unique-violation.js'
import type { User } from '../store/tables/users.js'
import { lockUser, replaceUser } from '../store/users.js'
import type { Throttled } from '../throttles/take-attempt.js'

/** The token of the mailed link, or the code together with a session of the user. */
export interface ConfirmEmailChangeInput {
  token?: string | null
  code?: string | null
}

export type ConfirmEmailChangeOutcome =
  | { kind: 'emailChanged'; user: OwnUser }
  | InvalidInput
  | ProofRefusal
  | { kind: 'emailTaken' }
  | Throttled

/** Replaces the user’s address by the proven one. Both addresses get a mail. */
export async function confirmEmailChange(
  needs: ProofNeeds,
  input: ConfirmEmailChangeInput,
  caller: PossibleCaller,
): Promise<ConfirmEmailChangeOutcome> {
  const proof = await readProof(needs, input, caller)
  if (proof.kind !== 'proven') return proof
  try {
    const user = await needs.store.transaction((tx) => storeChange(tx, needs, { proof, ...caller }))
    return user === null ? proof.refusal : { kind: 'emailChanged', user }
  } catch (error) {
    if (isUniqueViolation(error)) return { kind: 'emailTaken' }
    throw error
  }
}

async function readProof(
  needs: ProofNeeds,
  { token, code }: ConfirmEmailChangeInput,
  { requester, client }: PossibleCaller,
) {
  if (token != null) return readLink(needs, { purpose: 'change-email', token }, client)
  if (code == null) return invalidInput([{ path: ['token'], rule: 'REQUIRED' }])
  // A code alone does not identify the user.
  if (requester.kind !== 'session') return { kind: 'invalidCode' } as const
  return readOwnCode(needs, { code, requester }, client)
}

async function readOwnCode(
  needs: ProofNeeds,
  { code, requester }: { code: string; requester: SessionRequester },
  client: RequestMetadata,
) {
  const { id: userId } = requester.user
  const link = await findLinkTokenByKey(needs.store.read, linkKey('change-email', userId))
  const subjects = [{ purpose: 'change-email', of: userId }] as const
  const proof = await readCode(needs, { subjects, code, email: link?.email ?? '' }, client)
  if (proof.kind !== 'proven') return proof
  return link === null ? proof.refusal : { ...proof, userId }
}

async function storeChange(
  tx: Writer,
  needs: ProofNeeds,
  { proof, requester, client }: PossibleCaller & { proof: EmailProof },
): Promise<OwnUser | null> {
  const user = proof.userId === null ? null : await lockUser(tx, proof.userId)
  if (user === null) return null
  if (!(await proof.consume(tx))) return null
  const now = needs.clock.now()
  const { email } = proof
  const changed = await replaceUser(tx, user.id, { email, emailVerifiedAt: now, updatedAt: now })
  await revokeAllProofs(tx, user)
  await tellBoth(tx, needs, { user, email, client })
  const own = requester.kind === 'session' && requester.user.id === user.id ? requester : null
  await record(tx, { kind: 'email.changed', userId: user.id, sessionId: own?.session.id ?? null }, { client, now })
  return changed === null ? null : { ...viewUser(changed), currentSession: own?.session ?? null }
}

async function tellBoth(
  tx: Writer,
  needs: ProofNeeds,
  { user, email, client }: { user: User; email: string; client: RequestMetadata },
): Promise<void> {
  const message = { kind: 'email-changed', values: { ...circumstancesOf(needs, client), email } } as const
  for (const to of [provenAddressOf(user), email]) {
    if (to !== null) await enqueue(tx, needs, { ...noticeEnvelope(needs, user, to), message })
  }
}
