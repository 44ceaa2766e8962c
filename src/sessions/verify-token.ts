import { type IdentifyNeeds, identifyBearer, type TokenRejection } from './authenticate-request.js'
import type { TokenClaims } from './issue-tokens.js'

export type VerifyTokenOutcome =
  | ({ kind: 'tokenClaims' } & TokenClaims)
  | { kind: 'invalidToken'; reason: TokenRejection }

/** Reads an access token by the rules that every request follows, so that its answer always agrees with `me`. */
export async function verifyToken(needs: IdentifyNeeds, token: string): Promise<VerifyTokenOutcome> {
  const requester = await identifyBearer(needs, token)
  return requester.kind === 'refused'
    ? { kind: 'invalidToken', reason: requester.reason }
    : { kind: 'tokenClaims', ...requester.claims }
}
