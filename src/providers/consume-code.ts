import { createHash, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../platform/clock.js'
import { hashToken, type TokenRefusal } from '../platform/one-time-token.js'
import type { Secrets } from '../platform/secrets.js'
import type { Writer } from '../store/engine/store.js'
import { consumeProviderCode } from '../store/provider-sign-ins.js'
import type { ProviderSignIn } from '../store/tables/identities.js'
import type { ProviderProfile } from './provider.js'

export interface ProviderCodeInput {
  /** From the query of `returnTo`. */
  code: string
  /** RFC 7636: the verifier of `codeChallenge`. */
  codeVerifier: string
}

export interface AnsweredSignIn {
  kind: 'answered'
  signIn: ProviderSignIn
  profile: ProviderProfile
}

/** Uses the code up, also when the verifier is wrong: a code gets one attempt. */
export async function consumeAnswer(
  tx: Writer,
  { clock, secrets }: { clock: Clock; secrets: Secrets },
  { code, codeVerifier }: ProviderCodeInput,
): Promise<AnsweredSignIn | TokenRefusal> {
  const hash = hashToken('lk_pc_', code)
  const signIn = hash === null ? null : await consumeProviderCode(tx, hash)
  if (signIn === null || !isVerifier(codeVerifier, signIn.codeChallenge)) return refuse('TOKEN_INVALID')
  if (signIn.expiresAt <= clock.now()) return refuse('TOKEN_EXPIRED')
  const profile = signIn.sealedProfile && secrets.open('provider-sign-in', signIn.sealedProfile)
  if (profile === null) return refuse('TOKEN_INVALID')
  return { kind: 'answered', signIn, profile: JSON.parse(profile.toString()) as ProviderProfile }
}

function refuse(reason: TokenRefusal['reason']): TokenRefusal {
  return { kind: 'invalidToken', reason }
}

/** S256 of RFC 7636, section 4.6. */
function isVerifier(verifier: string, challenge: string): boolean {
  const digest = createHash('sha256').update(verifier).digest()
  const expected = Buffer.from(challenge, 'base64url')
  return digest.length === expected.length && timingSafeEqual(digest, expected)
}
