import { record } from '../audit/record.js'
import { enqueueNotice, type NoticeNeeds } from '../mail/notices.js'
import { revokeTrust } from '../pending-sign-ins/revoke-trust.js'
import type { Caller } from '../sessions/authenticate-request.js'
import {
  findMissingProof,
  type ReauthenticationRequired,
  type RecentAuthenticationNeeds,
} from '../sessions/recent-authentication.js'
import { isSecondFactorMandatory, type SecondFactorPolicy } from '../sign-in/second-factor-policy.js'
import type { Store, Writer } from '../store/engine/store.js'
import { deletePasskey, listPasskeys } from '../store/passkeys.js'
import { deleteRecoveryCodes, findTotp } from '../store/second-factors.js'
import { lockUser, replaceUser } from '../store/users.js'
import { countWaysIn, type OfferedWays } from '../store/ways-in.js'
import { maxPasskeys } from '../webauthn/options.js'

export interface RemovePasskeyInput {
  passkeyId: string
}

export type RemovePasskeyOutcome =
  | { kind: 'passkeyRemoved'; passkeyId: string }
  | { kind: 'passkeyNotFound' }
  | { kind: 'lastSignInMethod' }
  | { kind: 'secondFactorMandatory' }
  | ReauthenticationRequired

export interface RemovePasskeyNeeds extends RecentAuthenticationNeeds, NoticeNeeds, OfferedWays {
  store: Store
  secondFactor: SecondFactorPolicy
}

/** Removes a passkey, unless it is the last way to sign in. Without another factor the recovery codes go too. */
export async function removePasskey(
  needs: RemovePasskeyNeeds,
  input: RemovePasskeyInput,
  caller: Caller,
): Promise<RemovePasskeyOutcome> {
  return needs.store.transaction((tx) => storeRemoval(tx, needs, { ...input, ...caller }))
}

async function storeRemoval(
  tx: Writer,
  needs: RemovePasskeyNeeds,
  { passkeyId, requester, client }: RemovePasskeyInput & Caller,
): Promise<RemovePasskeyOutcome> {
  const { user, session } = requester
  await lockUser(tx, user.id)
  const missing = await findMissingProof(tx, needs, { sessionId: session.id })
  if (missing !== null) return missing
  const refusal = await refuseLast(tx, needs, { userId: user.id, passkeyId })
  if (refusal !== null) return refusal
  const removed = await deletePasskey(tx, { id: passkeyId, userId: user.id })
  if (removed === null) return { kind: 'passkeyNotFound' }
  const now = needs.clock.now()
  const isWithoutFactor = (await findTotp(tx, user.id)) === null && (await listPasskeys(tx, user.id, 1)).length === 0
  if (isWithoutFactor) await deleteRecoveryCodes(tx, user.id)
  await revokeTrust(tx, user.id)
  await replaceUser(tx, user.id, { factorsChangedAt: now })
  const event = { kind: 'factor.removed', userId: user.id, sessionId: session.id, factor: 'PASSKEY' } as const
  await record(tx, event, { client, now })
  await enqueueNotice(tx, needs, { kind: 'passkey-removed', user, client, values: { name: removed.name } })
  return { kind: 'passkeyRemoved', passkeyId }
}

async function refuseLast(
  tx: Writer,
  needs: RemovePasskeyNeeds,
  { userId, passkeyId }: { userId: string; passkeyId: string },
): Promise<RemovePasskeyOutcome | null> {
  const passkeys = await listPasskeys(tx, userId, maxPasskeys)
  if (!passkeys.some(({ id }) => id === passkeyId)) return { kind: 'passkeyNotFound' }
  if (passkeys.length > 1) return null
  const { passwords, identities, mailboxes } = await countWaysIn(tx, userId, needs)
  if (passwords + identities + mailboxes === 0) return { kind: 'lastSignInMethod' }
  const isOnlyFactor = (await findTotp(tx, userId)) === null
  const isMandatory = isOnlyFactor && (await isSecondFactorMandatory(tx, needs.secondFactor, userId))
  return isMandatory ? { kind: 'secondFactorMandatory' } : null
}
