import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from '../platform/clock.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import type { Store } from '../store/engine/store.js'
import { asUnavailable } from '../store/engine/unavailable.js'
import { consumeFirstUse } from '../store/session-generations.js'
import { findStanding } from '../store/sessions.js'
import type { AccessTokenClaims, AccessTokens } from '../tokens/access-token.js'
import { isLive } from './session.js'
import { type CurrentSession, type OwnUser, type TokenClaims, viewUser } from './views.js'

export type TokenRejection = 'TOKEN_MISSING' | 'TOKEN_MALFORMED' | 'TOKEN_INVALID' | 'TOKEN_EXPIRED' | 'SESSION_ENDED'

/** The user whose access token came with the request. */
export interface SessionRequester {
  kind: 'session'
  user: OwnUser
  session: CurrentSession
  claims: TokenClaims
}

export type Requester =
  | { kind: 'anonymous' }
  | { kind: 'refused'; reason: Exclude<TokenRejection, 'TOKEN_MISSING'> }
  | SessionRequester

/** A signed-in caller of a use case, and the connection of the request. */
export interface Caller {
  requester: SessionRequester
  client: RequestMetadata
}

/** A caller of a use case, signed in or not. */
export interface PossibleCaller {
  requester: Requester
  client: RequestMetadata
}

export interface AuthenticateNeeds {
  store: Store
  clock: Clock
  accessTokens: AccessTokens
}

/** Requests that only read must not wait for a write. If it takes longer, the next request records the use. */
const maxWaitMs = 250

/** Reads an Authorization header (RFC 6750, section 2.1). */
export async function authenticateRequest(
  needs: AuthenticateNeeds,
  authorization: string | undefined,
): Promise<Requester> {
  if (authorization === undefined) return { kind: 'anonymous' }
  const token = /^Bearer +([A-Za-z0-9._~+/=-]+)$/i.exec(authorization)?.[1]
  return token === undefined ? { kind: 'refused', reason: 'TOKEN_MALFORMED' } : authenticateBearer(needs, token)
}

/** The user of an access token, if its session is live and the user is not disabled. One indexed read. */
export async function authenticateBearer(
  needs: AuthenticateNeeds,
  token: string,
): Promise<Exclude<Requester, { kind: 'anonymous' }>> {
  const { store, clock, accessTokens } = needs
  const reading = await accessTokens.read(token)
  if (reading.kind === 'refused') return reading
  const { claims } = reading
  const found = await findStanding(store.read, claims.sessionId)
  const isAlive = found !== null && isLive(found.session, clock.now()) && found.user.disabledAt === null
  if (!isAlive || found.user.id !== claims.userId) return { kind: 'refused', reason: 'SESSION_ENDED' }

  const isFirstUse = found.session.generationUsedAt === null && claims.generation === found.session.generation
  if (isFirstUse) await Promise.race([noteFirstUse(needs, claims), pause(maxWaitMs, undefined, { ref: false })])
  const user = viewUser(found.user)
  const ownClaims = { ...claims, email: user.email, roles: user.roles }
  const session = { id: claims.sessionId, userId: user.id, claims: ownClaims }
  return { kind: 'session', user: { ...user, currentSession: session }, session, claims: ownClaims }
}

/**
 * An access token of the current generation proves that its answer arrived. From now on the predecessor is a replay.
 * If the write fails, ignore it: the next request with this token tries again.
 */
async function noteFirstUse({ store, clock }: AuthenticateNeeds, claims: AccessTokenClaims): Promise<void> {
  const { sessionId: id, generation } = claims
  try {
    await store.transaction((tx) => consumeFirstUse(tx, { id, generation, now: clock.now() }))
  } catch (error) {
    if (asUnavailable(error) === null) throw error
  }
}
