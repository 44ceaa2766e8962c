import type { Session } from '../store/tables/sessions.js'
import type { User } from '../store/tables/users.js'
import type { AccessTokenClaims } from '../tokens/access-token.js'
import type { AssuranceLevel, AuthenticationMethod } from '../tokens/authentication-claims.js'
import { type ProofOfIdentity, readMethods } from './authentication.js'

/** What a user may know about their own account. It holds nothing that only the server needs. */
export interface UserView {
  id: string
  /** Canonical. Null when the user has none. */
  email: string | null
  /** When the user proved to receive mail at `email`. Null: never. */
  emailVerifiedAt: Date | null
  /** As typed. Null when the user has none. */
  username: string | null
  /** The account type of the application, 0 unless an administrator sets it. */
  type: number
  /** Language of mails, a tag of BCP 47: that of the last sign-in. */
  language: string
  createdAt: Date
  updatedAt: Date
}

/** What an access token says, with the address of its user as it is now. */
export interface TokenClaims extends AccessTokenClaims {
  email: string | null
}

/** The session of the caller, as its access token names it. */
export interface CurrentSession {
  id: string
  userId: string
  claims: TokenClaims
}

/** A user, seen through a session of theirs. */
export interface OwnUser extends UserView {
  /** Null when a mailed link showed who the user is. */
  currentSession: CurrentSession | null
}

/** A session, as its user may see it. */
export interface SessionView {
  id: string
  userId: string
  createdAt: Date
  lastUsedAt: Date
  /** The absolute end, which no refresh moves. */
  expiresAt: Date
  deviceName: string | null
  userAgent: string | null
  ipAddress: string | null
  /** When the person last proved who they are (`auth_time` of OpenID Connect). */
  authenticatedAt: Date
  methods: readonly AuthenticationMethod[]
  assurance: AssuranceLevel
  /** Whether an administrator acts as the user in it. */
  impersonated: boolean
}

/** A session of the user who looks at it. */
export interface OwnSession extends SessionView {
  /** Whether the caller uses it now. */
  current: boolean
  /** What the caller's access token says. Null for other sessions. */
  claims: TokenClaims | null
}

export function viewUser(user: User): UserView {
  const { id, email, emailVerifiedAt, username, type, language, createdAt, updatedAt } = user
  return { id, email, emailVerifiedAt, username, type, language, createdAt, updatedAt }
}

export function viewSession(session: Session): SessionView {
  const { id, userId, createdAt, lastUsedAt, expiresAt, deviceName, userAgent, ipAddress, actorId } = session
  const shown = { id, userId, createdAt, lastUsedAt, expiresAt, deviceName, userAgent, ipAddress }
  return { ...shown, ...proofOf(session), impersonated: actorId !== null }
}

/** The proof of identity that a session holds. */
export function proofOf(session: Session): ProofOfIdentity {
  const { authenticatedAt, createdAt, methods, assurance } = session
  return {
    authenticatedAt: authenticatedAt ?? createdAt,
    methods: readMethods(methods),
    assurance: assurance === 'AAL2' ? 'AAL2' : 'AAL1',
  }
}
