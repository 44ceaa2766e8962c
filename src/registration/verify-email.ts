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
import { isUniqueViolation } from '../store/engine/unique-violation.js'
import type { User } from '../store/tables/users.js'
import { lockHolder, replaceUser } from '../store/users.js'
import type { Throttled } from '../throttles/take-attempt.js'
import type { RegistrationRules } from '../users/registration-rules.js'
import { giveDefaultRoles } from './default-roles.js'
import { completeRegistration } from './pending-registration.js'

export type VerifyEmailInput = ProofInput
export type VerifyEmailOutcome = { kind: 'emailVerified'; email: string } | InvalidInput | ProofRefusal | Throttled

export interface VerifyEmailNeeds extends ProofNeeds {
  registration: RegistrationRules
}

interface Proven extends PossibleCaller {
  proof: EmailProof
}

/**
 * Records that the user can read the mail of the address, or makes the user of a pending registration. Password and
 * sessions stay, because people often open the mail on another device. If a stranger opened the account, the owner of
 * the address can take it over. A password reset does that, and a registration with a mailed code.
 */
export async function verifyEmail(
  needs: VerifyEmailNeeds,
  input: VerifyEmailInput,
  caller: PossibleCaller,
): Promise<VerifyEmailOutcome> {
  const proof = await readEmailProof(needs, { purpose: 'verify-email', input }, caller.client)
  if (proof.kind !== 'proven') return proof
  try {
    const isVerified = await needs.store.transaction((tx) => storeProof(tx, needs, { proof, ...caller }))
    return isVerified ? { kind: 'emailVerified', email: proof.email } : proof.refusal
  } catch (error) {
    // Another request made a user with this address or this name at the same time. The proof still works.
    if (isUniqueViolation(error)) return proof.refusal
    throw error
  }
}

async function storeProof(tx: Writer, needs: VerifyEmailNeeds, proven: Proven): Promise<boolean> {
  const { proof, client } = proven
  const now = needs.clock.now()
  const user = ownerOf(proof, await lockHolder(tx, proof.email))
  if (user !== null) return (await proof.consume(tx)) && verifyAddress(tx, { ...proven, user, now })
  if (proof.purpose === 'verify-email' && proof.userId === null) return false
  if (!(await proof.consume(tx))) return false
  const key = proof.userId === null ? { email: proof.email } : { id: proof.userId }
  const created = await completeRegistration(tx, key, now)
  if (created === null) return false
  await giveDefaultRoles(tx, needs.registration, created)
  await record(tx, { kind: 'user.created', userId: created.id }, { client, now })
  await record(tx, { kind: 'email.verified', userId: created.id, sessionId: null }, { client, now })
  return true
}

/** The user whose address is proven. Null for a registration, and if the user took another address after the mail. */
function ownerOf({ purpose, userId }: EmailProof, holder: User | null): User | null {
  if (purpose === 'verify-registration') return null
  return userId === null || userId === holder?.id ? holder : null
}

async function verifyAddress(
  tx: Writer,
  { user, requester, client, now }: Proven & { user: User; now: Date },
): Promise<boolean> {
  const own = requester.kind === 'session' && requester.user.id === user.id ? requester : null
  await replaceUser(tx, user.id, { emailVerifiedAt: user.emailVerifiedAt ?? now, updatedAt: now })
  const event = { kind: 'email.verified', userId: user.id, sessionId: own?.session.id ?? null } as const
  await record(tx, event, { client, now })
  return true
}
