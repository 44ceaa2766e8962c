import { record } from '../audit/record.js'
import { enqueueNotice, type NoticeNeeds } from '../mail/notices.js'
import { revokeTrust } from '../pending-sign-ins/revoke-trust.js'
import { isId } from '../platform/random.js'
import type { Caller } from '../sessions/authenticate-request.js'
import {
  findMissingProof,
  type ReauthenticationRequired,
  type RecentAuthenticationNeeds,
} from '../sessions/recent-authentication.js'
import type { Store, Writer } from '../store/engine/store.js'
import { deleteIdentity, findIdentityOfUser } from '../store/identities.js'
import { lockUser, replaceUser } from '../store/users.js'
import { countWaysIn, type OfferedWays } from '../store/ways-in.js'
import { viewIdentity } from './identity-view.js'
import type { Providers } from './open-providers.js'

export interface UnlinkIdentityInput {
  identityId: string
}

export type UnlinkIdentityOutcome =
  | { kind: 'identityUnlinked'; identityId: string }
  | { kind: 'identityNotFound' }
  | { kind: 'lastSignInMethod' }
  | ReauthenticationRequired

export interface UnlinkNeeds extends RecentAuthenticationNeeds, NoticeNeeds, OfferedWays {
  store: Store
  providers: Providers
}

/** Removes an account at a provider from the caller's account, unless it is the last way in. */
export async function unlinkIdentity(
  needs: UnlinkNeeds,
  { identityId }: UnlinkIdentityInput,
  caller: Caller,
): Promise<UnlinkIdentityOutcome> {
  if (!isId(identityId)) return { kind: 'identityNotFound' }
  return needs.store.transaction((tx) => storeUnlinking(tx, needs, { ...caller, identityId }))
}

async function storeUnlinking(
  tx: Writer,
  needs: UnlinkNeeds,
  { requester: { user, session }, client, identityId }: Caller & UnlinkIdentityInput,
): Promise<UnlinkIdentityOutcome> {
  // Two removals at once would each count the other's way in, and accept a proof that the other one voids.
  await lockUser(tx, user.id)
  const missing = await findMissingProof(tx, needs, { sessionId: session.id })
  if (missing !== null) return missing
  const identity = await findIdentityOfUser(tx, { id: identityId, userId: user.id })
  if (identity === null) return { kind: 'identityNotFound' }
  const { passwords, passkeys, identities, mailboxes } = await countWaysIn(tx, user.id, needs)
  const own = needs.providerIds.includes(identity.provider) ? 1 : 0
  if (passwords + passkeys + identities + mailboxes - own === 0) return { kind: 'lastSignInMethod' }
  await deleteIdentity(tx, identity.id)
  const now = needs.clock.now()
  await revokeTrust(tx, user.id)
  await replaceUser(tx, user.id, { factorsChangedAt: now })
  const { provider } = viewIdentity(needs.providers, identity)
  const event = { kind: 'identity.unlinked', userId: user.id, sessionId: session.id, provider: provider.id } as const
  await record(tx, event, { client, now })
  await enqueueNotice(tx, needs, { kind: 'identity-unlinked', user, client, values: { provider: provider.name } })
  return { kind: 'identityUnlinked', identityId }
}
