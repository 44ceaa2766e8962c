import type { Settings } from '../config/settings.js'

/** `JWT` is for verifiers that refuse the type of RFC 9068, section 2.1. */
export const accessTokenTypes = ['at+jwt', 'JWT'] as const
export type AccessTokenType = (typeof accessTokenTypes)[number]

/** Issuer, audience, client and type of access tokens. */
export interface TokenIssuer {
  /** The claim `iss`. */
  issuer: string
  /** The claim `aud`. */
  audience: string
  /** The claim `client_id` (RFC 9068, section 2.2): the application that the tokens are issued to. */
  clientId: string
  /** The header `typ` of tokens that are issued from now on. Tokens of every type are read. */
  type: AccessTokenType
}

export function tokenIssuerOf(settings: Settings): TokenIssuer {
  return {
    issuer: settings.PUBLIC_URL,
    audience: settings.TOKEN_AUDIENCE,
    clientId: settings.TOKEN_CLIENT_ID,
    type: settings.ACCESS_TOKEN_TYP,
  }
}
