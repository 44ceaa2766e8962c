import type { User } from '../store/rows.js'
import type { Store } from '../store/store.js'
import { findUserWithHash, type UserKey } from '../store/users.js'
import {
  findRefusal,
  type Subject,
  type Throttled,
  type ThrottleNeeds,
  takeAttempt,
} from '../throttles/take-attempt.js'
import type { PasswordHasher, PasswordWorker } from './hash.js'

export type PasswordCheck =
  /** The caller's transaction claims `verifiedHash` and returns the attempt. `freshHash` replaces an outdated hash. */
  | { kind: 'matches'; user: User; verifiedHash: string; freshHash: string | null }
  | { kind: 'mismatch'; user: User | null }
  | Throttled

export interface PasswordCheckNeeds extends ThrottleNeeds {
  store: Store
  hasher: PasswordHasher
}

interface PresentedPassword {
  /** Null when what was typed can be nobody's: the work is the same. */
  key: UserKey | null
  password: string
  subjects: readonly Subject[]
}

/**
 * Compares a password, after counting the attempt. The attempt is taken when it is the password's turn and not before:
 * of many right passwords that wait, none then uses up the allowance of the others.
 */
export async function checkPassword(needs: PasswordCheckNeeds, presented: PresentedPassword): Promise<PasswordCheck> {
  const { store, hasher } = needs
  const refusal = await findRefusal(store.read, needs, presented.subjects)
  if (refusal !== null) return refusal
  return hasher.inTurn(async (worker) => {
    const throttled = await store.transaction((tx) => takeAttempt(tx, needs, presented.subjects))
    return throttled ?? compare(needs, presented, worker)
  })
}

async function compare(
  { store, hasher }: PasswordCheckNeeds,
  { key, password }: PresentedPassword,
  worker: PasswordWorker,
): Promise<PasswordCheck> {
  const found = key === null ? null : await findUserWithHash(store.read, key)
  const isRight = await worker.matches(password, found?.hash ?? null)
  if (!isRight || found?.hash == null) return { kind: 'mismatch', user: found?.user ?? null }
  const freshHash = hasher.isOutdated(found.hash) ? await worker.hash(password) : null
  return { kind: 'matches', user: found.user, verifiedHash: found.hash, freshHash }
}
