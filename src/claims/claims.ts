import type { AssuranceLevel, AuthenticationMethod } from '../tokens/authentication-claims.js'

/** Claims by name, as JSON. */
export type Claims = Readonly<Record<string, unknown>>

/** The user of an access token. */
export interface ClaimUser {
  id: string
  /** Null if the user has none. */
  email: string | null
  emailVerified: boolean
  /** Null if the user has none. */
  username: string | null
  /** The account type of the application. */
  type: number
}

/** The session of an access token. */
export interface ClaimSession {
  id: string
  assurance: AssuranceLevel
  methods: readonly AuthenticationMethod[]
  authenticatedAt: Date
}

/** What claims can be made of. */
export interface ClaimSource {
  user: ClaimUser
  session: ClaimSession
  /** Sorted. */
  roles: readonly string[]
  /** What the roles permit in the operator's applications, sorted. */
  permissions: readonly string[]
  /** Reads the profile from the database. */
  profile(): Promise<Readonly<Record<string, unknown>>>
}

/** Claims of the embedding program. Names in {@link reservedClaims} are dropped. */
export type CustomClaims = (
  user: ClaimUser & Pick<ClaimSource, 'roles' | 'permissions'>,
  session: ClaimSession,
) => Claims | Promise<Claims>

/** Makes the claims that an access token has beyond those of the server itself. */
export type ClaimsOf = (source: ClaimSource) => Promise<Claims>

/** Claims of RFC 7519, RFC 8693, RFC 9068 and of this server that operators cannot set. */
export const reservedClaims: ReadonlySet<string> = new Set([
  ...['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti', 'client_id', 'typ', 'token_type'],
  ...['sid', 'gen', 'auth_time', 'amr', 'acr', 'act', 'cnf'],
])
