import type { ConfirmedOperation } from '../audit/events.js'
import type { Caller } from '../sessions/authenticate-request.js'
import type { InvalidCredentials } from '../sessions/authentication.js'
import {
  findMissingProof,
  type ReauthenticationRequired,
  type RecentAuthenticationNeeds,
} from '../sessions/recent-authentication.js'
import type { Reader, Writer } from '../store/engine/store.js'
import { consumePasswordUse, type VerifiedPassword } from '../store/passwords.js'
import { lockUser } from '../store/users.js'
import type { Throttled } from '../throttles/take-attempt.js'
import type { PasswordCheckNeeds } from './check-password.js'
import { confirmPassword } from './confirm-password.js'

/** The caller proved again who they are. */
export interface ConfirmedIdentity {
  kind: 'confirmed'
  /** The password that was given. Null when the session's own proof was recent enough. */
  verified: VerifiedPassword | null
  /** Call it in the transaction of the change. False if the proof is no longer good. */
  consume(tx: Writer, now: Date): Promise<boolean>
}

export type IdentityConfirmation = ConfirmedIdentity | InvalidCredentials | ReauthenticationRequired | Throttled

export interface ConfirmIdentityNeeds extends PasswordCheckNeeds, RecentAuthenticationNeeds {}

interface Proof {
  /** Null: the session must have been authenticated recently. */
  password: string | null
  operation: ConfirmedOperation
}

/**
 * Asks for the present password, or, without one, for a recent proof of identity. If the account has a second factor,
 * the password is one proof of two: the session must have proven the other one recently.
 */
export async function confirmIdentity(
  needs: ConfirmIdentityNeeds,
  { password, operation }: Proof,
  caller: Caller,
): Promise<IdentityConfirmation> {
  const { id: sessionId } = caller.requester.session
  const given = password === null ? [] : (['PASSWORD'] as const)
  const findMissing = (db: Reader) => findMissingProof(db, needs, { sessionId, given })
  const missing = await findMissing(needs.store.read)
  if (missing !== null) return missing
  const isProven = async (tx: Writer) => {
    await lockUser(tx, caller.requester.user.id)
    return (await findMissing(tx)) === null
  }
  if (password === null) return { kind: 'confirmed', verified: null, consume: isProven }
  const confirmed = await confirmPassword(needs, { ...caller, password, operation })
  if (confirmed.kind !== 'confirmed') return confirmed
  const { verified, freshHash } = confirmed
  const consume = (tx: Writer, now: Date) => consumePasswordUse(tx, verified, { freshHash, now })
  return { kind: 'confirmed', verified, consume: async (tx, now) => (await isProven(tx)) && consume(tx, now) }
}
