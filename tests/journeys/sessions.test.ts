import { describe, expect, test } from 'vitest'
import {
  ChangePasswordDocument,
  CurrentSessionDocument,
  DeleteAccountDocument,
  MeDocument,
  RefreshDocument,
  RevokeSessionDocument,
  SessionsDocument,
  UpdateProfileDocument,
} from '../../src/client/generated/operations.js'
import { disable } from '../support/database.js'
import { type Engine, engines } from '../support/engines.js'
import {
  atOnce,
  login,
  logout,
  meOf,
  refresh,
  register,
  revokeSession,
  sessionsOf,
  statusOf,
  verifyToken,
} from '../support/operations.js'
import { ada, grace, type SignedIn, signIn, signUp } from '../support/people.js'
import { type AskOptions, type RunningApp, startApp } from '../support/start-app.js'

const lifetimeSeconds = 900
const skewSeconds = 30
const day = 86_400

async function startWithAda(engine: Engine): Promise<{ running: RunningApp; own: SignedIn }> {
  const running = await startApp(engine)
  return { running, own: await signUp(running) }
}

/** The four kinds of bad credentials, each with the reason that it is refused for. */
async function badCredentials(running: RunningApp, own: SignedIn): Promise<[reason: string, options: AskOptions][]> {
  const ended = await signIn(running)
  await logout(running, {}, { token: ended.access })
  const authorization = (value: string) => ({ headers: { authorization: value } })
  return [
    ['TOKEN_MALFORMED', authorization('Basic YWRhOmFkYQ==')],
    ['TOKEN_MALFORMED', authorization('Bearer')],
    ['TOKEN_MALFORMED', authorization('Bearer two words')],
    ['TOKEN_MALFORMED', authorization(`${own.access}`)],
    ['TOKEN_INVALID', { token: 'junk' }],
    ['TOKEN_INVALID', { token: own.refresh }],
    ['TOKEN_INVALID', { token: `${own.access.slice(0, -6)}AAAAAA` }],
    ['SESSION_ENDED', { token: ended.access }],
  ]
}

const askForMe = (running: RunningApp, options: AskOptions) => running.ask(MeDocument, {}, options)
const askForSession = (running: RunningApp, options: AskOptions) => running.ask(CurrentSessionDocument, {}, options)

describe.each(engines)('who asks, on %s', (engine) => {
  test('without credentials me and session are null and no error', async () => {
    const running = await startApp(engine)
    for (const ask of [askForMe, askForSession]) {
      const { data, errors, response } = await ask(running, {})
      expect([response.statusCode, Object.values(data), errors]).toEqual([200, [null], undefined])
    }
  })

  test('with refused credentials me and session are null, and the error has the reason', async () => {
    const { running, own } = await startWithAda(engine)
    const cases = await badCredentials(running, own)
    for (const ask of [askForMe, askForSession]) {
      for (const [reason, options] of cases) {
        const { data, errors, response } = await ask(running, options)
        expect([response.statusCode, Object.values(data)]).toEqual([200, [null]])
        expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED', reason } }])
      }
    }
    running.clock.move(lifetimeSeconds - 1)
    expect(await statusOf(running, own.access)).toBe('fine')
    running.clock.move(skewSeconds + 2)
    expect(await statusOf(running, own.access)).toBe('TOKEN_EXPIRED')
  })

  test('mutations that need a caller fail with the reason, and do nothing', async () => {
    const { running, own } = await startWithAda(engine)
    const passwords = { currentPassword: ada.password, newPassword: grace.password }
    const attempts = [
      (options: AskOptions) => running.ask(UpdateProfileDocument, { input: { username: 'eve' } }, options),
      (options: AskOptions) => running.ask(ChangePasswordDocument, { input: passwords }, options),
      (options: AskOptions) =>
        running.ask(DeleteAccountDocument, { input: { currentPassword: ada.password } }, options),
      (options: AskOptions) => running.ask(RevokeSessionDocument, { input: { sessionId: own.session.id } }, options),
    ]
    const cases = [['TOKEN_MISSING', {}], ...(await badCredentials(running, own))] as [string, AskOptions][]
    for (const attempt of attempts) {
      for (const [reason, options] of cases) {
        const { data, errors, response } = await attempt(options)
        expect([response.statusCode, data]).toEqual([200, null])
        expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED', reason } }])
      }
    }
    expect(await meOf(running, own.access)).toEqual(own.user)
    await signIn(running)
  })

  test('refused credentials break only the fields that need the caller', async () => {
    const { running, own } = await startWithAda(engine)
    const mixed = '{ authConfig { registration } me { id } session { id } }'
    const answer = await running.askText(mixed, {}, { token: 'junk' })
    expect(answer.data).toEqual({ authConfig: { registration: 'OPEN' }, me: null, session: null })
    expect(answer.errors?.map(({ path }) => path)).toEqual([['me'], ['session']])
    const authConfig = '{ authConfig { registration } }'
    for (const [place, [, options]] of (await badCredentials(running, own)).entries()) {
      const person = { email: `p${place}@example.com`, password: ada.password }
      expect(await register(running, person, options)).toMatchObject({ __typename: 'SignedIn' })
      const signedIn = await signIn(running, person, options)
      const verified = await running.askText(
        'query ($token: String!) { verifyToken(token: $token) { __typename } }',
        { token: signedIn.access },
        options,
      )
      expect(verified.data).toEqual({ verifyToken: { __typename: 'TokenClaims' } })
      expect((await running.askText(authConfig, {}, options)).data).toEqual({ authConfig: { registration: 'OPEN' } })
      const { data } = await running.ask(RefreshDocument, { input: { refreshToken: signedIn.refresh } }, options)
      expect(data.refresh).toMatchObject({ __typename: 'Refreshed' })
      expect(await logout(running, {}, options)).toBe(0)
      expect(await logout(running, { refreshToken: signedIn.refresh }, options)).toBe(1)
    }
  })

  test('a disabled user is out at the next request', async () => {
    const { running, own } = await startWithAda(engine)
    await disable(running, own.user.id)
    expect(await statusOf(running, own.access)).toBe('SESSION_ENDED')
    expect(await verifyToken(running, own.access)).toMatchObject({
      __typename: 'InvalidToken',
      reason: 'SESSION_ENDED',
    })
    const refreshed = await refresh(running, { refreshToken: own.refresh })
    expect(refreshed).toMatchObject({ __typename: 'SessionEnded', reason: 'USER_DISABLED' })
  })
})

describe.each(engines)('the list of sessions on %s', (engine) => {
  test('the list of sessions has the live ones of the user alone, newest use first, and marks the own', async () => {
    const { running, own } = await startWithAda(engine)
    await signUp(running, grace)
    running.clock.move(10)
    const phone = await signIn(running, ada, { address: '2001:db8::7', headers: { 'user-agent': 'Phone' } })
    running.clock.move(10)
    const gone = await signIn(running)
    await logout(running, {}, { token: gone.access })

    expect(await sessionsOf(running, own.access)).toMatchObject([
      { id: phone.session.id, current: false, claims: null, userAgent: 'Phone', ipAddress: '2001:db8::7' },
      { id: own.session.id, current: true, claims: { sessionId: own.session.id, userId: own.user.id } },
    ])
    running.clock.move(10)
    await refresh(running, { refreshToken: own.refresh })
    const sessions = await sessionsOf(running, phone.access)
    expect(sessions.map(({ id, current }) => [id, current])).toEqual([
      [own.session.id, false],
      [phone.session.id, true],
    ])
  })

  test('a session ends 30 days after its last refresh', async () => {
    const { running, own } = await startWithAda(engine)
    running.clock.move(30 * day - 1)
    const late = await signIn(running)
    expect(await sessionsOf(running, late.access)).toHaveLength(2)
    running.clock.move(1)
    expect((await sessionsOf(running, late.access)).map(({ id }) => id)).toEqual([late.session.id])
    const refreshed = await refresh(running, { refreshToken: own.refresh })
    expect(refreshed).toMatchObject({ __typename: 'SessionEnded', reason: 'EXPIRED' })
    const revoked = await revokeSession(running, { token: late.access, input: { sessionId: own.session.id } })
    expect(revoked).toMatchObject({ __typename: 'SessionNotFound' })
    expect(await logout(running, { scope: 'ALL' }, { token: late.access })).toBe(1)
  })

  test('the list shows the session of the caller as `session` does, and nothing that a token could be made of', async () => {
    const { running, own } = await startWithAda(engine)
    const other = await signIn(running)
    const shown = await running.ask(CurrentSessionDocument, {}, { token: own.access })
    expect(await sessionsOf(running, own.access)).toContainEqual(shown.data.session)
    expect(shown.data.session?.claims).toMatchObject({
      tokenType: 'access',
      email: ada.email,
      issuedAt: running.clock.now().toISOString(),
      expiresAt: own.tokens.expiresAt,
    })
    const { response } = await running.ask(SessionsDocument, {}, { token: own.access })
    for (const secret of [own.refresh, other.refresh, own.access, other.access, 'salt', 'generation']) {
      expect(response.payload).not.toContain(secret)
    }
  })
})

describe.each(engines)('revoking a session on %s', (engine) => {
  test('a revoked session ends at once, also the own one, and no other session ends', async () => {
    const { running, own } = await startWithAda(engine)
    const [lost, kept] = [await signIn(running), await signIn(running)]
    const input = { sessionId: lost.session.id }
    expect(await revokeSession(running, { token: own.access, input })).toEqual({
      __typename: 'SessionRevoked',
      ...input,
    })
    expect(await statusOf(running, lost.access)).toBe('SESSION_ENDED')
    const refreshed = await refresh(running, { refreshToken: lost.refresh })
    expect(refreshed).toMatchObject({ __typename: 'SessionEnded', reason: 'REVOKED' })
    expect(await statusOf(running, own.access)).toBe('fine')
    expect(await statusOf(running, kept.access)).toBe('fine')
    expect(await revokeSession(running, { token: own.access, input })).toMatchObject({ __typename: 'SessionNotFound' })

    await revokeSession(running, { token: own.access, input: { sessionId: own.session.id } })
    expect(await statusOf(running, own.access)).toBe('SESSION_ENDED')
    expect(await statusOf(running, kept.access)).toBe('fine')
  })

  test('an id of another user, an unknown id and no id get one answer, and the session lives', async () => {
    const { running, own } = await startWithAda(engine)
    const victim = await signUp(running, grace)
    const ids = [
      victim.session.id,
      '0'.repeat(32),
      '',
      ' ',
      'not-an-id',
      own.session.id.toUpperCase(),
      'x'.repeat(9000),
    ]
    const odd = ['\u0000', `${own.session.id}\u0000`, '\ud800', '%', "' or 1=1 --", '🜁', own.user.id]
    const payloads = new Set<string>()
    for (const sessionId of [...ids, ...odd]) {
      const answer = await running.ask(RevokeSessionDocument, { input: { sessionId } }, { token: own.access })
      expect(answer.data?.revokeSession, JSON.stringify(sessionId).slice(0, 60)).toMatchObject({
        __typename: 'SessionNotFound',
        code: 'SESSION_NOT_FOUND',
      })
      payloads.add(answer.response.payload)
    }
    expect(payloads.size).toBe(1)
    expect(await statusOf(running, victim.access)).toBe('fine')
    expect(await statusOf(running, own.access)).toBe('fine')
  })
})

describe.each(engines)('logging out on %s', (engine) => {
  test('a logout ends the current session, at once and for good', async () => {
    const { running, own } = await startWithAda(engine)
    const other = await signIn(running)
    expect(await logout(running, {}, { token: own.access })).toBe(1)
    expect(await statusOf(running, own.access)).toBe('SESSION_ENDED')
    expect(await verifyToken(running, own.access)).toMatchObject({ __typename: 'InvalidToken' })
    const refreshed = await refresh(running, { refreshToken: own.refresh })
    expect(refreshed).toMatchObject({ __typename: 'SessionEnded', reason: 'LOGGED_OUT' })
    expect(await statusOf(running, other.access)).toBe('fine')
  })

  test('twice ends nothing the second time, nor does it for nobody', async () => {
    const { running, own } = await startWithAda(engine)
    const credentials = { refreshToken: own.refresh }
    expect(await logout(running, credentials, { token: own.access })).toBe(1)
    expect(await logout(running, credentials, { token: own.access })).toBe(0)
    expect(await logout(running, { scope: 'ALL', ...credentials }, { token: own.access })).toBe(0)
    for (const scope of ['CURRENT', 'OTHERS', 'ALL'] as const) expect(await logout(running, { scope })).toBe(0)
    const bare = await running.askText('mutation { logout { revokedSessions } }')
    expect(bare.data).toEqual({ logout: { revokedSessions: 0 } })
  })

  test('OTHERS ends all but the current one, of this user alone', async () => {
    const { running, own } = await startWithAda(engine)
    const others = await atOnce(3, () => signIn(running))
    const stranger = await signUp(running, grace)
    expect(await logout(running, { scope: 'OTHERS' }, { token: own.access })).toBe(3)
    for (const { access } of others) expect(await statusOf(running, access)).toBe('SESSION_ENDED')
    expect(await statusOf(running, own.access)).toBe('fine')
    expect(await statusOf(running, stranger.access)).toBe('fine')
    const [first] = others
    const refreshed = await refresh(running, { refreshToken: first?.refresh ?? '' })
    expect(refreshed).toMatchObject({ __typename: 'SessionEnded', reason: 'REVOKED' })
  })

  test('ALL ends every one, of this user alone', async () => {
    const { running, own } = await startWithAda(engine)
    const others = await atOnce(3, () => signIn(running))
    const stranger = await signUp(running, grace)
    expect(await logout(running, { scope: 'ALL' }, { token: own.access })).toBe(4)
    for (const { access } of [own, ...others]) expect(await statusOf(running, access)).toBe('SESSION_ENDED')
    expect(await statusOf(running, stranger.access)).toBe('fine')
  })

  test('a logout works with the refresh token alone, also an older one, in every scope', async () => {
    const { running, own } = await startWithAda(engine)
    await refresh(running, { refreshToken: own.refresh })
    expect(await logout(running, { refreshToken: own.refresh })).toBe(1)
    const [first, second, third] = [await signIn(running), await signIn(running), await signIn(running)]
    expect(await logout(running, { scope: 'OTHERS', refreshToken: first.refresh })).toBe(2)
    expect(await statusOf(running, first.access)).toBe('fine')
    expect(await logout(running, { scope: 'ALL', refreshToken: first.refresh })).toBe(1)
    for (const { access } of [second, third]) expect(await statusOf(running, access)).toBe('SESSION_ENDED')
  })

  test('a logout works with an expired access token and the refresh token', async () => {
    const { running, own } = await startWithAda(engine)
    running.clock.move(lifetimeSeconds + skewSeconds + 1)
    expect(await statusOf(running, own.access)).toBe('TOKEN_EXPIRED')
    expect(await logout(running, {}, { token: own.access })).toBe(0)
    expect(await logout(running, { refreshToken: own.refresh }, { token: own.access })).toBe(1)
    const refreshed = await refresh(running, { refreshToken: own.refresh })
    expect(refreshed).toMatchObject({ __typename: 'SessionEnded', reason: 'LOGGED_OUT' })
  })

  test('a refresh token that is none leaves it to the access token', async () => {
    const { running, own } = await startWithAda(engine)
    for (const refreshToken of ['', 'junk', own.access, `${own.refresh}x`, '\u0000']) {
      const { access } = await signIn(running)
      expect(await logout(running, { refreshToken }, { token: access })).toBe(1)
    }
    expect(await statusOf(running, own.access)).toBe('fine')
  })

  test('a logout beats every refresh that it races with', async () => {
    const { running } = await startWithAda(engine)
    for (let round = 0; round < 5; round += 1) {
      const { access, refresh: refreshToken } = await signIn(running)
      const [ended, ...outcomes] = await Promise.all([
        logout(running, { refreshToken }, { token: access }),
        ...Array.from({ length: 6 }, () => refresh(running, { refreshToken })),
      ])
      expect(ended).toBe(1)
      const won = outcomes.flatMap((outcome) => (outcome.__typename === 'Refreshed' ? [outcome.tokens] : []))
      for (const tokens of [{ accessToken: access, refreshToken }, ...won]) {
        expect(await statusOf(running, tokens.accessToken)).toBe('SESSION_ENDED')
        const again = await refresh(running, { refreshToken: tokens.refreshToken })
        expect(again).toMatchObject({ __typename: 'SessionEnded', reason: 'LOGGED_OUT' })
      }
    }
    expect(await login(running, { identifier: ada.email, password: ada.password })).toMatchObject({
      __typename: 'SignedIn',
    })
  })
})
