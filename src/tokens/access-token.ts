import jwt from 'jsonwebtoken'
import { LRUCache } from 'lru-cache'
import type { Clock } from '../platform/clock.js'
import { fromUnixSeconds, toUnixSeconds } from '../platform/durations.js'
import { isId, randomId } from '../platform/random.js'
import {
  type AssuranceLevel,
  type AuthenticationMethod,
  acrOf,
  amrOf,
  assuranceOfAcr,
  methodsOf,
} from './authentication-claims.js'
import { readJwsHeader } from './jws-header.js'
import type { SigningKey, SigningKeys } from './signing-keys.js'
import { type AccessTokenType, accessTokenTypes, type TokenIssuer } from './token-issuer.js'

/** What an access token says (RFC 9068, with the session and its refresh generation). */
export interface AccessTokenClaims {
  userId: string
  sessionId: string
  /** The generation of the session's refresh token that this token was issued beside. */
  generation: number
  issuer: string
  audience: string
  issuedAt: Date
  expiresAt: Date
  /** When the person last proved who they are (`auth_time`). */
  authenticatedAt: Date
  /** With what, in the order of use (`amr`). */
  methods: readonly AuthenticationMethod[]
  /** How strong that was (`acr`). */
  assurance: AssuranceLevel
}

export type NewAccessToken = Omit<AccessTokenClaims, 'issuer' | 'audience' | 'issuedAt'>

export type AccessTokenReading =
  | { kind: 'valid'; claims: AccessTokenClaims }
  | { kind: 'refused'; reason: 'TOKEN_INVALID' | 'TOKEN_EXPIRED' }

export interface AccessTokens {
  /** Signs a token that lives until `expiresAt`, in whole seconds. */
  issue(token: NewAccessToken): { token: string; claims: AccessTokenClaims }
  /** Checks form, kind, key, signature, issuer, audience and span; not whether the session still lives. */
  read(token: string): Promise<AccessTokenReading>
}

interface Options extends TokenIssuer {
  keys: SigningKeys
  clock: Clock
}

/** How far the clocks of two machines may be apart. */
const skewSeconds = 30
/** Users awake at one time on one process; 40 MiB when it is full. */
const maxRemembered = 50_000

interface VerifiedToken {
  kid: string
  claims: AccessTokenClaims
}

export function createAccessTokens(options: Options): AccessTokens {
  const { keys, clock, issuer, audience } = options
  // To check a signature takes longer than all the rest of a request. What is remembered is that the text is right; whether
  // it has expired and its key is still published is asked at every use. Wrong tokens never come in, so none is pushed out.
  const verified = new LRUCache<string, VerifiedToken>({ max: maxRemembered })
  return {
    issue(request) {
      const { kid, algorithm, privateKey } = keys.current()
      const [iat, exp] = [toUnixSeconds(clock.now()), toUnixSeconds(request.expiresAt)]
      const payload = { ...payloadOf(request, options), iat, exp }
      const token = jwt.sign(payload, privateKey, {
        algorithm,
        header: { alg: algorithm, typ: options.type, kid },
        issuer,
        audience,
        subject: request.userId,
        jwtid: randomId(),
      })
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
  { sessionId, generation, authenticatedAt, methods, assurance }: NewAccessToken,
  { clientId, type }: Options,
) {
  return {
    client_id: clientId,
    sid: sessionId,
    gen: generation,
    auth_time: toUnixSeconds(authenticatedAt),
    amr: amrOf(methods, assurance),
    acr: acrOf(assurance),
    token_type: 'access',
    ...typeClaim(type),
  }
}

/**
 * A token that is not `at+jwt` says its type among the claims as well. So both types are read whatever the setting says,
 * and a change of it signs nobody out; but a `JWT` is only taken for an access token if it was issued as one, and where
 * the setting never was `JWT`, none is taken.
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

/** What the header of a token names. */
interface Named {
  key: SigningKey
  type: AccessTokenType
}

/** Null for anything that is not a canonical compact JWS of our types, and for keys we never published. */
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

/** jsonwebtoken accepts a missing `exp`, a list of audiences and an `iat` to come; we do not. */
function claimsOf(payload: jwt.JwtPayload, { clock, issuer, audience }: Options): AccessTokenClaims | null {
  const { sub, sid, gen, iat, exp, aud, token_type } = payload as Record<string, unknown>
  if (token_type !== 'access' || aud !== audience || typeof sub !== 'string' || typeof sid !== 'string') return null
  if (!isId(sid)) return null
  if (!isWhole(gen) || !isWhole(iat) || !isWhole(exp)) return null
  if (isFromTheFuture(iat, clock)) return null
  const span = { issuedAt: fromUnixSeconds(iat), expiresAt: fromUnixSeconds(exp) }
  return { userId: sub, sessionId: sid, generation: gen, issuer, audience, ...span, ...proofOf(payload, iat) }
}

/** Tokens of a version that did not tell when and how the person signed in count as of their issue and as weak. */
function proofOf({ auth_time, amr, acr }: jwt.JwtPayload, iat: number) {
  const authenticatedAt = fromUnixSeconds(isWhole(auth_time) ? auth_time : iat)
  return { authenticatedAt, methods: methodsOf(amr), assurance: assuranceOfAcr(acr) }
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}
