import * as oauth from 'openid-client'
import type { Clock } from '../platform/clock.js'
import { createIssuerMetadata, type IssuerMetadata, timeoutSeconds } from './issuer-metadata.js'
import { type Claims, issuerOf, type Provider, type ProviderPlan, type ProviderRequest } from './provider.js'
import { checkProfile } from './read-profile.js'
import { verifyIdToken } from './verify-id-token.js'

/** A provider of OpenID Connect, or of OAuth 2.0 if its definition has endpoints. */
export function createOAuthProvider(plan: ProviderPlan, clock: Clock): Provider {
  const { id, definition, settings } = plan
  const isOpenId = definition.endpoints === undefined
  const metadata = metadataOf(plan, clock)
  const scope = (settings.SCOPES ?? definition.scopes).join(' ')
  return {
    id,
    name: settings.NAME ?? definition.name,
    trustsEmail: settings.TRUSTS_EMAIL ?? definition.trustsEmail,
    async authorizationUrl(request) {
      const parameters = await authorizationParameters(request, { ...definition.parameters, scope })
      const { nonce, ...withoutNonce } = parameters
      return oauth.buildAuthorizationUrl(
        await metadata.configuration(),
        isOpenId ? { ...withoutNonce, nonce } : withoutNonce,
      )
    },
    async exchange(answer, request) {
      const configuration = await metadata.configuration()
      const tokens = await oauth.authorizationCodeGrant(configuration, urlOf(answer, request), {
        expectedState: request.state,
        pkceCodeVerifier: request.codeVerifier,
        ...(isOpenId && { expectedNonce: request.nonce, idTokenExpected: true }),
      })
      metadata.keepKeys(configuration)
      const claims = isOpenId ? await claimsOf(configuration, tokens) : {}
      const issuer = typeof claims.iss === 'string' ? claims.iss : issuerOf(plan)
      const get = (url: string) => getJson(configuration, tokens.access_token, url)
      const read = { claims, issuer: issuerOf(plan), parameters: answer, get }
      return checkProfile(issuer, await definition.readProfile(read))
    },
    verifyIdToken: isOpenId ? (presented) => verifyIdToken(plan, metadata, presented) : null,
    refresh: () => metadata.refresh(),
  }
}

function metadataOf(plan: ProviderPlan, clock: Clock): IssuerMetadata {
  const { definition, settings } = plan
  const issuer = issuerOf(plan)
  const { CLIENT_ID: clientId, CLIENT_SECRET: secret } = settings
  const usual = secret === null ? oauth.None() : oauth.ClientSecretPost(secret)
  // Made at the start, which it stops if a setting is missing.
  const authentication = definition.authenticate?.(settings, clock) ?? usual
  if (definition.endpoints === undefined) return createIssuerMetadata({ issuer, clientId, authentication })
  const { authorization, token } = definition.endpoints(issuer)
  const server = { issuer, authorization_endpoint: authorization, token_endpoint: token }
  return {
    async configuration() {
      const configuration = new oauth.Configuration(server, clientId, undefined, authentication)
      configuration.timeout = timeoutSeconds
      if (token.startsWith('http:')) oauth.allowInsecureRequests(configuration)
      return configuration
    },
    keepKeys: () => undefined,
    refresh: async () => undefined,
  }
}

async function authorizationParameters(request: ProviderRequest, own: Readonly<Record<string, string>>) {
  const { state, nonce, codeVerifier, redirectUri, loginHint } = request
  return {
    ...own,
    redirect_uri: redirectUri,
    state,
    nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
    ...(loginHint !== null && { login_hint: loginHint }),
  }
}

/** The callback URL with the parameters of the answer, also of one that was posted. */
function urlOf(answer: URLSearchParams, { redirectUri }: ProviderRequest): URL {
  const url = new URL(redirectUri)
  url.search = answer.toString()
  return url
}

/** The ID token may leave claims to the UserInfo endpoint, which must speak of the same subject. */
async function claimsOf(
  configuration: oauth.Configuration,
  tokens: oauth.TokenEndpointResponse & oauth.TokenEndpointResponseHelpers,
): Promise<Claims> {
  const claims = tokens.claims()
  if (claims === undefined) throw new Error('no ID token')
  const hasMore = configuration.serverMetadata().userinfo_endpoint !== undefined
  if (claims.email !== undefined || !hasMore) return claims
  return { ...(await oauth.fetchUserInfo(configuration, tokens.access_token, claims.sub)), ...claims }
}

async function getJson(configuration: oauth.Configuration, token: string, url: string): Promise<unknown> {
  const headers = new Headers({ accept: 'application/json' })
  const response = await oauth.fetchProtectedResource(configuration, token, new URL(url), 'GET', undefined, headers)
  if (!response.ok) throw new Error(`status ${response.status}`)
  return response.json()
}
