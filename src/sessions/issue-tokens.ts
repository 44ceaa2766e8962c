import type { ClaimSource, ClaimsOf } from '../claims/claims.js'
import type { Clock } from '../platform/clock.js'
import { addSeconds, earlier, secondsUntil } from '../platform/durations.js'
import type { Secrets } from '../platform/secrets.js'
import type { RoleDirectory } from '../roles/role-directory.js'
import { readRoleNames } from '../roles/role-names.js'
import type { Activity } from '../statistics/activity.js'
import type { Store } from '../store/engine/store.js'
import type { Session } from '../store/tables/sessions.js'
import type { User } from '../store/tables/users.js'
import { findProfile } from '../store/users.js'
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
  /** `lk_dv_…`: proves at the next sign-in that the user has signed in on this device. It opens nothing. */
  deviceToken: string
  /** How the client asked for the refresh token. */
  delivery: TokenDelivery
}

export interface IssueNeeds {
  store: Store
  clock: Clock
  secrets: Secrets
  accessTokens: AccessTokens
  roles: RoleDirectory
  claimsOf: ClaimsOf
  activity: Activity
}

/** Signs the tokens of a session. Call it after the commit: no answer may carry tokens of a session that is not stored. */
export async function issueTokens(
  needs: IssueNeeds,
  session: Session,
  user: User,
): Promise<{ session: OwnSession & { claims: TokenClaims }; tokens: Tokens }> {
  const now = needs.clock.now()
  // An administrator who acts as the user is not the user.
  if (session.actorId === null) needs.activity.note(user.id)
  const request = {
    userId: user.id,
    sessionId: session.id,
    generation: session.generation,
    expiresAt: earlier(addSeconds(now, session.accessLifetimeSeconds), session.expiresAt),
    actorId: session.actorId,
    ...proofOf(session),
  }
  const { token, claims } = needs.accessTokens.issue(request, await needs.claimsOf(sourceOf(needs, session, user)))
  const tokens: Tokens = {
    accessToken: token,
    expiresIn: secondsUntil(claims.expiresAt, claims.issuedAt),
    expiresAt: claims.expiresAt,
    refreshToken: writeRefreshToken(needs.secrets, session, session.generation),
    refreshExpiresIn: secondsUntil(session.refreshExpiresAt, now),
    refreshExpiresAt: session.refreshExpiresAt,
  }
  const own = { ...claims, email: user.email, roles: readRoleNames(user.roles) }
  return { session: { ...viewSession(session), current: true, claims: own }, tokens }
}

function sourceOf({ store, roles }: IssueNeeds, session: Session, user: User): ClaimSource {
  const { id, email, emailVerifiedAt, username, type } = user
  const names = readRoleNames(user.roles)
  return {
    user: { id, email, emailVerified: emailVerifiedAt !== null, username, type },
    session: { id: session.id, ...proofOf(session) },
    roles: names,
    permissions: roles.applicationPermissionsOf(names),
    profile: async () => (await findProfile(store.read, id)) ?? {},
  }
}

export async function signedIn(
  needs: IssueNeeds,
  { session, user, ...rest }: Pick<SignedIn, 'newUser' | 'delivery' | 'deviceToken'> & { session: Session; user: User },
): Promise<SignedIn> {
  const issued = await issueTokens(needs, session, user)
  const { id, userId, claims } = issued.session
  const own = { ...viewUser(user), currentSession: { id, userId, claims } }
  const { newUser, delivery, deviceToken } = rest
  return { kind: 'signedIn', user: own, ...issued, newUser, delivery, deviceToken }
}
