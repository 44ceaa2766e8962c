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
import { deleteRecoveryCodes, deleteTotp, findSecondFactors } from '../store/second-factors.js'
import { lockUser, replaceUser } from '../store/users.js'

export type RemoveTotpOutcome =
  | { kind: 'totpRemoved'; userId: string }
  | { kind: 'secondFactorMandatory' }
  | ReauthenticationRequired

export interface RemoveTotpNeeds extends RecentAuthenticationNeeds, NoticeNeeds {
  store: Store
  secondFactor: SecondFactorPolicy
}

/** Turns the authenticator app off. Without another factor the recovery codes go too. */
export async function removeTotp(needs: RemoveTotpNeeds, caller: Caller): Promise<RemoveTotpOutcome> {
  return needs.store.transaction((tx) => storeRemoval(tx, needs, caller))
}

async function storeRemoval(
  tx: Writer,
  needs: RemoveTotpNeeds,
  { requester, client }: Caller,
): Promise<RemoveTotpOutcome> {
  const { user, session } = requester
  await lockUser(tx, user.id)
  const missing = await findMissingProof(tx, needs, { sessionId: session.id })
  if (missing !== null) return missing
  const { totp, passkeys } = await findSecondFactors(tx, user.id)
  const removed = { kind: 'totpRemoved', userId: user.id } as const
  if (totp === null) return removed
  const isLast = passkeys === 0
  if (isLast && (await isSecondFactorMandatory(tx, needs.secondFactor, user.id)))
    return { kind: 'secondFactorMandatory' }
  if (!(await deleteTotp(tx, user.id))) return removed
  if (isLast) await deleteRecoveryCodes(tx, user.id)
  const now = needs.clock.now()
  await revokeTrust(tx, user.id)
  await replaceUser(tx, user.id, { factorsChangedAt: now })
  const event = { kind: 'factor.removed', userId: user.id, sessionId: session.id, factor: 'TOTP' } as const
  await record(tx, event, { client, now })
  await enqueueNotice(tx, needs, { kind: 'totp-removed', user, client })
  return removed
}
