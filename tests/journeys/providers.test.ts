import { describe, expect, test } from 'vitest'
import { AuthConfigDocument } from '../../src/client/generated/operations.js'
import { enableTotp, totpCodeAt } from '../support/authenticator.js'
import { disable, verifyEmail } from '../support/database.js'
import { engines } from '../support/engines.js'
import { mailsTo } from '../support/mails.js'
import { returnTo, startOpenIdProvider } from '../support/openid-provider.js'
import { continueSignIn, factorsOf, issuesOf } from '../support/operations.js'
import { ada, signUp } from '../support/people.js'
import {
  answerOf,
  begin,
  fetchCode,
  finishProviderSignIn,
  returnFromProvider,
  signInWithProvider,
  startProviderSignIn,
  visitProvider,
} from '../support/provider-dance.js'
import { type RunningApp, startApp, startAppOn } from '../support/start-app.js'

interface SignedIn {
  user: { id: string }
  tokens: { accessToken: string }
}

async function startWithProvider(engine: (typeof engines)[number], overrides: Record<string, string> = {}) {
  const provider = await startOpenIdProvider()
  return { provider, running: await startApp(engine, { ...provider.settings(), ...overrides }) }
}

async function signInNew(running: RunningApp): Promise<SignedIn> {
  const signedIn = await signInWithProvider(running)
  expect(signedIn).toMatchObject({ __typename: 'SignedIn', newUser: true })
  return signedIn as unknown as SignedIn
}

describe.each(engines)('sign-in with a provider on %s', (engine) => {
  test('the first sign-in makes an account with a proven address and no password, and the next one opens the same account', async () => {
    const { running } = await startWithProvider(engine)
    const first = await signInWithProvider(running, { deviceName: 'Phone', expiresIn: 60 })
    expect(first).toMatchObject({
      __typename: 'SignedIn',
      newUser: true,
      user: { email: 'ada@example.com', emailVerified: true },
      session: { methods: ['PROVIDER'], assurance: 'AAL1', deviceName: 'Phone' },
      tokens: { expiresIn: 60 },
    })
    const { user, tokens } = first as unknown as SignedIn
    expect(await factorsOf(running, tokens.accessToken)).toMatchObject({ hasPassword: false })
    const again = await signInWithProvider(running)
    expect(again).toMatchObject({ __typename: 'SignedIn', newUser: false, user: { id: user.id } })
  })

  test('a person whose address changes at the provider keeps the account and its address', async () => {
    const { provider, running } = await startWithProvider(engine)
    const { user } = await signInNew(running)
    provider.person = { sub: 'ada-1', email: 'new@example.com', email_verified: true }
    expect(await signInWithProvider(running)).toMatchObject({ user: { id: user.id, email: 'ada@example.com' } })
  })

  test('a person who refuses at the provider comes back with that error', async () => {
    const { provider, running } = await startWithProvider(engine)
    provider.person = null
    const { url } = await begin(running)
    const response = await returnFromProvider(running, await visitProvider(url))
    expect([response.statusCode, response.headers.location]).toEqual([303, `${returnTo}?error=access_denied`])
    expect(response.headers['cache-control']).toBe('no-store')
  })

  test('the account of a proven address answers with the ways to sign in to it', async () => {
    const { running } = await startWithProvider(engine)
    await signUp(running)
    await verifyEmail(running, ada.email)
    expect(await signInWithProvider(running)).toMatchObject({
      __typename: 'AccountExists',
      code: 'ACCOUNT_EXISTS',
      email: ada.email,
      methods: ['PASSWORD'],
      providers: [],
    })
  })

  test('PROVIDER_LINKING=verified links the account of a proven address, signs in to it and tells its user', async () => {
    const { running } = await startWithProvider(engine, { PROVIDER_LINKING: 'verified' })
    const { user } = await signUp(running)
    await verifyEmail(running, ada.email)
    expect(await signInWithProvider(running)).toMatchObject({
      __typename: 'SignedIn',
      newUser: false,
      user: { id: user.id },
    })
    await running.app.deliverMail()
    expect((await mailsTo(running, ada.email)).map(({ subject }) => subject)).toContain(
      'acme was linked to your account',
    )
  })

  test('a second factor is asked for after a provider too', async () => {
    const { running } = await startWithProvider(engine)
    const { tokens } = await signInNew(running)
    const { secret } = await enableTotp(running, tokens.accessToken)
    const begun = await signInWithProvider(running, { deviceName: 'Phone' })
    expect(begun).toMatchObject({ __typename: 'SecondFactorRequired', factors: ['TOTP', 'RECOVERY_CODE'] })
    const { signInToken } = begun as unknown as { signInToken: string }
    const totpCode = totpCodeAt(secret, running.clock.now())
    expect(await continueSignIn(running, { signInToken, totpCode })).toMatchObject({
      __typename: 'SignedIn',
      session: { methods: ['PROVIDER', 'TOTP'], assurance: 'AAL2', deviceName: 'Phone' },
    })
  })

  test('a person who needs a second factor and has none sets it up before the provider signs in', async () => {
    const { running } = await startWithProvider(engine, { SECOND_FACTOR: 'everyone' })
    expect(await signInWithProvider(running)).toMatchObject({ __typename: 'SecondFactorSetupRequired' })
  })

  test('a disabled user is refused after the provider', async () => {
    const { running } = await startWithProvider(engine)
    const { user } = await signInNew(running)
    await disable(running, user.id)
    expect(await signInWithProvider(running)).toMatchObject({ __typename: 'UserDisabled' })
  })

  test('a one-time code lives one minute, and a visit to the provider ten', async () => {
    const { running } = await startWithProvider(engine)
    const late = await fetchCode(running)
    running.clock.move(60)
    expect(await finishProviderSignIn(running, late)).toMatchObject({
      __typename: 'InvalidToken',
      reason: 'TOKEN_EXPIRED',
    })
    const { url } = await begin(running)
    const callback = await visitProvider(url)
    running.clock.move(600)
    expect((await returnFromProvider(running, callback)).statusCode).toBe(410)
  })

  test('new keys of the provider are found at once', async () => {
    const { provider, running } = await startWithProvider(engine)
    await signInNew(running)
    await provider.rotateKeys()
    expect(await signInWithProvider(running)).toMatchObject({ __typename: 'SignedIn', newUser: false })
  })
})

test('a closed registration lets known people in by a provider, and no new ones', async () => {
  const { provider, running: open } = await startWithProvider('sqlite')
  await signInNew(open)
  const settings = { ...provider.settings(), REGISTRATION: 'closed' }
  const closed = await startAppOn(open.settings.DATABASE_URL, settings, open.clock)
  expect(await signInWithProvider(closed)).toMatchObject({ __typename: 'SignedIn', newUser: false })
  provider.person = { sub: 'grace-1', email: 'grace@example.com', email_verified: true }
  expect(await signInWithProvider(closed)).toMatchObject({ __typename: 'RegistrationClosed' })
})

test('authConfig lists the providers in the order of the settings, with their names', async () => {
  const provider = await startOpenIdProvider()
  const running = await startApp('sqlite', {
    ...provider.settings('acme'),
    ...provider.settings('google'),
    PROVIDERS: 'google,acme',
    PROVIDER_ACME_NAME: 'Acme & Co',
  })
  expect((await running.ask(AuthConfigDocument, {})).data.authConfig.providers).toEqual([
    { id: 'google', name: 'Google' },
    { id: 'acme', name: 'Acme & Co' },
  ])
})

test('the way to the provider carries the hint of the client, and the way back no token', async () => {
  const { running } = await startWithProvider('sqlite')
  const { url } = await begin(running, { loginHint: 'ada@example.com' })
  expect(new URL(url).searchParams.get('login_hint')).toBe('ada@example.com')
  const answer = answerOf(await returnFromProvider(running, await visitProvider(url)))
  expect([...answer.keys()]).toEqual(['code'])
})

test('the refresh token goes into a cookie when the start asked for that', async () => {
  const { running } = await startWithProvider('sqlite')
  expect(await signInWithProvider(running, { delivery: 'COOKIE' })).toMatchObject({ tokens: { refreshToken: null } })
})

test('a start with an unknown provider or a challenge of another form names what is wrong', async () => {
  const { running } = await startWithProvider('sqlite')
  const started = await startProviderSignIn(running, { provider: 'other', codeChallenge: 'short', expiresIn: 0 })
  expect(issuesOf(started as never)).toEqual([
    'provider NOT_ALLOWED',
    'codeChallenge BAD_CHARACTERS',
    'expiresIn OUT_OF_RANGE',
  ])
})

test('starts from one address are limited', async () => {
  const { running } = await startWithProvider('sqlite', { LIMIT_PROVIDER_PER_ADDRESS: '2/10m' })
  await begin(running)
  await begin(running)
  expect(await startProviderSignIn(running)).toMatchObject({ __typename: 'Throttled' })
})
