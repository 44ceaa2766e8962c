import { createPublicKey, type JsonWebKey } from 'node:crypto'
import jwt from 'jsonwebtoken'
import { describe, expect, test } from 'vitest'
import { LoginDocument, MeDocument, SessionsDocument } from '../../src/client/generated/operations.js'
import { engines } from '../support/engines.js'
import { signIn, signUp } from '../support/people.js'
import { type RunningApp, startApp, startAppOn } from '../support/start-app.js'

const get = async (running: RunningApp, url: string) => running.app.http.inject({ method: 'GET', url })

interface KeySet {
  keys: (JsonWebKey & { kid: string; alg: 'ES256' | 'RS256' })[]
}

async function keySetOf(running: RunningApp): Promise<KeySet['keys']> {
  return ((await get(running, '/.well-known/jwks.json')).json() as KeySet).keys
}

describe('the key set', () => {
  test.each(['ES256', 'RS256'] as const)('another service can verify %s tokens with the key set', async (algorithm) => {
    const running = await startApp('sqlite', { SIGNING_ALGORITHM: algorithm, PUBLIC_URL: 'https://auth.example.com' })
    const { access, user } = await signUp(running)
    const { keys } = (await get(running, '/.well-known/jwks.json')).json() as KeySet
    const { header } = jwt.decode(access, { complete: true }) ?? {}
    const key = keys.find(({ kid }) => kid === header?.kid)
    expect(header).toMatchObject({ alg: algorithm, typ: 'at+jwt' })
    const claims = jwt.verify(access, createPublicKey({ key: key as JsonWebKey, format: 'jwk' }), {
      algorithms: [algorithm],
      issuer: 'https://auth.example.com',
      audience: 'https://auth.example.com',
    })
    expect(claims).toMatchObject({ sub: user.id, token_type: 'access', gen: 1 })
    expect(access).not.toContain(Buffer.from('ada@').toString('base64url').slice(0, 5))
  })

  test('the key set has public members only and can be cached for some minutes', async () => {
    const running = await startApp('sqlite')
    const response = await get(running, '/.well-known/jwks.json')
    expect(response.headers['cache-control']).toBe('public, max-age=300')
    const [key] = (response.json() as KeySet).keys
    expect(Object.keys(key ?? {}).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y'])
  })
})

describe.each(engines)('signing keys on %s', (engine) => {
  const days = 86_400

  test('a new key is published an hour before it signs, and an old one stays until its last token has expired', async () => {
    const running = await startApp(engine)
    await signUp(running)
    const signer = async () => jwt.decode((await signIn(running)).access, { complete: true })?.header.kid
    const first = await signer()

    running.clock.move(90 * days - 3600)
    const rotating = await startAppOn(running.settings.DATABASE_URL, {}, running.clock)
    expect(await keySetOf(rotating)).toHaveLength(2)
    const login = async (at: RunningApp) => jwt.decode((await signIn(at)).access, { complete: true })?.header.kid
    expect(await login(rotating)).toBe(first)
    running.clock.move(3600)
    const second = await login(rotating)
    expect(second).not.toBe(first)

    running.clock.move(days)
    expect(await keySetOf(await startAppOn(running.settings.DATABASE_URL, {}, running.clock))).toHaveLength(2)
    running.clock.move(600)
    const kids = (await keySetOf(await startAppOn(running.settings.DATABASE_URL, {}, running.clock))).map(
      ({ kid }) => kid,
    )
    expect(kids).toEqual([second])
  })

  test('an instance that has not seen a new key yet looks it up when a token names it', async () => {
    const running = await startApp(engine)
    await signUp(running)
    running.clock.move(91 * days)
    const newer = await startAppOn(running.settings.DATABASE_URL, {}, running.clock)
    running.clock.move(3600)
    const { access } = await signIn(newer)
    expect((await running.ask(MeDocument, {}, { token: access })).data.me).not.toBeNull()
  })

  test('another algorithm takes over after its notice, and old tokens stay good', async () => {
    const running = await startApp(engine)
    const { access } = await signUp(running)
    const changed = await startAppOn(running.settings.DATABASE_URL, { SIGNING_ALGORITHM: 'RS256' }, running.clock)
    expect((await changed.ask(MeDocument, {}, { token: access })).data.me).not.toBeNull()
    running.clock.move(3600)
    expect(jwt.decode((await signIn(changed)).access, { complete: true })?.header.alg).toBe('RS256')
  })

  test('five instances that start at once on an empty database share one key', async () => {
    const running = await startApp(engine)
    const url = running.settings.DATABASE_URL
    const others = await Promise.all(Array.from({ length: 4 }, () => startAppOn(url, {}, running.clock)))
    for (const other of others) expect(await keySetOf(other)).toEqual(await keySetOf(running))
  })
})

describe('health', () => {
  test('the health endpoints say that a running process is alive and ready', async () => {
    const running = await startApp('sqlite')
    expect((await get(running, '/livez')).statusCode).toBe(200)
    expect((await get(running, '/readyz')).json()).toEqual({ status: 'ok' })
  })
})

describe('the client address', () => {
  const addressOf = async (running: RunningApp, forwarded: string) => {
    const options = { address: '10.0.0.9', headers: { 'x-forwarded-for': forwarded } }
    const { access } = await signIn(running, undefined, options)
    const { data } = await running.ask(SessionsDocument, {}, { token: access })
    return data.me?.sessions.find(({ current }) => current)?.ipAddress
  }

  test('the client address is that of the connection, whatever headers say', async () => {
    const running = await startApp('sqlite')
    await signUp(running)
    expect(await addressOf(running, '203.0.113.7')).toBe('10.0.0.9')
  })

  test('the client address is the right-most one that is not a trusted proxy', async () => {
    const running = await startApp('sqlite', { TRUST_PROXY: '10.0.0.0/8' })
    await signUp(running)
    expect(await addressOf(running, '198.51.100.1, 203.0.113.7, 10.1.1.1')).toBe('203.0.113.7')
  })
})

test('the access token comes in a header too when the settings say so', async () => {
  const running = await startApp('sqlite', { LOGIN_TOKEN_HEADER: 'true' })
  await signUp(running)
  const input = { identifier: 'ada', password: 'analytical engine 1843' }
  const { data, response } = await running.ask(LoginDocument, { input })
  const { accessToken } = (data.login as { tokens: { accessToken: string } }).tokens
  expect(response.headers.authorization).toBe(`Bearer ${accessToken}`)
})
