import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { addSeconds } from '../../src/platform/durations.js'
import { createAccessTokens } from '../../src/tokens/access-token.js'
import type { SigningKey, SigningKeys } from '../../src/tokens/signing-keys.js'
import { createFakeClock } from '../support/fake-clock.js'

function startTokens() {
  const clock = createFakeClock()
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const key = { kid: 'first', algorithm: 'ES256', signsFrom: clock.now(), ...pair } as unknown as SigningKey
  const ring = new Map([[key.kid, key]])
  const keys = { current: () => key, find: async (kid: string) => ring.get(kid) ?? null } as unknown as SigningKeys
  const issuer = 'https://auth.example.com'
  const tokens = createAccessTokens({ keys, clock, issuer, audience: issuer, clientId: issuer, type: 'at+jwt' })
  const proof = { authenticatedAt: clock.now(), methods: ['PASSWORD'], assurance: 'AAL1' } as const
  const span = { generation: 1, expiresAt: addSeconds(clock.now(), 900) }
  const to = { userId: 'ada', actorId: null, sessionId: '0f'.repeat(16), ...span, ...proof }
  return { clock, ring, tokens, token: tokens.issue(to).token }
}

test('a token that was read before says the same again', async () => {
  const { tokens, token } = startTokens()
  const first = await tokens.read(token)
  expect(first).toMatchObject({ kind: 'valid', claims: { userId: 'ada', generation: 1 } })
  expect(await tokens.read(token)).toEqual(first)
})

test('it expires at the same second as one that is read for the first time', async () => {
  const { clock, tokens, token } = startTokens()
  await tokens.read(token)
  clock.move(929)
  expect(await tokens.read(token)).toMatchObject({ kind: 'valid' })
  clock.move(1)
  expect(await tokens.read(token)).toEqual({ kind: 'refused', reason: 'TOKEN_EXPIRED' })
})

test('it is refused as soon as its key is withdrawn', async () => {
  const { ring, tokens, token } = startTokens()
  await tokens.read(token)
  ring.clear()
  expect(await tokens.read(token)).toEqual({ kind: 'refused', reason: 'TOKEN_INVALID' })
})

test('it is refused once the clock is found to have been ahead when it was issued', async () => {
  const { clock, tokens, token } = startTokens()
  await tokens.read(token)
  clock.move(-31)
  expect(await tokens.read(token)).toEqual({ kind: 'refused', reason: 'TOKEN_INVALID' })
})

test('no other text is read as a token that was read before', async () => {
  const { tokens, token } = startTokens()
  await tokens.read(token)
  for (const text of [`${token}=`, ` ${token}`, token.slice(0, -1), `${token}.`, token.toUpperCase()]) {
    expect(await tokens.read(text)).toEqual({ kind: 'refused', reason: 'TOKEN_INVALID' })
  }
})
