import type { Clock } from '../platform/clock.js'
import type { Secrets } from '../platform/secrets.js'
import type { Authentication } from '../sessions/authentication.js'
import type { Store } from '../store/engine/store.js'
import { consumeTotpStep, findTotp } from '../store/second-factors.js'
import type { User } from '../store/tables/users.js'
import { findTotpStep } from './totp.js'

interface Needs {
  store: Store
  clock: Clock
  secrets: Secrets
}

/** Null when the code is wrong, or its time step or a later one was accepted before. */
export async function checkTotp(
  { store, clock, secrets }: Needs,
  user: User,
  code: string,
): Promise<Authentication | null> {
  const totp = await findTotp(store.read, user.id)
  const secret = totp === null ? null : secrets.open('totp-secret', totp.sealedSecret)
  if (totp === null || secret === null) return null
  const step = findTotpStep(secret, code, clock.now())
  if (step === null || step <= totp.lastStep) return null
  return { user, method: 'TOTP', consume: (tx, now) => consumeTotpStep(tx, { userId: user.id, step, now }) }
}
