import type { Clock } from '../platform/clock.js'
import { addSeconds } from '../platform/durations.js'
import { fastHash } from '../platform/fast-hash.js'
import { createToken, hashToken, type TokenRefusal } from '../platform/one-time-token.js'
import { randomId } from '../platform/random.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import { readMethods, writeMethods } from '../sessions/authentication.js'
import type { TokenDelivery } from '../sessions/issue-tokens.js'
import type { Store, Writer } from '../store/engine/store.js'
import { countAnswer, findPendingSignIn, insertPendingSignIn } from '../store/pending-sign-ins.js'
import type { PendingSignIn } from '../store/tables/pending-sign-ins.js'
import type { User } from '../store/tables/users.js'
import { knownPlaceSubjects } from '../throttles/known-place.js'
import {
  returnAttempt,
  type Subject,
  type Throttled,
  type ThrottleNeeds,
  takeAttempt,
} from '../throttles/take-attempt.js'
import type { AuthenticationMethod } from '../tokens/authentication-claims.js'

/** `answer`: the user gives a second factor. `setup`: the user sets one up first. */
export type PendingPurpose = 'answer' | 'setup'

export interface NewPendingSignIn {
  purpose: PendingPurpose
  userId: string
  /** What was proven so far. */
  methods: readonly AuthenticationMethod[]
  accessLifetimeSeconds: number | null
  deviceName: string | null
  delivery: TokenDelivery
  /** The device from which the user has signed in before. */
  deviceId?: string | null
  newUser: boolean
}

/** A pending sign-in that its token opened. */
export interface OpenPendingSignIn extends NewPendingSignIn {
  id: string
  user: User
}

const lifetimeSeconds = 600
/** Six digits: five guesses find a code once in 66,000 tries (three time steps are accepted). */
const maxAttempts = 5

/** Stores a pending sign-in. Its token is good for the next step of this sign-in and for nothing else. */
export async function openPendingSignIn(
  tx: Writer,
  clock: Clock,
  request: NewPendingSignIn,
): Promise<{ id: string; signInToken: string; expiresAt: Date }> {
  const id = randomId()
  const signInToken = createToken('lk_si_')
  const createdAt = clock.now()
  const expiresAt = addSeconds(createdAt, lifetimeSeconds)
  const { purpose, userId, methods, accessLifetimeSeconds, deviceName, delivery, deviceId = null, newUser } = request
  await insertPendingSignIn(tx, {
    id,
    hash: fastHash(signInToken),
    userId,
    purpose,
    methods: writeMethods(methods),
    accessLifetimeSeconds,
    deviceName,
    delivery,
    deviceId,
    isNewUser: newUser,
    attempts: 0,
    createdAt,
    expiresAt,
  })
  return { id, signInToken, expiresAt }
}

interface Needs {
  store: Store
  clock: Clock
}

/** Reads a token without using the pending sign-in up. */
export async function readSignInToken(
  { store, clock }: Needs,
  { token, purpose }: { token: string; purpose: PendingPurpose },
): Promise<OpenPendingSignIn | TokenRefusal> {
  const hash = hashToken('lk_si_', token)
  const found = hash === null ? null : await findPendingSignIn(store.read, hash)
  if (found === null || found.pending.purpose !== purpose) return { kind: 'invalidToken', reason: 'TOKEN_INVALID' }
  if (found.pending.expiresAt <= clock.now()) return { kind: 'invalidToken', reason: 'TOKEN_EXPIRED' }
  return { ...readRow(found.pending), user: found.user }
}

/** Who answers: a user, at a known place or not. */
export interface Answerer {
  userId: string
  /** A device or a session from which the user has signed in before. Null: the first time. */
  placeId: string | null
}

/**
 * Counts an answer against the user and, during a sign-in, against the pending sign-in. It does so in a transaction of
 * its own before the comparison, so that races gain no guess. Null: it may be compared.
 */
export async function takeAnswer(
  needs: Needs & ThrottleNeeds,
  { pendingId, ...answerer }: Answerer & { pendingId: string | null },
  client: RequestMetadata,
): Promise<Throttled | TokenRefusal | null> {
  const subjects = answerSubjects(answerer)
  return needs.store.transaction(async (tx) => {
    const throttled = await takeAttempt(tx, needs, { subjects, client })
    if (throttled !== null || pendingId === null) return throttled
    if (await countAnswer(tx, pendingId, { maxAttempts, now: needs.clock.now() })) return null
    await returnAttempt(tx, needs, subjects)
    return { kind: 'invalidToken', reason: 'TOKEN_INVALID' }
  })
}

/** A right answer does not count against the user. */
export async function returnAnswer(tx: Writer, needs: ThrottleNeeds, answerer: Answerer): Promise<void> {
  await returnAttempt(tx, needs, answerSubjects(answerer))
}

/** A stranger with the password can use up the answers of the user, but not those of a known place. */
function answerSubjects({ userId, placeId: id }: Answerer): Subject[] {
  return id === null
    ? [{ limit: 'secondFactorPerUser', of: userId }]
    : knownPlaceSubjects('secondFactor', { id, userId })
}

function readRow(row: PendingSignIn): NewPendingSignIn & { id: string } {
  const { id, userId, accessLifetimeSeconds, deviceName, deviceId, isNewUser: newUser } = row
  return {
    id,
    userId,
    accessLifetimeSeconds,
    deviceName,
    deviceId,
    newUser,
    purpose: row.purpose as PendingPurpose,
    methods: readMethods(row.methods),
    delivery: row.delivery as TokenDelivery,
  }
}
