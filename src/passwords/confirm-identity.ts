import type { ConfirmedOperation } from '../audit/events.js'
import type { Caller } from '../sessions/authenticate-request.js'
import type { InvalidCredentials } from '../sessions/authentication.js'
import {
  isRecentlyAuthenticated,
  type ReauthenticationRequired,
  type RecentAuthenticationNeeds,
} from '../sessions/recent-authentication.js'
import type { Reader, Writer } from '../store/engine/store.js'
import { claimPasswordUse, type VerifiedPassword } from '../store/passwords.js'
import { findUserWithHash } from '../store/users.js'
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

/** Checks the current password or, without one, that the session's proof of identity is recent. */
export async function confirmIdentity(
  needs: ConfirmIdentityNeeds,
  { password, operation }: Proof,
  caller: Caller,
): Promise<IdentityConfirmation> {
  if (password === null) return confirmByRecentProof(needs, caller)
  const confirmed = await confirmPassword(needs, { ...caller, password, operation })
  if (confirmed.kind !== 'confirmed') return confirmed
  const { verified, freshHash } = confirmed
  return { kind: 'confirmed', verified, consume: (tx, now) => claimPasswordUse(tx, verified, { freshHash, now }) }
}

async function confirmByRecentProof(needs: ConfirmIdentityNeeds, caller: Caller): Promise<IdentityConfirmation> {
  const { user, session } = caller.requester
  const isRecent = (db: Reader) => isRecentlyAuthenticated(db, needs, session.id)
  if (await isRecent(needs.store.read)) return { kind: 'confirmed', verified: null, consume: isRecent }
  const found = await findUserWithHash(needs.store.read, { id: user.id })
  return {
    kind: 'reauthenticationRequired',
    maxAgeSeconds: needs.recentSeconds,
    assurance: 'AAL1',
    methods: found?.password == null ? [] : ['PASSWORD'],
  }
}
