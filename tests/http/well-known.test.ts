import { discovery } from 'openid-client'
import { expect, test } from 'vitest'
import { sendRaw } from '../support/raw-http.js'
import { type RunningApp, startApp } from '../support/start-app.js'

const oauth = '/.well-known/oauth-authorization-server'
const openId = '/.well-known/openid-configuration'

const get = async ({ app }: RunningApp, url: string) => app.http.inject({ method: 'GET', url })

test('the metadata of the authorization server has what is there and announces no grant (RFC 8414)', async () => {
  const running = await startApp('sqlite', { PUBLIC_URL: 'https://auth.example.com' })
  const response = await get(running, oauth)
  expect(response.headers['cache-control']).toBe('public, max-age=300')
  expect(response.json()).toEqual({
    issuer: 'https://auth.example.com',
    jwks_uri: 'https://auth.example.com/.well-known/jwks.json',
    response_types_supported: [],
    grant_types_supported: [],
  })
})

test('the OpenID document adds the algorithms and the members that Discovery requires, and nothing else', async () => {
  const running = await startApp('sqlite', { SIGNING_ALGORITHM: 'RS256' })
  const metadata = (await get(running, oauth)).json()
  expect((await get(running, openId)).json()).toEqual({
    ...metadata,
    id_token_signing_alg_values_supported: ['RS256'],
    subject_types_supported: ['public'],
  })
})

test.each([oauth, openId])('every address that %s announces is answered', async (document) => {
  const running = await startApp('sqlite', { PUBLIC_URL: 'https://auth.example.com/base' })
  const addresses = Object.entries((await get(running, document)).json() as object)
    .filter(([name]) => /_(uri|endpoint)$/.test(name))
    .map(([, address]) => String(address).replace('https://auth.example.com/base', ''))
  expect(addresses.length).toBeGreaterThan(0)
  for (const address of addresses) expect([address, (await get(running, address)).statusCode]).toEqual([address, 200])
})

test.each([oauth, openId])('%s is answered behind its name too when PUBLIC_URL has a path', async (document) => {
  const running = await startApp('sqlite', { PUBLIC_URL: 'https://example.com/auth/a:b*c' })
  const plain = await get(running, document)
  const inserted = await get(running, `${document}/auth/a:b*c`)
  expect(plain.json()).toMatchObject({ issuer: 'https://example.com/auth/a:b*c' })
  expect([inserted.statusCode, inserted.body, inserted.headers['cache-control']]).toEqual([
    200,
    plain.body,
    plain.headers['cache-control'],
  ])
  for (const other of ['/', '/other', '/auth/a:b*c/', '/auth']) {
    expect([other, (await get(running, document + other)).statusCode]).toEqual([other, 404])
  }
})

test.each([oauth, openId])('%s has no second address when PUBLIC_URL has no path', async (document) => {
  const running = await startApp('sqlite')
  for (const other of ['/', '/auth']) expect((await get(running, document + other)).statusCode).toBe(404)
})

test.each(['oidc', 'oauth2'] as const)('openid-client discovers the issuer by %s', async (algorithm) => {
  const url = 'https://auth.example.com/base'
  const running = await startApp('sqlite', { PUBLIC_URL: url })
  const asked: string[] = []
  const customFetch = async (address: string) => {
    const { pathname } = new URL(address)
    asked.push(pathname)
    // As the proxy of that origin hands it on: without the prefix, or as it is.
    const { body, statusCode } = await get(running, pathname.replace(/^\/base\//, '/'))
    return new Response(body, { status: statusCode, headers: { 'content-type': 'application/json' } })
  }
  const found = await discovery(new URL(url), 'a client', undefined, undefined, {
    algorithm,
    [(await import('openid-client')).customFetch]: customFetch,
  })
  expect(found.serverMetadata()).toMatchObject({ issuer: url, jwks_uri: `${url}/.well-known/jwks.json` })
  expect(asked).toEqual([algorithm === 'oidc' ? `/base${openId}` : `${oauth}/base`])
})

test.each(['/livez', '/readyz', '/.well-known/jwks.json', oauth, openId])(
  '%s is answered without a Host header, as the plain check of HAProxy sends it',
  async (path) => {
    const { app } = await startApp('sqlite')
    const url = await app.http.listen({ host: '127.0.0.1', port: 0 })
    expect(await sendRaw(url, `GET ${path} HTTP/1.0\r\n\r\n`)).toMatch(/^HTTP\/1\.[01] 200 OK\r\n/)
    expect(await sendRaw(url, `HEAD ${path} HTTP/1.0\r\n\r\n`)).toMatch(/^HTTP\/1\.[01] 200 OK\r\n/)
  },
)

test('/graphql refuses a request without a Host header', async () => {
  const { app } = await startApp('sqlite')
  const url = await app.http.listen({ host: '127.0.0.1', port: 0 })
  const body = '{"query":"{ __typename }"}'
  const head = `POST /graphql HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`
  expect(await sendRaw(url, head, body)).toMatch(/^HTTP\/1\.[01] 400 /)
})
