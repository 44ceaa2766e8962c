import type { Clock } from '../platform/clock.js'
import { addSeconds } from '../platform/durations.js'
import type { Reader } from '../store/engine/store.js'
import { hasPassword } from '../store/passwords.js'
import { findSecondFactors } from '../store/second-factors.js'
import { findSession, type SessionWithUser } from '../store/sessions.js'
import { findUserByKey } from '../store/users.js'
import type { AssuranceLevel, AuthenticationMethod } from '../tokens/authentication-claims.js'
import { assuranceOf, readMethods } from './authentication.js'
import { isLive } from './session.js'
import { proofOf } from './views.js'

/** The user must prove again who they are, with one of `methods`. */
export interface ReauthenticationRequired {
  kind: 'reauthenticationRequired'
  /** Maximum age of the proof, in seconds. */
  maxAgeSeconds: number
  assurance: AssuranceLevel
  methods: readonly AuthenticationMethod[]
}

export interface RecentAuthenticationNeeds {
  clock: Clock
  /** How long a proof of identity counts as recent, in seconds. */
  recentSeconds: number
}

/**
 * Null if the user recently proved who they are, with a second factor if the account has one. `given` are the proofs of
 * the same request. Call it again in the transaction of the change.
 */
export async function findMissingProof(
  db: Reader,
  needs: RecentAuthenticationNeeds,
  { sessionId, given = [] }: { sessionId: string; given?: readonly AuthenticationMethod[] },
): Promise<ReauthenticationRequired | null> {
  const found = await findSession(db, sessionId)
  const isOver = found === null || !isLive(found.session, needs.clock.now())
  const proven = isOver ? [] : [...recentMethods(needs, found), ...given]
  const available = isOver ? [] : await listMethods(db, found.user.id)
  const assurance = requiredAssurance(available)
  const isEnough = proven.length > 0 && (assurance === 'AAL1' || assuranceOf(proven) === 'AAL2')
  if (isEnough) return null
  const useful = available.filter((method) => isUseful(method, { proven, assurance }))
  return { kind: 'reauthenticationRequired', maxAgeSeconds: needs.recentSeconds, assurance, methods: useful }
}

/** The recent proofs of the session, with those of a `reauthenticate` that is not complete yet. */
export function recentMethods(
  { clock, recentSeconds }: RecentAuthenticationNeeds,
  { session, user }: SessionWithUser,
): AuthenticationMethod[] {
  const now = clock.now()
  const isRecent = (at: Date | null): at is Date =>
    at !== null &&
    now < addSeconds(at, recentSeconds) &&
    (user.factorsChangedAt === null || at >= user.factorsChangedAt)
  const { authenticatedAt, methods } = proofOf(session)
  const partial = isRecent(session.partialAt) ? readMethods(session.partialMethods ?? '') : []
  // A trusted device was given the second factor some time ago.
  const given = methods.filter((method) => method !== 'TRUSTED_DEVICE')
  return [...(isRecent(authenticatedAt) ? given : []), ...partial]
}

/** The methods that this user can use in `reauthenticate`, the strongest first. */
export async function listMethods(db: Reader, userId: string): Promise<AuthenticationMethod[]> {
  const user = await findUserByKey(db, { id: userId })
  const { totp, passkeys, unusedRecoveryCodes } = await findSecondFactors(db, userId)
  const hasSecondFactor = totp !== null || passkeys > 0
  const available: [AuthenticationMethod, boolean][] = [
    ['PASSKEY', passkeys > 0],
    ['TOTP', totp !== null],
    ['RECOVERY_CODE', hasSecondFactor && (unusedRecoveryCodes ?? 0) > 0],
    ['PASSWORD', await hasPassword(db, userId)],
    ['EMAIL', user?.email != null && user.emailVerifiedAt !== null],
  ]
  return available.filter(([, has]) => has).map(([method]) => method)
}

/** AAL2 for accounts that have a second factor. */
export function requiredAssurance(available: readonly AuthenticationMethod[]): AssuranceLevel {
  return available.includes('TOTP') || available.includes('PASSKEY') ? 'AAL2' : 'AAL1'
}

/** Whether one more proof with this method helps to reach the assurance. */
function isUseful(
  method: AuthenticationMethod,
  { proven, assurance }: { proven: readonly AuthenticationMethod[]; assurance: AssuranceLevel },
): boolean {
  if (assurance === 'AAL1' || proven.length === 0) return true
  return assuranceOf([...proven, method]) === 'AAL2'
}
