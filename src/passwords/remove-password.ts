import { record } from '../audit/record.js'
import { revokePrivilegedProofs } from '../email-verification/revoke-proofs.js'
import { enqueueNotice, type NoticeNeeds } from '../mail/notices.js'
import { revokeTrust } from '../pending-sign-ins/revoke-trust.js'
import type { Caller } from '../sessions/authenticate-request.js'
import {
  findMissingProof,
  type ReauthenticationRequired,
  type RecentAuthenticationNeeds,
} from '../sessions/recent-authentication.js'
import type { Store, Writer } from '../store/engine/store.js'
import { deletePasswordCredential } from '../store/passwords.js'
import { lockUser, replaceUser } from '../store/users.js'
import { countWaysIn, type OfferedWays } from '../store/ways-in.js'

export type RemovePasswordOutcome =
  | { kind: 'passwordRemoved'; userId: string }
  | { kind: 'lastSignInMethod' }
  | ReauthenticationRequired

export interface RemovePasswordNeeds extends RecentAuthenticationNeeds, NoticeNeeds, OfferedWays {
  store: Store
}

/** Removes the password of a user who can sign in in another way. Needs a recent proof of identity. */
export async function removePassword(needs: RemovePasswordNeeds, caller: Caller): Promise<RemovePasswordOutcome> {
  return needs.store.transaction((tx) => storeRemoval(tx, needs, caller))
}

async function storeRemoval(
  tx: Writer,
  needs: RemovePasswordNeeds,
  { requester, client }: Caller,
): Promise<RemovePasswordOutcome> {
  const { user, session } = requester
  // Two removals at once would each count the other's way in, and accept a proof that the other one voids.
  await lockUser(tx, user.id)
  const missing = await findMissingProof(tx, needs, { sessionId: session.id })
  if (missing !== null) return missing
  const { passkeys, identities, mailboxes } = await countWaysIn(tx, user.id, needs)
  if (passkeys + identities + mailboxes === 0) return { kind: 'lastSignInMethod' }
  const removed = { kind: 'passwordRemoved', userId: user.id } as const
  if (!(await deletePasswordCredential(tx, user.id))) return removed
  const now = needs.clock.now()
  await revokeTrust(tx, user.id)
  await revokePrivilegedProofs(tx, user)
  await replaceUser(tx, user.id, { factorsChangedAt: now })
  await record(tx, { kind: 'password.removed', userId: user.id, sessionId: session.id }, { client, now })
  await enqueueNotice(tx, needs, { kind: 'password-removed', user, client })
  return removed
}
