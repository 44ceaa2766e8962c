import { describe, expect, test } from 'vitest'
import type { RegisterInput } from '../../src/client/generated/operations.js'
import { countRows } from '../support/database.js'
import { type Engine, engines } from '../support/engines.js'
import { limitsOff } from '../support/limits-off.js'
import { codeTo, newestProofTo } from '../support/mails.js'
import { startOpenIdProvider } from '../support/openid-provider.js'
import {
  atOnce,
  continueSignIn,
  factorsOf,
  kindsOf,
  login,
  refresh,
  register,
  requestEmailCode,
  signInWithEmail,
  statusOf,
  verifyToken,
} from '../support/operations.js'
import { ada, grace, signUp } from '../support/people.js'
import { signInWithProvider } from '../support/provider-dance.js'
import { type RunningApp, startApp, startAppOn } from '../support/start-app.js'
import { runSql } from '../support/stores.js'

const { email } = ada
const demanding = { ...limitsOff, USERNAME_REQUIRED: 'true', REQUIRED_PROFILE_FIELDS: 'age' }
const profile = { age: 36 }

async function startWithProvider(engine: Engine, overrides: Record<string, string> = demanding) {
  const provider = await startOpenIdProvider()
  const settings = { ...provider.settings(), ...overrides }
  return { provider, settings, running: await startApp(engine, settings) }
}

function requireIncomplete<Outcome extends { __typename: string }>(outcome: Outcome) {
  if (outcome.__typename !== 'RegistrationIncomplete') throw new Error(outcome.__typename)
  return outcome as Extract<Outcome, { __typename: 'RegistrationIncomplete' }>
}

async function beginAtProvider(running: RunningApp) {
  return requireIncomplete(await signInWithProvider(running))
}

async function beginByMail(running: RunningApp) {
  await requestEmailCode(running, { email, purpose: 'SIGN_IN' })
  const mail = await newestProofTo(running, email)
  return requireIncomplete(await signInWithEmail(running, { token: mail.token() }))
}

function finish(running: RunningApp, input: Partial<RegisterInput>) {
  return register(running, { sendEmail: false, ...input } as RegisterInput)
}

describe.each(engines)('a registration that is not complete on %s', (engine) => {
  test('a person at a provider gives what the settings ask for, and has a proven address and no password', async () => {
    const { running } = await startWithProvider(engine)
    const begun = await beginAtProvider(running)
    expect(begun).toMatchObject({
      code: 'REGISTRATION_INCOMPLETE',
      missing: [['username'], ['profile', 'age']],
      suggestedEmail: email,
    })
    expect((await countRows(running)).users).toBe(0)
    const { registrationToken } = begun
    const done = await finish(running, { registrationToken, username: 'Ada', profile, deviceName: 'Laptop' })
    expect(done).toMatchObject({
      __typename: 'SignedIn',
      newUser: true,
      user: { email, emailVerified: true, username: 'Ada' },
      session: { methods: ['PROVIDER'], deviceName: 'Laptop' },
    })
    const { accessToken } = (done as { tokens: { accessToken: string } }).tokens
    expect(await factorsOf(running, accessToken)).toMatchObject({ hasPassword: false })
    const again = await signInWithProvider(running)
    expect(again).toMatchObject({ __typename: 'SignedIn', newUser: false, user: { username: 'Ada' } })
  })

  test('with EMAIL_SIGN_IN=register a new address gives what the settings ask for', async () => {
    const running = await startApp(engine, { ...demanding, EMAIL_SIGN_IN: 'register' })
    const begun = await beginByMail(running)
    expect(begun).toMatchObject({ suggestedEmail: email, suggestedUsername: 'ada' })
    const { registrationToken } = begun
    const done = await finish(running, { registrationToken, username: 'ada', profile })
    expect(done).toMatchObject({
      __typename: 'SignedIn',
      session: { methods: ['EMAIL'] },
      user: { emailVerified: true },
    })
  })

  test('a form with a mistake or a taken name keeps the token, and the token works once', async () => {
    const { running } = await startWithProvider(engine)
    await register(running, {
      email: 'grace@example.com',
      password: ada.password,
      username: 'ada',
      profile,
      sendEmail: false,
    })
    const { registrationToken } = await beginAtProvider(running)
    expect(await finish(running, { registrationToken, profile })).toMatchObject({
      issues: [{ path: ['username'], rule: 'REQUIRED' }],
    })
    const taken = await finish(running, { registrationToken, username: 'ADA', profile })
    expect(taken.__typename).toBe('UsernameTaken')
    const input = { registrationToken, username: 'adalovelace', profile }
    expect((await finish(running, input)).__typename).toBe('SignedIn')
    expect(await finish(running, { ...input, username: 'lovelace' })).toMatchObject({
      __typename: 'InvalidToken',
      reason: 'TOKEN_INVALID',
    })
  })

  test('exactly one of password and registration token is taken', async () => {
    const { running } = await startWithProvider(engine)
    const { registrationToken } = await beginAtProvider(running)
    const input = { registrationToken, username: 'ada', profile, password: ada.password }
    expect(await finish(running, input)).toMatchObject({
      issues: [{ path: ['registrationToken'], rule: 'MISMATCH' }],
    })
  })

  test('a registration token expires after half an hour', async () => {
    const { running } = await startWithProvider(engine)
    const { registrationToken } = await beginAtProvider(running)
    running.clock.move(1800)
    const late = await finish(running, { registrationToken, username: 'ada', profile })
    expect(late).toMatchObject({ __typename: 'InvalidToken', reason: 'TOKEN_EXPIRED' })
  })

  test('an address that no one vouches for is proven by a code where addresses have to be proven', async () => {
    const { provider, running } = await startWithProvider(engine, { ...limitsOff, EMAIL_VERIFICATION: 'required' })
    provider.person = { sub: 'ada-2' }
    const { registrationToken, missing } = await beginAtProvider(running)
    expect(missing).toEqual([['email'], ['emailCode']])
    expect(await finish(running, { registrationToken, email })).toMatchObject({
      issues: [{ path: ['emailCode'], rule: 'REQUIRED' }],
    })
    await requestEmailCode(running, { email, purpose: 'REGISTER' })
    const done = await finish(running, { registrationToken, email, emailCode: await codeTo(running, email) })
    expect(done).toMatchObject({ __typename: 'SignedIn', user: { email, emailVerified: true } })
  })

  test('another address than the proven one counts as not proven', async () => {
    const { running } = await startWithProvider(engine)
    const { registrationToken } = await beginAtProvider(running)
    const other = { registrationToken, username: 'ada', profile, email: 'victim@example.com' }
    expect(await finish(running, other)).toMatchObject({ user: { email: other.email, emailVerified: false } })
  })

  test('a squatter of the proven address is gone once the account is made, and not before', async () => {
    const { running, settings } = await startWithProvider(engine)
    const lax = await startAppOn(running.settings.DATABASE_URL, { ...settings, ...lenient }, running.clock)
    const squatter = await signUp(lax, { ...ada, sendEmail: false })
    const { registrationToken } = await beginAtProvider(running)
    expect(await statusOf(running, squatter.access)).toBe('fine')
    const done = await finish(running, { registrationToken, username: 'ada', profile })
    expect(done).toMatchObject({ __typename: 'SignedIn', user: { emailVerified: true } })
    expect(await statusOf(running, squatter.access)).toBe('SESSION_ENDED')
    expect((await login(running, { identifier: email, password: ada.password })).__typename).toBe('InvalidCredentials')
  })

  test('with REGISTRATION=closed a registration token makes no account', async () => {
    const { running, settings } = await startWithProvider(engine)
    const { registrationToken } = await beginAtProvider(running)
    const closed = await startAppOn(
      running.settings.DATABASE_URL,
      { ...settings, REGISTRATION: 'closed' },
      running.clock,
    )
    expect((await finish(closed, { registrationToken, username: 'ada', profile })).__typename).toBe(
      'RegistrationClosed',
    )
  })

  test('a registration token is good for nothing else, and register takes no other token', async () => {
    const { running, settings } = await startWithProvider(engine)
    const { registrationToken: token } = await beginAtProvider(running)
    expect((await continueSignIn(running, { signInToken: token, totpCode: '123456' })).__typename).toBe('InvalidToken')
    expect((await refresh(running, { refreshToken: token })).__typename).toBe('SessionEnded')
    expect((await verifyToken(running, token)).__typename).toBe('InvalidToken')
    expect((await signInWithEmail(running, { token })).__typename).toBe('InvalidToken')
    const lax = await startAppOn(running.settings.DATABASE_URL, { ...settings, ...lenient }, running.clock)
    const own = await signUp(lax, grace)
    for (const registrationToken of [own.access, own.refresh, 'lk_rg_x', '']) {
      const outcome = await finish(running, { registrationToken, username: 'ada', profile })
      expect(outcome).toMatchObject({ __typename: 'InvalidToken', reason: 'TOKEN_INVALID' })
    }
  })

  test.each([1, 2])('one of 50 registrations at once makes the account, on %i instances', async (instances) => {
    const { running, settings } = await startWithProvider(engine)
    const all = [running]
    if (instances === 2) all.push(await startAppOn(running.settings.DATABASE_URL, settings, running.clock))
    const tokens = [await beginAtProvider(running), await beginAtProvider(running)]
    const outcomes = await atOnce(50, (place) => {
      const { registrationToken = '' } = tokens[place % 2] ?? {}
      return finish(all[place % instances] ?? running, { registrationToken, username: `ada${place}`, profile })
    })
    expect(kindsOf(outcomes)).toEqual({ SignedIn: 1, InvalidToken: 49 })
    expect((await countRows(running)).users).toBe(1)
    expect(await runSql(running.settings.DATABASE_URL, 'select count(*) as rows from identities')).toMatchObject([
      { rows: expect.anything() },
    ])
  })
})

/** Another instance whose settings ask for less, as before an upgrade. */
const lenient = { USERNAME_REQUIRED: 'false', REQUIRED_PROFILE_FIELDS: '' }
