import type { Clock } from '../platform/clock.js'
import { addSeconds, earlier, secondsUntil } from '../platform/durations.js'
import type { Secrets } from '../platform/secrets.js'
import type { Session } from '../store/tables/sessions.js'
import type { User } from '../store/tables/users.js'
import type { AccessTokenClaims, AccessTokens } from '../tokens/access-token.js'
import { writeRefreshToken } from './refresh-token.js'

/** What a client is handed (RFC 6749, section 5.1), with every lifetime in full. */
export interface Tokens {
  accessToken: string
  expiresIn: number
  expiresAt: Date
  refreshToken: string
  refreshExpiresIn: number
  refreshExpiresAt: Date
}

/** What an access token says, with the address of its user as it is now. */
export interface TokenClaims extends AccessTokenClaims {
  email: string | null
}

/** A session as its own user sees it. */
export interface OwnSession extends Session {
  /** Whether it is the session of the caller. */
  current: boolean
  /** Those of the caller's access token; null on other sessions. */
  claims: TokenClaims | null
}

/** The session of the caller, by what its access token says. */
export interface CurrentSession {
  id: string
  userId: string
  claims: TokenClaims
}

/** A user together with the session through which they are seen; null when a mailed link showed who they are. */
export interface OwnUser extends User {
  currentSession: CurrentSession | null
}

/** A session has begun. */
export interface SignedIn {
  kind: 'signedIn'
  user: OwnUser
  session: OwnSession
  tokens: Tokens
}

export interface IssueNeeds {
  clock: Clock
  secrets: Secrets
  accessTokens: AccessTokens
}

/** Signs the tokens of a session that is stored: no answer may carry tokens of one that is not. */
export function issueTokens(
  { clock, secrets, accessTokens }: IssueNeeds,
  session: Session,
  user: User,
): { session: OwnSession & { claims: TokenClaims }; tokens: Tokens } {
  const now = clock.now()
  const { token, claims } = accessTokens.issue({
    userId: user.id,
    sessionId: session.id,
    generation: session.generation,
    expiresAt: earlier(addSeconds(now, session.accessLifetimeSeconds), session.expiresAt),
  })
  const tokens: Tokens = {
    accessToken: token,
    expiresIn: secondsUntil(claims.expiresAt, claims.issuedAt),
    expiresAt: claims.expiresAt,
    refreshToken: writeRefreshToken(secrets, session, session.generation),
    refreshExpiresIn: secondsUntil(session.refreshExpiresAt, now),
    refreshExpiresAt: session.refreshExpiresAt,
  }
  return { session: { ...session, current: true, claims: { ...claims, email: user.email } }, tokens }
}

export function signedIn(needs: IssueNeeds, session: Session, user: User): SignedIn {
  const issued = issueTokens(needs, session, user)
  const { id, userId, claims } = issued.session
  return { kind: 'signedIn', user: { ...user, currentSession: { id, userId, claims } }, ...issued }
}
