import { describe, expect, test } from 'vitest'
import { VerifyTokenDocument } from '../../src/client/generated/operations.js'
import { disable } from '../support/database.js'
import { engines } from '../support/engines.js'
import {
  changePassword,
  deleteAccount,
  login,
  logout,
  refresh,
  revokeSession,
  statusOf,
  verifyToken,
} from '../support/operations.js'
import { ada, grace, signIn, signUp } from '../support/people.js'
import { type RunningApp, startApp, startAppOn } from '../support/start-app.js'

/** Asks both and expects one verdict. */
async function verdictOf(running: RunningApp, token: string): Promise<string> {
  const [me, verified] = [await statusOf(running, token), await verifyToken(running, token)]
  expect(verified.__typename === 'TokenClaims' ? 'fine' : verified.reason).toBe(me)
  return me
}

function withPart(token: string, place: number, change: (part: Record<string, unknown>) => object): string {
  const parts = token.split('.')
  const part = JSON.parse(Buffer.from(parts[place] ?? '', 'base64url').toString()) as Record<string, unknown>
  parts[place] = Buffer.from(JSON.stringify(change(part))).toString('base64url')
  return parts.join('.')
}

describe.each(engines)('verifyToken on %s', (engine) => {
  test('verifyToken accepts a working token from any client, also after a refresh', async () => {
    const running = await startApp(engine)
    const { access, refresh: refreshToken, user, session, tokens } = await signUp(running)
    expect(await verdictOf(running, access)).toBe('fine')
    const claims = await verifyToken(running, access)
    expect(claims).toEqual({
      __typename: 'TokenClaims',
      tokenType: 'access',
      roles: [],
      actorId: null,
      userId: user.id,
      sessionId: session.id,
      email: ada.email,
      issuer: 'http://localhost:4000',
      audience: 'http://localhost:4000',
      issuedAt: running.clock.now().toISOString(),
      expiresAt: tokens.expiresAt,
      authenticatedAt: running.clock.now().toISOString(),
      methods: ['PASSWORD'],
      assurance: 'AAL1',
    })
    expect(claims).toMatchObject(session.claims ?? {})

    const refreshed = await refresh(running, { refreshToken })
    if (refreshed.__typename !== 'Refreshed') throw new Error(refreshed.__typename)
    expect(await verdictOf(running, refreshed.tokens.accessToken)).toBe('fine')
    expect(await verdictOf(running, access)).toBe('fine')
  })

  test('verifyToken agrees with me from the first second of a token to its last', async () => {
    const running = await startApp(engine)
    const { access } = await signUp(running)
    running.clock.move(900)
    expect(await verdictOf(running, access)).toBe('fine')
    running.clock.move(31)
    expect(await verdictOf(running, access)).toBe('TOKEN_EXPIRED')
    running.clock.move(-931 - 31)
    expect(await verdictOf(running, access)).toBe('TOKEN_INVALID')
  })

  test('verifyToken agrees with me about each reason why a session ended', async () => {
    const running = await startApp(engine)
    const own = await signUp(running)
    const [loggedOut, revoked, replaced] = [await signIn(running), await signIn(running), await signIn(running)]
    await logout(running, {}, { token: loggedOut.access })
    expect(await verdictOf(running, loggedOut.access)).toBe('SESSION_ENDED')
    await revokeSession(running, { token: own.access, input: { sessionId: revoked.session.id } })
    expect(await verdictOf(running, revoked.access)).toBe('SESSION_ENDED')
    const input = { currentPassword: ada.password, newPassword: grace.password }
    await changePassword(running, { token: own.access, input })
    expect(await verdictOf(running, replaced.access)).toBe('SESSION_ENDED')
    expect(await verdictOf(running, own.access)).toBe('fine')
    await deleteAccount(running, { token: own.access, input: { currentPassword: grace.password } })
    expect(await verdictOf(running, own.access)).toBe('SESSION_ENDED')

    const disabled = await signUp(running, grace)
    await disable(running, disabled.user.id)
    expect(await verdictOf(running, disabled.access)).toBe('SESSION_ENDED')
  })

  test('verifyToken agrees with me about a token that outlives its session', async () => {
    const running = await startApp(engine, { REFRESH_TOKEN_LIFETIME: '10m', SESSION_LIFETIME: '1h' })
    await signUp(running)
    const outcome = await login(running, { identifier: ada.email, password: ada.password, expiresIn: 3600 })
    const access = outcome.__typename === 'SignedIn' ? outcome.tokens.accessToken : ''
    running.clock.move(600)
    expect(await verdictOf(running, access)).toBe('SESSION_ENDED')
  })

  test('verifyToken refuses a token of another server, issuer or audience, as me does', async () => {
    const running = await startApp(engine)
    const { access } = await signUp(running)
    const stranger = await startApp(engine)
    expect(await verdictOf(running, (await signUp(stranger)).access)).toBe('TOKEN_INVALID')
    for (const overrides of [{ PUBLIC_URL: 'https://other.example.com' }, { TOKEN_AUDIENCE: 'another-service' }]) {
      const other = await startAppOn(running.settings.DATABASE_URL, overrides, running.clock)
      expect(await verdictOf(other, access)).toBe('TOKEN_INVALID')
      const fromOther = await signIn(other)
      expect(await verdictOf(other, fromOther.access)).toBe('fine')
      expect(await verdictOf(running, fromOther.access)).toBe('TOKEN_INVALID')
    }
  })

  test('verifyToken refuses a changed token, a refresh token and random text, as me does', async () => {
    const running = await startApp(engine)
    const own = await signUp(running)
    const other = await signUp(running, grace)
    const [head = '', body = '', signature = ''] = own.access.split('.')
    const altered = [
      withPart(own.access, 0, (header) => ({ ...header, alg: 'none' })),
      `${withPart(own.access, 0, (header) => ({ ...header, alg: 'none' }))
        .split('.')
        .slice(0, 2)
        .join('.')}.`,
      withPart(own.access, 0, (header) => ({ ...header, alg: 'HS256' })),
      withPart(own.access, 0, (header) => ({ ...header, kid: '../../secret' })),
      withPart(own.access, 0, (header) => ({ ...header, kid: '\u0000' })),
      withPart(own.access, 0, (header) => ({ ...header, typ: 'JWT' })),
      withPart(own.access, 1, (payload) => ({ ...payload, sub: other.user.id })),
      withPart(own.access, 1, (payload) => ({ ...payload, sid: other.session.id })),
      withPart(own.access, 1, ({ exp: _, ...payload }) => payload),
      [head, body, other.access.split('.')[2]].join('.'),
      [head, body].join('.'),
      [head, body, signature, signature].join('.'),
      `${own.access}=`,
      head,
    ]
    for (const token of [...altered, own.refresh, own.session.id, 'junk', 'a.b.c', '..', 'x'.repeat(9000)]) {
      expect(await verdictOf(running, token), token.slice(0, 200)).toBe('TOKEN_INVALID')
    }
    expect(await verdictOf(running, own.access)).toBe('fine')
  })

  test('verifyToken answers text that no header can carry with InvalidToken', async () => {
    const running = await startApp(engine)
    const { access } = await signUp(running)
    for (const token of ['', ' ', ` ${access}`, `${access}\n`, `Bearer ${access}`, '\u0000', '\ud800', '🜁.🜁.🜁']) {
      const outcome = await verifyToken(running, token)
      expect(outcome, JSON.stringify(token)).toMatchObject({ __typename: 'InvalidToken', code: 'INVALID_TOKEN' })
    }
  })

  test('verifyToken checks its argument and ignores the Authorization header', async () => {
    const running = await startApp(engine)
    const [own, other] = [await signUp(running), await signUp(running, grace)]
    for (const token of [other.access, 'junk', other.refresh]) {
      const { data, errors } = await running.ask(VerifyTokenDocument, { token: own.access }, { token })
      expect(errors).toBeUndefined()
      expect(data.verifyToken).toMatchObject({ __typename: 'TokenClaims', userId: own.user.id })
    }
    const { data } = await running.ask(VerifyTokenDocument, { token: 'junk' }, { token: own.access })
    expect(data.verifyToken).toMatchObject({ __typename: 'InvalidToken', reason: 'TOKEN_INVALID' })
  })
})
