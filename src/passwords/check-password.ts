import type { RequestMetadata } from '../platform/request-metadata.js'
import type { Store } from '../store/engine/store.js'
import type { VerifiedPassword } from '../store/passwords.js'
import { findUserWithPassword } from '../store/passwords.js'
import { findPendingRegistration } from '../store/pending-registrations.js'
import type { User } from '../store/tables/users.js'
import type { UserKey } from '../store/users.js'
import { clientNetwork } from '../throttles/client-network.js'
import { type KnownPlace, knownPlaceSubjects } from '../throttles/known-place.js'
import {
  findRefusal,
  returnAttempt,
  type Subject,
  type Throttled,
  type ThrottleNeeds,
  takeAttempt,
} from '../throttles/take-attempt.js'
import { placeOf } from './fair-order.js'
import type { PasswordHasher, PasswordWorker } from './hash.js'

export type PasswordCheck =
  /** The caller’s transaction consumes `verified`. Then `freshHash` replaces an outdated hash. */
  | { kind: 'matches'; user: User; verified: VerifiedPassword; freshHash: string | null }
  | { kind: 'mismatch'; user: User | null }
  /** The password of a registration whose address is not proven yet. There may be a user with that address. */
  | { kind: 'matchesPending' }
  | Throttled

export interface PasswordCheckNeeds extends ThrottleNeeds {
  store: Store
  hasher: PasswordHasher
}

interface PresentedPassword {
  /**
   * Null when the identifier cannot belong to a user. The password is then compared with a decoy, so that the time is
   * equal.
   */
  key: UserKey | null
  /**
   * The identifier in canonical form. Guesses are counted by identifier and not by user: one counter for the address
   * and the username would tell strangers that both belong to one user.
   */
  typed: string
  password: string
  /** Where the user has signed in before. Null: the guess may be that of a stranger. */
  place: KnownPlace | null
  /** Whether the password of a registration counts whose address is not proven yet. It costs another hash. */
  includesPending: boolean
}

/**
 * Counts the attempt, then compares the password. The attempt is counted when its slot in the queue comes. A right
 * password gets it back before the next slot. So right passwords in the queue do not use up each other's limit. They
 * count against a limit of their own, because each costs a hash.
 */
export async function checkPassword(
  needs: PasswordCheckNeeds,
  presented: PresentedPassword,
  client: RequestMetadata,
): Promise<PasswordCheck> {
  const { store, hasher } = needs
  const { typed } = presented
  const subjects = guessSubjects(presented, client)
  const successes = [{ limit: 'rightPasswordPerPlace', of: `${typed} ${clientNetwork(client.address)}` }] as const
  const refusal = await findRefusal(store.read, needs, [...subjects, ...successes])
  if (refusal !== null) return refusal
  return hasher.inTurn(placeOf(typed, client), async (worker) => {
    const throttled = await store.transaction((tx) => takeAttempt(tx, needs, { subjects, client }))
    if (throttled !== null) return throttled
    const check = await compare(needs, presented, worker)
    if (check.kind === 'mismatch') return check
    const excess = await store.transaction(async (tx) => {
      await returnAttempt(tx, needs, subjects)
      return takeAttempt(tx, needs, { subjects: successes, client })
    })
    return excess ?? check
  })
}

/**
 * The counters of a password guess: the identifier, whether a user has it or not, and the client's network. From a known
 * place they are others, because strangers can fill these two.
 */
function guessSubjects({ typed, place }: PresentedPassword, client: RequestMetadata): Subject[] {
  if (place !== null) return knownPlaceSubjects('login', place)
  return [
    { limit: 'loginPerUser', of: typed },
    { limit: 'loginPerAddress', of: clientNetwork(client.address) },
  ]
}

async function compare(
  needs: PasswordCheckNeeds,
  presented: PresentedPassword,
  worker: PasswordWorker,
): Promise<PasswordCheck> {
  const { store, hasher } = needs
  const { key, password, includesPending } = presented
  const found = key === null ? null : await findUserWithPassword(store.read, key)
  const stored = found?.password ?? null
  const isRight = await worker.matches(password, stored?.hash ?? null)
  if (!isRight || found === null || stored === null) {
    const isPending = includesPending && (await matchesPending(needs, presented, worker))
    return isPending ? { kind: 'matchesPending' } : { kind: 'mismatch', user: found?.user ?? null }
  }
  const freshHash = hasher.isOutdated(stored.hash, password) ? await worker.hash(password) : null
  return { kind: 'matches', user: found.user, verified: stored, freshHash }
}

/** Without such a registration a decoy is compared, so that the time does not tell that there is one. */
async function matchesPending(
  { store, clock }: PasswordCheckNeeds,
  { key, password }: PresentedPassword,
  worker: PasswordWorker,
): Promise<boolean> {
  const pending = key === null ? null : await findPendingRegistration(store.read, key, clock.now())
  const hash = pending?.passwordHash ?? null
  return (await worker.matches(password, hash)) && hash !== null
}
