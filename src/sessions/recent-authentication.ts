import type { Clock } from '../platform/clock.js'
import { addSeconds } from '../platform/durations.js'
import type { Reader } from '../store/engine/store.js'
import { findSession } from '../store/sessions.js'
import type { AssuranceLevel, AuthenticationMethod } from '../tokens/authentication-claims.js'
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

/** Whether the session has a recent proof of identity. Reads the row, because an access token may be older. */
export async function isRecentlyAuthenticated(
  db: Reader,
  { clock, recentSeconds }: RecentAuthenticationNeeds,
  sessionId: string,
): Promise<boolean> {
  const found = await findSession(db, sessionId)
  const now = clock.now()
  if (found === null || !isLive(found.session, now)) return false
  return now < addSeconds(proofOf(found.session).authenticatedAt, recentSeconds)
}
