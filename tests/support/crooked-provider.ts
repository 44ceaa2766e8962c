import { createPrivateKey, type JsonWebKey } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import jwt from 'jsonwebtoken'
import { onTestFinished } from 'vitest'
import { findFreePort } from './free-port.js'
import { publicUrl, returnTo } from './openid-provider.js'
import { createKey } from './provider-keys.js'

/** A provider that answers what a test wants: right tokens, wrong ones, nonsense, or nothing. */
export interface CrookedProvider {
  issuer: string
  /** Answers instead of the usual one, by path. */
  answers: Partial<Record<'/token' | '/jwks' | '/me' | '/.well-known/openid-configuration', Answer>>
  /** The bodies of all requests for tokens. */
  tokenRequests: URLSearchParams[]
  settings(id?: string): Record<string, string>
  /** Signs claims with the key that it publishes. */
  sign(claims: object, header?: object): string
  /** Claims of a right ID token for a sign-in that began with `url`. */
  claimsFor(url: string): {
    iss: string
    sub: string
    aud: string
    nonce: string
    iat: number
    exp: number
    email: string
  }
  /** The callback URL with an answer to a sign-in that began with `url`. The token endpoint then gives `idToken`. */
  answerTo(url: string, idToken?: string): URL
  stop(): void
}

type Answer = (response: ServerResponse) => void

export const crookedClient = 'latchkey-at-crooked'
export const crookedSecret = 'secret of the client at the crooked provider'

export async function startCrookedProvider(): Promise<CrookedProvider> {
  const port = await findFreePort()
  const issuer = `http://127.0.0.1:${port}`
  const key = createKey()
  const privateKey = createPrivateKey({ key: key as JsonWebKey, format: 'jwk' })
  let idToken = ''
  const provider: CrookedProvider = {
    issuer,
    answers: {},
    tokenRequests: [],
    settings: (id = 'acme') => settingsOf(id, issuer),
    sign: (claims, header = {}) =>
      jwt.sign(claims, privateKey, { algorithm: 'RS256', header: { alg: 'RS256', kid: key.kid, ...header } }),
    claimsFor(url) {
      const nonce = new URL(url).searchParams.get('nonce') ?? ''
      const iat = Math.floor(Date.now() / 1000)
      const person = { sub: 'ada-1', email: 'ada@example.com', email_verified: true, name: 'Ada' }
      return { iss: issuer, aud: crookedClient, nonce, iat, exp: iat + 300, ...person }
    },
    answerTo(url, token = provider.sign(provider.claimsFor(url))) {
      idToken = token
      const asked = new URL(url).searchParams
      const callback = new URL(asked.get('redirect_uri') ?? '')
      callback.search = new URLSearchParams({ code: 'a code', state: asked.get('state') ?? '' }).toString()
      return callback
    },
    stop() {
      server.closeAllConnections()
      server.close()
    },
  }
  const { kty, n, e, kid, use, alg } = key
  const documents: Record<string, () => object> = {
    '/.well-known/openid-configuration': () => metadataOf(issuer),
    '/jwks': () => ({ keys: [{ kty, n, e, kid, use, alg }] }),
    '/token': () => ({ access_token: 'an access token', token_type: 'Bearer', expires_in: 60, id_token: idToken }),
    '/me': () => ({ sub: 'ada-1' }),
  }
  const server = createServer(async (request, response) => {
    const path = request.url ?? ''
    const body = await readBody(request)
    if (path === '/token') provider.tokenRequests.push(new URLSearchParams(body))
    const own = provider.answers[path as '/token']
    if (own !== undefined) return own(response)
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(documents[path]?.() ?? {}))
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  onTestFinished(() => provider.stop())
  return provider
}

function settingsOf(id: string, issuer: string): Record<string, string> {
  const name = `PROVIDER_${id.toUpperCase()}`
  return {
    PROVIDERS: id,
    PUBLIC_URL: publicUrl,
    RETURN_URLS: returnTo,
    [`${name}_CLIENT_ID`]: crookedClient,
    [`${name}_CLIENT_SECRET`]: crookedSecret,
    [`${name}_ISSUER`]: issuer,
    [`${name}_TRUSTS_EMAIL`]: 'true',
    LIMIT_PROVIDER_PER_ADDRESS: 'off',
  }
}

function metadataOf(issuer: string): object {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    userinfo_endpoint: `${issuer}/me`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
  }
}

export async function readBody(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request) body += chunk
  return body
}
