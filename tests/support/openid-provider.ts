import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { Provider } from 'oidc-provider'
import { onTestFinished } from 'vitest'
import { findFreePort } from './free-port.js'
import { createKey } from './provider-keys.js'

/** A person who has an account at the provider. */
export interface ProviderPerson {
  sub: string
  email?: string
  email_verified?: boolean
  name?: string
}

export const adaAtProvider: ProviderPerson = {
  sub: 'ada-1',
  email: 'ada@example.com',
  email_verified: true,
  name: 'Ada Lovelace',
}

export interface OpenIdProvider {
  issuer: string
  /** Who uses the browser. Null: the person refuses. */
  person: ProviderPerson | null
  /** What the UserInfo endpoint answers instead of the truth. */
  userInfo: object | null
  /** The environment of a server that knows it as `id`. */
  settings(id?: string): Record<string, string>
  /** Signs with a new key from now on. */
  rotateKeys(): void
}

const clientSecret = 'secret of the client at the provider, long enough'
export const publicUrl = 'http://localhost:4000'
export const returnTo = 'https://app.example.com/auth/callback'

/** A real provider (npm: oidc-provider), whose people sign in and consent without a page. */
export async function startOpenIdProvider(ids: readonly string[] = ['acme', 'google']): Promise<OpenIdProvider> {
  const port = await findFreePort()
  const issuer = `http://127.0.0.1:${port}`
  const started: OpenIdProvider = {
    issuer,
    person: adaAtProvider,
    userInfo: null,
    settings: (id = 'acme') => settingsOf(id, issuer),
    rotateKeys() {
      provider = createProvider(started, ids)
    },
  }
  let provider = createProvider(started, ids)
  const server = createServer((request, response) => void answer(started, provider, { request, response }))
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return started
}

function settingsOf(id: string, issuer: string): Record<string, string> {
  const name = `PROVIDER_${id.toUpperCase()}`
  return {
    PROVIDERS: id,
    PUBLIC_URL: publicUrl,
    RETURN_URLS: returnTo,
    [`${name}_CLIENT_ID`]: 'latchkey',
    [`${name}_CLIENT_SECRET`]: clientSecret,
    [`${name}_ISSUER`]: issuer,
    [`${name}_TRUSTS_EMAIL`]: 'true',
    LIMIT_PROVIDER_PER_ADDRESS: 'off',
  }
}

function createProvider(started: OpenIdProvider, ids: readonly string[]): Provider {
  return new Provider(started.issuer, {
    clients: [
      {
        client_id: 'latchkey',
        client_secret: clientSecret,
        token_endpoint_auth_method: 'client_secret_post',
        redirect_uris: ids.map((id) => `${publicUrl}/callback/${id}`),
      },
    ],
    jwks: { keys: [createKey()] },
    cookies: { keys: ['a key for cookies'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    findAccount: (_context, sub) => ({ accountId: sub, claims: async () => ({ ...started.person, sub }) }),
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
  })
}

interface Exchange {
  request: IncomingMessage
  response: ServerResponse
}

async function answer(started: OpenIdProvider, provider: Provider, { request, response }: Exchange): Promise<void> {
  if (request.url?.startsWith('/interaction/')) return interact(started, provider, { request, response })
  if (request.url !== '/me' || started.userInfo === null) return provider.callback()(request, response)
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(started.userInfo))
}

/** What the person does on the pages of the provider. */
async function interact({ person }: OpenIdProvider, provider: Provider, { request, response }: Exchange) {
  const { params } = await provider.interactionDetails(request, response)
  if (person === null) return provider.interactionFinished(request, response, { error: 'access_denied' })
  const grant = new provider.Grant({ accountId: person.sub, clientId: String(params.client_id) })
  grant.addOIDCScope(String(params.scope))
  const result = { login: { accountId: person.sub }, consent: { grantId: await grant.save() } }
  return provider.interactionFinished(request, response, result)
}
