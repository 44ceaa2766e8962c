import { record } from '../audit/record.js'
import type { Client } from '../platform/client.js'
import type { InvalidInput } from '../platform/input-issue.js'
import type { Requester } from '../sessions/identify-requester.js'
import { deletePassword } from '../store/passwords.js'
import type { User } from '../store/rows.js'
import { endSessionsOfUser } from '../store/sessions.js'
import type { Writer } from '../store/store.js'
import { findUserWithHash, replaceUser } from '../store/users.js'
import type { Throttled } from '../throttles/take-attempt.js'
import {
  type EmailProof,
  type ProofInput,
  type ProofNeeds,
  type ProofRefusal,
  readEmailProof,
} from '../tokens/email-proof.js'
import type { RegistrationRules } from './registration-rules.js'

export type VerifyEmailOutcome = { kind: 'emailVerified'; email: string } | InvalidInput | ProofRefusal | Throttled

interface Needs extends ProofNeeds {
  registration: RegistrationRules
}

interface Caller {
  requester: Requester
  client: Client
}

/**
 * Notes that the user reads the mail of the address. Where an account works before that, whoever opened it is only
 * known to be the owner of the mailbox if the proof comes from a session of theirs. From anybody else it takes the
 * account over: the password and the sessions of whoever registered the address without being able to read its mail
 * are dead, and the owner sets a password by a reset.
 */
export async function verifyEmail(needs: Needs, input: ProofInput, caller: Caller): Promise<VerifyEmailOutcome> {
  const proof = await readEmailProof(needs, { purpose: 'verify-email', input }, caller.client)
  if (proof.kind !== 'proven') return proof
  const isVerified = await needs.store.transaction((tx) => storeProof(tx, needs, { proof, ...caller }))
  return isVerified ? { kind: 'emailVerified', email: proof.email } : proof.refusal
}

async function storeProof(
  tx: Writer,
  needs: Needs,
  { proof, requester, client }: Caller & { proof: EmailProof },
): Promise<boolean> {
  const now = needs.clock.now()
  const user = (await findUserWithHash(tx, { email: proof.email }))?.user ?? null
  // The user may have taken another address since the mail was sent.
  const isOwner = user !== null && (proof.userId === null || proof.userId === user.id)
  if (!isOwner || !(await proof.claim(tx))) return false
  const own = requester.kind === 'user' && requester.user.id === user.id ? requester : null
  if (own === null) await takeOver(tx, needs, user)
  await replaceUser(tx, user.id, { emailVerifiedAt: user.emailVerifiedAt ?? now, updatedAt: now })
  const event = { kind: 'emailVerified', userId: user.id, sessionId: own?.session.id ?? null } as const
  await record(tx, event, { client, now })
  return true
}

async function takeOver(tx: Writer, { clock, registration }: Needs, user: User): Promise<void> {
  // Where nobody signs in before the proof, there is no session, and the password waits for exactly this.
  if (user.emailVerifiedAt !== null || registration.emailVerification === 'required') return
  await endSessionsOfUser(tx, { userId: user.id, exceptId: null }, { reason: 'PASSWORD_CHANGED', now: clock.now() })
  await deletePassword(tx, user.id)
}
