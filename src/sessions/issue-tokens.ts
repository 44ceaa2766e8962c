import type { Clock } from '../platform/clock.js'
import { addSeconds, earlier, secondsUntil } from '../platform/durations.js'
import type { Secrets } from '../platform/secrets.js'
import type { Session } from '../store/tables/sessions.js'
import type { User } from '../store/tables/users.js'
import type { AccessTokens } from '../tokens/access-token.js'
import { writeRefreshToken } from './refresh-token.js'
import { type OwnSession, type OwnUser, proofOf, type TokenClaims, viewSession, viewUser } from './views.js'

/** What a client receives (RFC 6749, section 5.1). */
export interface Tokens {
  accessToken: string
  /** Seconds until the access token expires. */
  expiresIn: number
  expiresAt: Date
  refreshToken: string
  /** Seconds until the session ends unless it is refreshed. */
  refreshExpiresIn: number
  refreshExpiresAt: Date
}

/** Where a client wants its refresh token: in the answer, or as an HttpOnly cookie. */
export type TokenDelivery = 'BODY' | 'COOKIE'

/** A session has begun. */
export interface SignedIn {
  kind: 'signedIn'
  user: OwnUser
  session: OwnSession
  tokens: Tokens
  /** Whether this sign-in made the account. */
  newUser: boolean
  /** How the client asked for the refresh token. */
  delivery: TokenDelivery
}

export interface IssueNeeds {
  clock: Clock
  secrets: Secrets
  accessTokens: AccessTokens
}

/** Signs the tokens of a session. Call it after the commit: no answer may carry tokens of a session that is not stored. */
export async function issueTokens(
  { clock, secrets, accessTokens }: IssueNeeds,
  session: Session,
  user: User,
): Promise<{ session: OwnSession & { claims: TokenClaims }; tokens: Tokens }> {
  const now = clock.now()
  const { token, claims } = accessTokens.issue({
    userId: user.id,
    sessionId: session.id,
    generation: session.generation,
    expiresAt: earlier(addSeconds(now, session.accessLifetimeSeconds), session.expiresAt),
    ...proofOf(session),
  })
  const tokens: Tokens = {
    accessToken: token,
    expiresIn: secondsUntil(claims.expiresAt, claims.issuedAt),
    expiresAt: claims.expiresAt,
    refreshToken: writeRefreshToken(secrets, session, session.generation),
    refreshExpiresIn: secondsUntil(session.refreshExpiresAt, now),
    refreshExpiresAt: session.refreshExpiresAt,
  }
  return { session: { ...viewSession(session), current: true, claims: { ...claims, email: user.email } }, tokens }
}

export async function signedIn(
  needs: IssueNeeds,
  { session, user, newUser, delivery }: { session: Session; user: User; newUser: boolean; delivery: TokenDelivery },
): Promise<SignedIn> {
  const issued = await issueTokens(needs, session, user)
  const { id, userId, claims } = issued.session
  const own = { ...viewUser(user), currentSession: { id, userId, claims } }
  return { kind: 'signedIn', user: own, ...issued, newUser, delivery }
}
