import { readRoleNames } from '../roles/role-names.js'
import type { UserStatus } from '../store/sessions.js'
import type { Session } from '../store/tables/sessions.js'
import type { AccessTokenClaims } from '../tokens/access-token.js'
import type { AssuranceLevel, AuthenticationMethod } from '../tokens/authentication-claims.js'
import { type ProofOfIdentity, readMethods } from './authentication.js'

/** The account as its own user sees it. It has no value that only the server needs. */
export interface UserView {
  id: string
  /** Canonical. Null when the user has none. */
  email: string | null
  /** When the user proved to receive mail at `email`. Null if they did not. */
  emailVerifiedAt: Date | null
  /** As typed. Null when the user has none. */
  username: string | null
  /** The account type of the application, 0 unless an administrator sets it. */
  type: number
  /** Names of the user's roles, sorted. */
  roles: readonly string[]
  /** Language of mails, a tag of BCP 47. It is that of the last sign-in. */
  language: string
  createdAt: Date
  updatedAt: Date
}

/** The claims of an access token, and the address and roles that its user has now. */
export interface TokenClaims extends AccessTokenClaims {
  email: string | null
  /** Sorted. */
  roles: readonly string[]
}

/** The session of the caller, as its access token names it. */
export interface CurrentSession {
  id: string
  userId: string
  claims: TokenClaims
}

/** A user, and the session through which the user was authenticated. */
export interface OwnUser extends UserView {
  /** Null if a mailed link identified the user. */
  currentSession: CurrentSession | null
}

/** A session as its own user sees it. */
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
  /** When the user last proved who they are (`auth_time` of OpenID Connect). */
  authenticatedAt: Date
  methods: readonly AuthenticationMethod[]
  assurance: AssuranceLevel
  /** Whether an administrator acts as the user in this session. */
  impersonated: boolean
}

/** A session in the list of its user. */
export interface OwnSession extends SessionView {
  /** Whether this is the session of the caller. */
  current: boolean
  /** The claims of the caller's access token. Null for other sessions. */
  claims: TokenClaims | null
}

export function viewUser(user: UserStatus): UserView {
  const { id, email, emailVerifiedAt, username, type, language, createdAt, updatedAt } = user
  return {
    id,
    email,
    emailVerifiedAt,
    username,
    type,
    roles: readRoleNames(user.roles),
    language,
    createdAt,
    updatedAt,
  }
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
