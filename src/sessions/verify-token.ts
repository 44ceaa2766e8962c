import { type AuthenticateNeeds, authenticateBearer, type TokenRejection } from './authenticate-request.js'
import type { TokenClaims } from './views.js'

export type VerifyTokenOutcome =
  | ({ kind: 'tokenClaims' } & TokenClaims)
  | { kind: 'invalidToken'; reason: TokenRejection }

/** Checks an access token by the rules for requests, so that the answer always agrees with `me`. */
export async function verifyToken(needs: AuthenticateNeeds, token: string): Promise<VerifyTokenOutcome> {
  const requester = await authenticateBearer(needs, token)
  return requester.kind === 'refused'
    ? { kind: 'invalidToken', reason: requester.reason }
    : { kind: 'tokenClaims', ...requester.claims }
}
