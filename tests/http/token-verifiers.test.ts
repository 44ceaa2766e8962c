import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose'
import jwt from 'jsonwebtoken'
import { type AuthorizationServer, customFetch, validateJwtAccessToken } from 'oauth4webapi'
import { describe, expect, test } from 'vitest'
import type { Environment } from '../../src/config/setting.js'
import { engines } from '../support/engines.js'
import { refresh, statusOf } from '../support/operations.js'
import { signIn, signUp } from '../support/people.js'
import { type RunningApp, startApp, startAppOn } from '../support/start-app.js'

const issuer = 'https://auth.example.com'

async function keySetOf({ app }: RunningApp): Promise<JSONWebKeySet> {
  return (await app.http.inject({ method: 'GET', url: '/.well-known/jwks.json' })).json()
}

/** As a service does that holds to RFC 9068 word by word. */
async function verifyStrictly(running: RunningApp, token: string, audience: string) {
  const metadata = await running.app.http.inject({ method: 'GET', url: '/.well-known/oauth-authorization-server' })
  const request = new Request('https://api.example.com/', { headers: { authorization: `Bearer ${token}` } })
  const fetchKeys = async () => Response.json(await keySetOf(running))
  return validateJwtAccessToken(metadata.json() as AuthorizationServer, request, audience, {
    [customFetch]: fetchKeys,
  } as never)
}

/** As a service does that takes only the type that JWTs have where no other is agreed upon. */
async function verifyPlainly(running: RunningApp, token: string) {
  return jwtVerify(token, createLocalJWKSet(await keySetOf(running)), { issuer, audience: issuer, typ: 'JWT' })
}

const headerOf = (token: string) => jwt.decode(token, { complete: true })?.header
const claimsOf = (token: string) => jwt.decode(token) as Record<string, unknown>

test.each(['ES256', 'RS256'])('a verifier that holds to RFC 9068 takes an %s token', async (SIGNING_ALGORITHM) => {
  const running = await startApp('sqlite', { PUBLIC_URL: issuer, SIGNING_ALGORITHM })
  const { access, user } = await signUp(running)
  const claims = await verifyStrictly(running, access, issuer)
  expect(claims).toMatchObject({ iss: issuer, aud: issuer, sub: user.id, client_id: issuer, token_type: 'access' })
})

test.each<[Environment, string]>([
  [{}, issuer],
  [{ TOKEN_AUDIENCE: 'https://api.example.com' }, 'https://api.example.com'],
  [{ TOKEN_AUDIENCE: 'https://api.example.com', TOKEN_CLIENT_ID: 'web' }, 'web'],
])('with %o the client_id of a token is %s', async (settings, expected) => {
  const running = await startApp('sqlite', { PUBLIC_URL: issuer, ...settings })
  const { access, refresh: refreshToken } = await signUp(running)
  const refreshed = await refresh(running, { refreshToken })
  const next = (refreshed as unknown as { tokens: { accessToken: string } }).tokens.accessToken
  for (const token of [access, next]) expect(claimsOf(token).client_id).toBe(expected)
  await verifyStrictly(running, access, settings.TOKEN_AUDIENCE ?? issuer)
})

test('a verifier that knows no type but JWT takes tokens of ACCESS_TOKEN_TYP=JWT, and no others', async () => {
  const plain = await startApp('sqlite', { PUBLIC_URL: issuer, ACCESS_TOKEN_TYP: 'JWT' })
  const { access, user } = await signUp(plain)
  expect(headerOf(access)?.typ).toBe('JWT')
  expect((await verifyPlainly(plain, access)).payload).toMatchObject({ sub: user.id, token_type: 'access' })
  await expect(verifyStrictly(plain, access, issuer)).rejects.toThrow()
  const strict = await startApp('sqlite', { PUBLIC_URL: issuer })
  await expect(verifyPlainly(strict, (await signUp(strict)).access)).rejects.toThrow('"typ"')
})

describe.each(engines)('on %s', (engine) => {
  test.each<[Environment, Environment]>([
    [{}, { ACCESS_TOKEN_TYP: 'JWT' }],
    [{ ACCESS_TOKEN_TYP: 'JWT' }, {}],
    [{ TOKEN_CLIENT_ID: 'web' }, { TOKEN_CLIENT_ID: 'mobile' }],
  ])('a token issued under %o works under %o until it expires, and the other way round', async (before, after) => {
    const first = await startApp(engine, before)
    const { access } = await signUp(first)
    const second = await startAppOn(first.settings.DATABASE_URL, after, first.clock)
    const { access: other } = await signIn(second)
    expect([headerOf(access)?.typ, headerOf(other)?.typ]).toEqual([typOf(before), typOf(after)])
    // While instances are restarted one after the other, each meets tokens of both.
    for (const running of [first, second, second, first]) {
      for (const token of [access, other]) expect(await statusOf(running, token)).toBe('fine')
    }
    first.clock.move(15 * 60 + 31)
    for (const token of [access, other]) expect(await statusOf(second, token)).toBe('TOKEN_EXPIRED')
  })
})

function typOf({ ACCESS_TOKEN_TYP }: Environment): string {
  return ACCESS_TOKEN_TYP ?? 'at+jwt'
}
