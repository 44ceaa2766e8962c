import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from '../platform/clock.js'
import type { Client } from '../platform/request-metadata.js'
import type { Store } from '../store/engine/store.js'
import { asUnavailable } from '../store/engine/unavailable.js'
import { claimFirstUse, findStanding } from '../store/sessions.js'
import type { AccessTokenClaims, AccessTokens } from '../tokens/access-token.js'
import type { CurrentSession, OwnUser, TokenClaims } from './issue-tokens.js'
import { isLive } from './session-lifetimes.js'

export type TokenRejection = 'TOKEN_MISSING' | 'TOKEN_MALFORMED' | 'TOKEN_INVALID' | 'TOKEN_EXPIRED' | 'SESSION_ENDED'

export interface SignedInRequester {
  kind: 'user'
  user: OwnUser
  session: CurrentSession
  claims: TokenClaims
}

export type Requester =
  | { kind: 'anonymous' }
  | { kind: 'refused'; reason: Exclude<TokenRejection, 'TOKEN_MISSING'> }
  | SignedInRequester

/** A signed-in caller of a use case, and the connection it comes from. */
export interface Caller {
  requester: SignedInRequester
  client: Client
}

/** Whoever calls, signed in or not. */
export interface PossibleCaller {
  requester: Requester
  client: Client
}

export interface IdentifyNeeds {
  store: Store
  clock: Clock
  accessTokens: AccessTokens
}

/** A database that cannot be written holds nobody up who only reads; the note is made when it can. */
const notePatienceMs = 250

/** Who sends this Authorization header (RFC 6750, section 2.1). */
export async function identifyRequester(needs: IdentifyNeeds, authorization: string | undefined): Promise<Requester> {
  if (authorization === undefined) return { kind: 'anonymous' }
  const token = /^Bearer +([A-Za-z0-9._~+/=-]+)$/i.exec(authorization)?.[1]
  return token === undefined ? { kind: 'refused', reason: 'TOKEN_MALFORMED' } : identifyBearer(needs, token)
}

/** Whose access token this is, if its session lives and its user is not disabled. One indexed read. */
export async function identifyBearer(
  needs: IdentifyNeeds,
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
  if (isFirstUse) await Promise.race([noteFirstUse(needs, claims), pause(notePatienceMs, undefined, { ref: false })])
  const ownClaims = { ...claims, email: found.user.email }
  const session = { id: claims.sessionId, userId: found.user.id, claims: ownClaims }
  return { kind: 'user', user: { ...found.user, currentSession: session }, session, claims: ownClaims }
}

/**
 * An access token of the present generation proves that its answer arrived; from now on its predecessor is a replay.
 * A database that cannot be written must not sign anybody out: the next use is noted instead.
 */
async function noteFirstUse({ store, clock }: IdentifyNeeds, claims: AccessTokenClaims): Promise<void> {
  const { sessionId: id, generation } = claims
  try {
    await store.transaction((tx) => claimFirstUse(tx, { id, generation, now: clock.now() }))
  } catch (error) {
    if (asUnavailable(error) === null) throw error
  }
}
