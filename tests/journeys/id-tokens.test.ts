import { createHash } from 'node:crypto'
import jwt from 'jsonwebtoken'
import { describe, expect, test } from 'vitest'
import type { SignInWithIdTokenInput } from '../../src/client/generated/operations.js'
import { SignInWithIdTokenDocument } from '../../src/client/generated/operations.js'
import {
  type CrookedProvider,
  crookedClient,
  crookedSecret,
  startCrookedProvider,
} from '../support/crooked-provider.js'
import { countRows } from '../support/database.js'
import { engines } from '../support/engines.js'
import { atOnce, issuesOf, kindsOf } from '../support/operations.js'
import { type RunningApp, startApp } from '../support/start-app.js'

const invalidToken = { __typename: 'InvalidToken', reason: 'TOKEN_INVALID' }
const nonce = 'a nonce of the app'

async function signInWithIdToken(running: RunningApp, input: Partial<SignInWithIdTokenInput>) {
  const given = { provider: 'acme', nonce, idToken: '', ...input }
  return (await running.ask(SignInWithIdTokenDocument, { input: given })).data.signInWithIdToken
}

/** Claims of a token that an app got; each is another token. */
let tokens = 0
function claimsOf(provider: CrookedProvider, changes: object = {}) {
  tokens += 1
  return { ...provider.claimsFor(`https://app.example.com/?nonce=${nonce}`), jti: String(tokens), ...changes }
}

describe.each(engines)('signInWithIdToken on %s', (engine) => {
  test('the ID token of an app signs in once, though twenty requests bring it at once', async () => {
    const provider = await startCrookedProvider()
    const running = await startApp(engine, provider.settings())
    const idToken = provider.sign(claimsOf(provider))
    const answers = await atOnce(20, () => signInWithIdToken(running, { idToken, deviceName: 'Phone' }))
    expect(kindsOf(answers)).toEqual({ SignedIn: 1, InvalidToken: 19 })
    expect(await signInWithIdToken(running, { idToken })).toMatchObject(invalidToken)
    expect(await signInWithIdToken(running, { idToken: provider.sign(claimsOf(provider)) })).toMatchObject({
      __typename: 'SignedIn',
      newUser: false,
      user: { email: 'ada@example.com', emailVerified: true },
      session: { methods: ['PROVIDER'] },
    })
    expect((await countRows(running)).users).toBe(1)
  })
})

test('the nonce of the app counts in plain form, and as its SHA-256', async () => {
  const provider = await startCrookedProvider()
  const running = await startApp('sqlite', provider.settings())
  const digest = createHash('sha256').update(nonce)
  const hashed = digest.copy().digest('hex')
  for (const form of [nonce, hashed, digest.digest('base64url')]) {
    const idToken = provider.sign(claimsOf(provider, { nonce: form }))
    expect(await signInWithIdToken(running, { idToken }), form).toMatchObject({ __typename: 'SignedIn' })
  }
  const idToken = provider.sign(claimsOf(provider, { nonce: hashed }))
  expect(await signInWithIdToken(running, { idToken, nonce: 'another' })).toMatchObject(invalidToken)
})

const bad: Record<string, (provider: CrookedProvider) => string> = {
  unsigned: (provider) => jwt.sign(claimsOf(provider), '', { algorithm: 'none' }),
  'signed with the client secret': (provider) => jwt.sign(claimsOf(provider), crookedSecret),
  'for another application': (provider) => provider.sign(claimsOf(provider, { aud: 'another' })),
  'of another issuer': (provider) => provider.sign(claimsOf(provider, { iss: 'https://accounts.example.com' })),
  expired: (provider) => provider.sign(claimsOf(provider, { exp: 1_700_000_000, iat: 1_699_999_000 })),
  'without a nonce': (provider) => provider.sign(claimsOf(provider, { nonce: undefined })),
  'of an unknown key': (provider) => provider.sign(claimsOf(provider), { kid: 'unknown' }),
  'no token at all': () => 'a.b.c',
}

test.each(Object.keys(bad))('an ID token of an app that is %s signs in nobody', async (name) => {
  const provider = await startCrookedProvider()
  const running = await startApp('sqlite', provider.settings())
  expect(await signInWithIdToken(running, { idToken: bad[name]?.(provider) ?? '' })).toMatchObject(invalidToken)
  expect((await countRows(running)).users).toBe(0)
})

test('ID tokens for the apps of PROVIDER_ID_AUDIENCES are accepted', async () => {
  const provider = await startCrookedProvider()
  const running = await startApp('sqlite', { ...provider.settings(), PROVIDER_ACME_AUDIENCES: 'ios-app,android-app' })
  for (const aud of [crookedClient, 'ios-app', 'android-app']) {
    const idToken = provider.sign(claimsOf(provider, { aud }))
    expect(await signInWithIdToken(running, { idToken }), aud).toMatchObject({ __typename: 'SignedIn' })
  }
})

test('a provider whose keys cannot be had is unavailable for ID tokens', async () => {
  const provider = await startCrookedProvider()
  const running = await startApp('sqlite', provider.settings())
  const idToken = provider.sign(claimsOf(provider))
  provider.stop()
  const stopped = await startApp('sqlite', provider.settings())
  expect(await signInWithIdToken(stopped, { idToken })).toMatchObject({ __typename: 'ProviderUnavailable' })
  expect(running.settings.PROVIDERS).toEqual(['acme'])
})

test('ID tokens of one address are limited, and wrong inputs are named', async () => {
  const provider = await startCrookedProvider()
  const running = await startApp('sqlite', { ...provider.settings(), LIMIT_PROVIDER_PER_ADDRESS: '1/10m' })
  const wrong = await signInWithIdToken(running, { provider: 'other', nonce: '', expiresIn: 0 })
  expect(issuesOf(wrong as never)).toEqual(['provider NOT_ALLOWED', 'nonce TOO_SHORT', 'expiresIn OUT_OF_RANGE'])
  expect(await signInWithIdToken(running, { idToken: 'x' })).toMatchObject(invalidToken)
  expect(await signInWithIdToken(running, { idToken: 'x' })).toMatchObject({ __typename: 'Throttled' })
})
