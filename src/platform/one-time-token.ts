import { fastHash } from './fast-hash.js'
import { randomSecret } from './random.js'

/** Names the kind of a token: no token is taken for one of another kind. */
export type TokenPrefix = 'lk_lt_' | 'lk_si_' | 'lk_pc_' | 'lk_rg_'

/** Why a token is refused that works once and for a while. */
export interface TokenRefusal {
  kind: 'invalidToken'
  reason: 'TOKEN_INVALID' | 'TOKEN_EXPIRED'
}

/** A new token of 256 random bits. Only its hash is stored. */
export function createToken(prefix: TokenPrefix): string {
  return `${prefix}${randomSecret()}`
}

/** The hash under which the token is stored. Null if it does not have the form of its kind. */
export function hashToken(prefix: TokenPrefix, token: string): string | null {
  const isWhole = token.startsWith(prefix) && /^[A-Za-z0-9_-]{43}$/.test(token.slice(prefix.length))
  return isWhole ? fastHash(token) : null
}
