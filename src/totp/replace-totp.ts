import { record } from '../audit/record.js'
import { revokeTrust } from '../pending-sign-ins/revoke-trust.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import { findMissingProof, type RecentAuthenticationNeeds } from '../sessions/recent-authentication.js'
import { isSecondFactorMandatory, type SecondFactorPolicy } from '../sign-in/second-factor-policy.js'
import type { Reader, Writer } from '../store/engine/store.js'
import { deleteTotp, findSecondFactors } from '../store/second-factors.js'

interface PolicyNeeds {
  secondFactor: SecondFactorPolicy
}

/**
 * Whether the user has no app, or may set up another one in its place. The settings must demand a factor, and the app
 * must be the only one. Such an app cannot be removed first.
 */
export async function maySetUpTotp(db: Reader, { secondFactor }: PolicyNeeds, userId: string): Promise<boolean> {
  const { totp, passkeys } = await findSecondFactors(db, userId)
  if (totp === null) return true
  return passkeys === 0 && isSecondFactorMandatory(db, secondFactor, userId)
}

export interface ReplaceTotpNeeds extends PolicyNeeds, RecentAuthenticationNeeds {}

/**
 * Removes the app of a signed-in user who confirms another one. Trusted devices are forgotten. Needs the recent proof of
 * both factors once more, because the set-up may be older than the app.
 */
export async function removeReplacedTotp(
  tx: Writer,
  needs: ReplaceTotpNeeds,
  { userId, sessionId, client }: { userId: string; sessionId: string; client: RequestMetadata },
): Promise<void> {
  const isAllowed =
    (await maySetUpTotp(tx, needs, userId)) && (await findMissingProof(tx, needs, { sessionId })) === null
  if (!isAllowed || !(await deleteTotp(tx, userId))) return
  await revokeTrust(tx, userId)
  await record(tx, { kind: 'factor.removed', userId, sessionId, factor: 'TOTP' }, { client, now: needs.clock.now() })
}
