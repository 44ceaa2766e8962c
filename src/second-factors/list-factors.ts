import type { OwnUser } from '../sessions/views.js'
import type { Store } from '../store/engine/store.js'
import { hasPassword } from '../store/passwords.js'
import { findSecondFactors } from '../store/second-factors.js'

/** What a user can prove who they are with. */
export interface FactorsOfUser {
  hasPassword: boolean
  totp: { createdAt: Date; lastUsedAt: Date | null } | null
  /** Null when none were made. */
  unusedRecoveryCodes: number | null
}

export async function listFactors({ store }: { store: Store }, { id }: OwnUser): Promise<FactorsOfUser> {
  const { totp, unusedRecoveryCodes } = await findSecondFactors(store.read, id)
  return {
    hasPassword: await hasPassword(store.read, id),
    totp: totp && { createdAt: totp.createdAt, lastUsedAt: totp.lastUsedAt },
    unusedRecoveryCodes,
  }
}
