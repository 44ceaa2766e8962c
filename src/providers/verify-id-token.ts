import { createHash } from 'node:crypto'
import * as oauth from 'openid-client'
import { addSeconds, fromUnixSeconds } from '../platform/durations.js'
import { fastHash } from '../platform/fast-hash.js'
import type { IssuerMetadata } from './issuer-metadata.js'
import { issuerOf, type PresentedIdToken, type ProviderPlan, type VerifiedIdToken } from './provider.js'
import { checkProfile } from './read-profile.js'

/** Longer than the difference of clocks that is accepted. */
const toleranceSeconds = 60

/** Checks signature, issuer, audience, nonce and times. Throws for a token that is not right. */
export async function verifyIdToken(
  plan: ProviderPlan,
  metadata: IssuerMetadata,
  { idToken, nonce }: PresentedIdToken,
): Promise<VerifiedIdToken> {
  const presented = decode(idToken)
  const { CLIENT_ID, AUDIENCES } = plan.settings
  const audience = [CLIENT_ID, ...AUDIENCES].find((each) => [presented.aud].flat().includes(each))
  const expectedNonce = formsOf(nonce).find((form) => form === presented.nonce)
  if (audience === undefined || expectedNonce === undefined) throw refusal('other audience or nonce')
  const configuration = await metadata.configuration(audience)
  oauth.useIdTokenResponseType(configuration)
  const fragment = new URLSearchParams({ id_token: idToken })
  const claims = await oauth.implicitAuthentication(configuration, new URL(`https://app/#${fragment}`), expectedNonce)
  metadata.keepKeys(configuration)
  const read = { claims, issuer: issuerOf(plan), parameters: new URLSearchParams(), get: neverAsk }
  const profile = checkProfile(claims.iss, await plan.definition.readProfile(read))
  const signed = idToken.slice(0, idToken.lastIndexOf('.'))
  return {
    profile,
    use: { hash: fastHash(signed), expiresAt: addSeconds(fromUnixSeconds(claims.exp), toleranceSeconds) },
  }
}

/** The claims before anything is verified. They only choose what the token is compared with. */
function decode(idToken: string): Readonly<Record<string, unknown>> {
  try {
    const claims: unknown = JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString())
    return typeof claims === 'object' && claims !== null ? (claims as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

/** Libraries of some platforms send the SHA-256 of the nonce, in hexadecimal or base64url. */
function formsOf(nonce: string): string[] {
  const digest = createHash('sha256').update(nonce).digest()
  return [nonce, digest.toString('hex'), digest.toString('base64url')]
}

async function neverAsk(): Promise<never> {
  throw refusal('no access token')
}

function refusal(code: string): Error {
  return Object.assign(new Error(code), { code })
}
