import { describe, expect, test } from 'vitest'
import { LoginDocument, RegisterDocument } from '../../src/client/generated/operations.js'
import { disable, importUser, verifyEmail } from '../support/database.js'
import { engines } from '../support/engines.js'
import { changePassword, issuesOf, login, refresh, register, statusOf } from '../support/operations.js'
import { ada, grace, signIn, signUp } from '../support/people.js'
import { startApp, startAppOn } from '../support/start-app.js'

interface Payload {
  iat: number
  exp: number
}

function payloadOf(token: string): Payload {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Payload
}

describe.each(engines)('logging in on %s', (engine) => {
  test('login accepts the address in any case and the username in any case and Unicode form', async () => {
    const running = await startApp(engine)
    const { user } = await signUp(running, { ...ada, username: 'Ada_Straße' })
    for (const identifier of ['ada@example.com', 'ADA@EXAMPLE.COM', ' Ada@Example.com ', 'ada@ｅｘａｍｐｌｅ.com']) {
      const outcome = await login(running, { identifier, password: ada.password })
      expect(outcome, identifier).toMatchObject({ __typename: 'SignedIn', user: { id: user.id } })
    }
    for (const identifier of ['Ada_Straße', 'ada_straße', 'ADA_STRASSE', 'ａｄａ_straße', ' ada_straße']) {
      const outcome = await login(running, { identifier, password: ada.password })
      expect(outcome, identifier).toMatchObject({ __typename: 'SignedIn', user: { username: 'Ada_Straße' } })
    }
  })

  test('login opens a session that records device, user agent and network address', async () => {
    const running = await startApp(engine)
    await signUp(running)
    const input = { identifier: ada.email, password: ada.password, deviceName: 'Difference Engine No. 2' }
    const headers = { 'user-agent': 'Loom/1.0' }
    const outcome = await login(running, input, { address: '203.0.113.7', headers })
    expect(outcome).toMatchObject({
      __typename: 'SignedIn',
      session: {
        current: true,
        deviceName: input.deviceName,
        userAgent: 'Loom/1.0',
        ipAddress: '203.0.113.7',
        createdAt: running.clock.now().toISOString(),
        lastUsedAt: running.clock.now().toISOString(),
        expiresAt: new Date(running.clock.now().getTime() + 180 * 86_400_000).toISOString(),
        claims: { email: ada.email, issuer: 'http://localhost:4000', audience: 'http://localhost:4000' },
      },
    })
  })

  test('login opens a new session even if the request has tokens of another one', async () => {
    const running = await startApp(engine)
    const first = await signUp(running)
    const other = await signUp(running, grace)
    const cookie = `latchkey_refresh=${first.refresh}; session=${first.session.id}`
    const presented = [
      { token: first.access },
      { token: other.access },
      { token: first.session.id },
      { token: 'junk' },
      { headers: { cookie, origin: 'http://localhost:4000', 'x-session-id': first.session.id } },
    ]
    const opened = await Promise.all(presented.map((options) => signIn(running, ada, options)))
    const ids = new Set([first.session.id, other.session.id, ...opened.map(({ session }) => session.id)])
    expect(ids.size).toBe(presented.length + 2)
    expect(opened.map(({ user }) => user.email)).toEqual(presented.map(() => ada.email))
    expect(await statusOf(running, first.access)).toBe('fine')
    expect(await statusOf(running, other.access)).toBe('fine')
  })

  test('login answers a wrong password with equal bytes for unknown, disabled and unverified users', async () => {
    const running = await startApp(engine, { EMAIL_VERIFICATION: 'required' })
    await register(running, ada)
    const disabledId = await importUser(running, { email: 'disabled@example.com', emailVerifiedAt: new Date() })
    await disable(running, disabledId)
    await importUser(running, { email: 'no-password@example.com', usernameKey: 'nobody' })
    const names = [ada.email, ada.username, 'unknown@example.com', 'unknown', 'disabled@example.com']
    const identifiers = [
      ...names,
      'no-password@example.com',
      'nobody',
      'no address@example',
      '\u212A@example.com',
      '   ',
    ]
    const payloads = await Promise.all(
      identifiers.map(async (identifier) => {
        const { response } = await running.ask(LoginDocument, { input: { identifier, password: 'not this one' } })
        return response.payload
      }),
    )
    expect(new Set(payloads).size).toBe(1)
    expect(payloads[0]).toContain('InvalidCredentials')
  })

  test('login refuses a disabled user, and tells so only after the right password', async () => {
    const running = await startApp(engine)
    const { user } = await signUp(running)
    await disable(running, user.id)
    const right = await login(running, { identifier: ada.email, password: ada.password })
    expect(right).toMatchObject({ __typename: 'UserDisabled', code: 'USER_DISABLED' })
    const wrong = await login(running, { identifier: ada.email, password: grace.password })
    expect(wrong).toMatchObject({ __typename: 'InvalidCredentials' })
  })

  test('login refuses an unproven address only if EMAIL_VERIFICATION is required', async () => {
    const running = await startApp(engine, { EMAIL_VERIFICATION: 'required' })
    await register(running, ada)
    const attempt = () => login(running, { identifier: ada.username, password: ada.password })
    expect(await attempt()).toMatchObject({ __typename: 'EmailNotVerified', code: 'EMAIL_NOT_VERIFIED' })
    await verifyEmail(running, ada.email)
    expect(await attempt()).toMatchObject({ __typename: 'SignedIn', user: { emailVerified: true } })
  })

  test('login answers values that break a rule with the path and the rule of each', async () => {
    const running = await startApp(engine)
    const fine = { identifier: ada.email, password: ada.password }
    const issuesFor = async (input: object) => issuesOf(await login(running, { ...fine, ...input }))
    expect(await issuesFor({ identifier: '', password: '' })).toEqual(['identifier REQUIRED', 'password REQUIRED'])
    expect(await issuesFor({ identifier: 'x'.repeat(321) })).toEqual(['identifier TOO_LONG'])
    expect(await issuesFor({ identifier: 'a\u0000da' })).toEqual(['identifier BAD_CHARACTERS'])
    expect(await issuesFor({ identifier: 'ada\ud800' })).toEqual(['identifier BAD_CHARACTERS'])
    expect(await issuesFor({ password: 'lone\udc00surrogate' })).toEqual(['password BAD_CHARACTERS'])
    expect(await issuesFor({ password: 'x'.repeat(1025) })).toEqual(['password TOO_LONG'])
    expect(await issuesFor({ deviceName: 'x'.repeat(101) })).toEqual(['deviceName TOO_LONG'])
    expect(await issuesFor({ deviceName: 'a\nb' })).toEqual(['deviceName BAD_CHARACTERS'])
    expect(await issuesFor({ deviceName: '' })).toEqual(['deviceName TOO_SHORT'])
  })

  test('a login that races with a password change leaves no session of the old password', async () => {
    const running = await startApp(engine)
    const { access } = await signUp(running)
    const input = { currentPassword: ada.password, newPassword: grace.password }
    const [changed, ...logins] = await Promise.all([
      changePassword(running, { token: access, input }),
      ...Array.from({ length: 12 }, () => login(running, { identifier: ada.email, password: ada.password })),
    ])
    expect(changed).toMatchObject({ __typename: 'PasswordChanged' })
    const tokens = logins.flatMap((outcome) => (outcome.__typename === 'SignedIn' ? [outcome.tokens.accessToken] : []))
    const standings = await Promise.all(tokens.map((token) => statusOf(running, token)))
    expect(new Set([...standings, 'SESSION_ENDED'])).toEqual(new Set(['SESSION_ENDED']))
  })
})

describe.each(engines)('the lifetime of an access token on %s', (engine) => {
  test('the lifetime of an access token is what login asks for, up to a day, and a refresh keeps it', async () => {
    const running = await startApp(engine)
    await signUp(running)
    for (const expiresIn of [1, 60, 86_400]) {
      const input = { identifier: ada.email, password: ada.password, expiresIn }
      const { data } = await running.ask(LoginDocument, { input })
      if (data.login.__typename !== 'SignedIn') throw new Error(data.login.__typename)
      const { accessToken, refreshToken, expiresAt } = data.login.tokens
      const { iat, exp } = payloadOf(accessToken)
      expect([data.login.tokens.expiresIn, exp - iat]).toEqual([expiresIn, expiresIn])
      expect(new Date(expiresAt).getTime()).toBe(exp * 1000)
      const refreshed = await refresh(running, { refreshToken })
      expect(refreshed).toMatchObject({ __typename: 'Refreshed', tokens: { expiresIn } })
    }
  })

  test('login refuses a lifetime below 1 second or above ACCESS_TOKEN_MAX_LIFETIME', async () => {
    const running = await startApp(engine, { ACCESS_TOKEN_LIFETIME: '5m', ACCESS_TOKEN_MAX_LIFETIME: '10m' })
    await signUp(running)
    for (const expiresIn of [0, -1, 601, 2_147_483_647, -2_147_483_648]) {
      const outcome = await login(running, { identifier: ada.email, password: ada.password, expiresIn })
      expect(issuesOf(outcome), String(expiresIn)).toEqual(['expiresIn OUT_OF_RANGE'])
    }
    const usual = await login(running, { identifier: ada.email, password: ada.password, expiresIn: null })
    expect(usual).toMatchObject({ __typename: 'SignedIn', tokens: { expiresIn: 300 } })
    const longest = await login(running, { identifier: ada.email, password: ada.password, expiresIn: 600 })
    expect(longest).toMatchObject({ __typename: 'SignedIn', tokens: { expiresIn: 600 } })
  })

  test('an access token never outlives the absolute end of its session', async () => {
    const running = await startApp(engine, { REFRESH_TOKEN_LIFETIME: '10m', SESSION_LIFETIME: '10m' })
    await signUp(running)
    const outcome = await login(running, { identifier: ada.email, password: ada.password, expiresIn: 3600 })
    expect(outcome).toMatchObject({ tokens: { expiresIn: 600, refreshExpiresIn: 600 } })
  })
})

describe.each(engines)('LOGIN_TOKEN_HEADER on %s', (engine) => {
  test('LOGIN_TOKEN_HEADER decides whether a successful login also returns the access token as a header', async () => {
    const running = await startApp(engine, { LOGIN_TOKEN_HEADER: 'true' })
    const registered = await running.ask(RegisterDocument, { input: ada })
    const input = { identifier: ada.email, password: ada.password }
    const { data, response } = await running.ask(LoginDocument, { input })
    const token = data.login.__typename === 'SignedIn' ? data.login.tokens.accessToken : ''
    expect(response.headers.authorization).toBe(`Bearer ${token}`)

    const failed = await running.ask(LoginDocument, { input: { ...input, password: grace.password } })
    const without = await startAppOn(running.settings.DATABASE_URL, {}, running.clock)
    const plain = await without.ask(LoginDocument, { input })
    expect(plain.data.login).toMatchObject({ __typename: 'SignedIn' })
    for (const answer of [registered, failed, plain])
      expect(answer.response.headers).not.toHaveProperty('authorization')
  })
})
