import jwt from 'jsonwebtoken'
import { LRUCache } from 'lru-cache'
import type { Clock } from '../platform/clock.js'
import { fromUnixSeconds, toUnixSeconds } from '../platform/durations.js'
import { isId, randomId } from '../platform/random.js'
import {
  type AssuranceLevel,
  type AuthenticationMethod,
  acrOf,
  actorIn,
  amrOf,
  isWhole,
  proofIn,
} from './authentication-claims.js'
import { maxTokenLength, readJwsHeader } from './jws-header.js'
import type { SigningKey, SigningKeys } from './signing-keys.js'
import { type AccessTokenType, accessTokenTypes, type TokenIssuer } from './token-issuer.js'

/** The claims of an access token (RFC 9068), with the session and its refresh generation. */
export interface AccessTokenClaims {
  userId: string
  sessionId: string
  /** The generation of the refresh token that was issued together with this token. */
  generation: number
  issuer: string
  audience: string
  issuedAt: Date
  expiresAt: Date
  /** When the user last proved who they are (`auth_time`). */
  authenticatedAt: Date
  /** The proofs that the user gave, in the order of use (`amr`). */
  methods: readonly AuthenticationMethod[]
  /** How strong the proofs are (`acr`). */
  assurance: AssuranceLevel
  /** The administrator who acts as the user (`act`, RFC 8693, section 4.1). Null: the user. */
  actorId: string | null
}

export type NewAccessToken = Omit<AccessTokenClaims, 'issuer' | 'audience' | 'issuedAt'>

export type AccessTokenReading =
  | { kind: 'valid'; claims: AccessTokenClaims }
  | { kind: 'refused'; reason: 'TOKEN_INVALID' | 'TOKEN_EXPIRED' }

export interface AccessTokens {
  /** Signs a token that lives until `expiresAt`, in whole seconds. */
  issue(
    token: NewAccessToken,
    /** More claims. They replace `amr`, and none of the other claims of the server. */
    more?: Readonly<Record<string, unknown>>,
  ): { token: string; claims: AccessTokenClaims }
  /** Checks form, type, key, signature, issuer, audience and times. It does not check that the session is live. */
  read(token: string): Promise<AccessTokenReading>
}

interface Options extends TokenIssuer {
  keys: SigningKeys
  clock: Clock
}

/** Maximum difference between the clocks of two machines. */
const skewSeconds = 30
/** Tokens in use at one time on one process. A full cache takes 40 MiB. */
const maxRemembered = 50_000

interface VerifiedToken {
  kid: string
  claims: AccessTokenClaims
}

export function createAccessTokens(options: Options): AccessTokens {
  const { keys, clock, issuer, audience } = options
  // Checking a signature takes longer than the rest of a request, so tokens with a right signature are remembered. At
  // each use, expiry and publication of the key are checked. Wrong tokens are not remembered: they evict no right ones.
  // `maxSize` lets the cache grow; `max` would make room for all of them at the start.
  const verified = new LRUCache<string, VerifiedToken>({ maxSize: maxRemembered, sizeCalculation: () => 1 })
  return {
    issue(request, more = {}) {
      const { kid, algorithm, privateKey } = keys.current()
      const [iat, exp] = [toUnixSeconds(clock.now()), toUnixSeconds(request.expiresAt)]
      const amr = amrOf(request.methods, request.assurance)
      const payload = { amr, ...more, ...payloadOf(request, options), iat, exp }
      const token = jwt.sign(payload, privateKey, {
        algorithm,
        header: { alg: algorithm, typ: options.type, kid },
        issuer,
        audience,
        subject: request.userId,
        jwtid: randomId(),
      })
      if (token.length > maxTokenLength) {
        throw new Error(`An access token of ${token.length} characters is too long: the claims are too large.`)
      }
      const span = { issuedAt: fromUnixSeconds(iat), expiresAt: fromUnixSeconds(exp) }
      return { token, claims: { ...request, issuer, audience, ...span } }
    },

    async read(token) {
      const known = verified.get(token)
      if (known !== undefined) return readAgain(known, options)
      const named = await findNamed(keys, token)
      const reading = named === null ? refused('TOKEN_INVALID') : readFirst(token, named, options)
      if (named !== null && reading.kind === 'valid')
        verified.set(token, { kid: named.key.kid, claims: reading.claims })
      return reading
    },
  }
}

function payloadOf(
  { sessionId, generation, authenticatedAt, assurance, actorId }: NewAccessToken,
  { clientId, type }: Options,
) {
  return {
    client_id: clientId,
    sid: sessionId,
    gen: generation,
    auth_time: toUnixSeconds(authenticatedAt),
    acr: acrOf(assurance),
    token_type: 'access',
    ...typeClaim(type),
    ...(actorId === null ? {} : { act: { sub: actorId } }),
  }
}

/**
 * A token with the header type `JWT` also has its type among the claims. Both types are read, so that a change of the
 * setting ends no session. But a `JWT` is accepted only if it was issued as an access token.
 */
function typeClaim(type: AccessTokenType): { typ?: AccessTokenType } {
  return type === 'at+jwt' ? {} : { typ: type }
}

function readFirst(token: string, { key, type }: Named, options: Options): AccessTokenReading {
  const verified = verify(token, key, options)
  if (verified instanceof jwt.TokenExpiredError) return refused('TOKEN_EXPIRED')
  if (verified instanceof Error || verified.typ !== typeClaim(type).typ) return refused('TOKEN_INVALID')
  const claims = claimsOf(verified, options)
  return claims === null ? refused('TOKEN_INVALID') : { kind: 'valid', claims }
}

async function readAgain({ kid, claims }: VerifiedToken, { keys, clock }: Options): Promise<AccessTokenReading> {
  if ((await keys.find(kid)) === null) return refused('TOKEN_INVALID')
  const now = toUnixSeconds(clock.now())
  if (now >= toUnixSeconds(claims.expiresAt) + skewSeconds) return refused('TOKEN_EXPIRED')
  return isFromTheFuture(toUnixSeconds(claims.issuedAt), clock) ? refused('TOKEN_INVALID') : { kind: 'valid', claims }
}

function isFromTheFuture(issuedAtSeconds: number, clock: Clock): boolean {
  return issuedAtSeconds > toUnixSeconds(clock.now()) + skewSeconds
}

function refused(reason: 'TOKEN_INVALID' | 'TOKEN_EXPIRED'): AccessTokenReading {
  return { kind: 'refused', reason }
}

/** The key and the type that the header of a token names. */
interface Named {
  key: SigningKey
  type: AccessTokenType
}

/** Null if the text is not a canonical compact JWS of our types, or if we never published its key. */
async function findNamed(keys: SigningKeys, token: string): Promise<Named | null> {
  const header = readJwsHeader(token)
  const type = accessTokenTypes.find((each) => each === header?.typ)
  if (header === null || type === undefined || typeof header.kid !== 'string') return null
  const key = await keys.find(header.kid)
  return key !== null && key.algorithm === header.alg && header.crit === undefined ? { key, type } : null
}

function verify(token: string, key: SigningKey, { clock, issuer, audience }: Options): jwt.JwtPayload | Error {
  try {
    const payload = jwt.verify(token, key.publicKey, {
      algorithms: [key.algorithm],
      issuer,
      audience,
      clockTimestamp: toUnixSeconds(clock.now()),
      clockTolerance: skewSeconds,
    })
    return typeof payload === 'string' ? new Error('a text is no set of claims') : payload
  } catch (error) {
    return error as Error
  }
}

/** jsonwebtoken accepts a missing `exp`, a list of audiences and an `iat` in the future; we do not. */
function claimsOf(payload: jwt.JwtPayload, { clock, issuer, audience }: Options): AccessTokenClaims | null {
  const { sub, sid, gen, iat, exp, aud, token_type } = payload as Record<string, unknown>
  if (token_type !== 'access' || aud !== audience || typeof sub !== 'string' || typeof sid !== 'string') return null
  if (!isId(sid)) return null
  if (!isWhole(gen) || !isWhole(iat) || !isWhole(exp)) return null
  if (isFromTheFuture(iat, clock)) return null
  const span = { issuedAt: fromUnixSeconds(iat), expiresAt: fromUnixSeconds(exp) }
  const own = { userId: sub, sessionId: sid, generation: gen, issuer, audience, actorId: actorIn(payload) }
  return { ...own, ...span, ...proofIn(payload, fromUnixSeconds(iat)) }
}
