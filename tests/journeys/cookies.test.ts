import { describe, expect, test } from 'vitest'
import {
  LoginDocument,
  LogoutDocument,
  type LogoutInput,
  MeDocument,
  RefreshDocument,
  type RefreshInput,
  RegisterDocument,
} from '../../src/client/generated/operations.js'
import { engines } from '../support/engines.js'
import { codeOf, refresh, statusOf } from '../support/operations.js'
import { ada, signUp } from '../support/people.js'
import { type Answer, type RunningApp, startApp } from '../support/start-app.js'

const own = 'http://localhost:4000'
const right = { identifier: ada.email, password: ada.password, delivery: 'COOKIE' } as const

interface SetCookie {
  name: string
  value: string
  expires?: Date
  maxAge?: number
}

/** The cookies that the answer sets, as a browser would read them. */
function cookiesOf({ response }: Answer<unknown>): SetCookie[] {
  return response.cookies as SetCookie[]
}

/** The same as text, in the order of the answer. */
function setCookiesOf({ response }: Answer<unknown>): string[] {
  return [response.headers['set-cookie'] ?? []].flat()
}

function isCleared({ value, expires, maxAge }: SetCookie): boolean {
  return value === '' && (maxAge === 0 || (expires ?? new Date()).getTime() < 1_000_000)
}

/** Signs up and gives the pair that a browser would send from now on. */
async function signUpByCookie(running: RunningApp): Promise<{ cookie: string; access: string }> {
  const answer = await running.ask(RegisterDocument, { input: { ...ada, delivery: 'COOKIE' } })
  const [cookie] = cookiesOf(answer)
  const { register: outcome } = answer.data
  const access = outcome.__typename === 'SignedIn' ? outcome.tokens.accessToken : ''
  return { cookie: `${cookie?.name}=${cookie?.value}`, access }
}

type Headers = Record<string, string>
const refreshWith = (running: RunningApp, headers: Headers, input: RefreshInput = {}) =>
  running.ask(RefreshDocument, { input }, { headers })
const logoutWith = (running: RunningApp, headers: Headers, input: LogoutInput = {}) =>
  running.ask(LogoutDocument, { input }, { headers })

describe.each(engines)('the refresh token as a cookie on %s', (engine) => {
  test('the refresh token stands in no body, and in a cookie that no script and no foreign site reads', async () => {
    const running = await startApp(engine)
    const registered = await running.ask(RegisterDocument, { input: { ...ada, delivery: 'COOKIE' } })
    const signedIn = await running.ask(LoginDocument, { input: right })
    for (const answer of [registered, signedIn]) {
      const [outcome] = Object.values(answer.data)
      expect(outcome).toMatchObject({ tokens: { refreshToken: null, refreshExpiresIn: 30 * 86_400 } })
      const [refreshCookie, deviceCookie] = setCookiesOf(answer)
      expect(refreshCookie).toMatch(
        /^latchkey_refresh=lk_rt_[A-Za-z0-9_-]{76}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/,
      )
      expect(deviceCookie).toMatch(
        /^latchkey_device=lk_dv_[A-Za-z0-9_-]{100}; Max-Age=34560000; Path=\/; HttpOnly; SameSite=Lax$/,
      )
      for (const { value } of cookiesOf(answer)) expect(answer.response.payload).not.toContain(value)
    }
  })

  test.each([
    ['strict', 'https://auth.example.com', 'Secure; SameSite=Strict'],
    ['none', 'https://auth.example.com', 'Secure; SameSite=None'],
    ['strict', own, 'HttpOnly; SameSite=Strict'],
  ])('the refresh cookie is SameSite=%s on %s when the settings say so', async (sameSite, PUBLIC_URL, attributes) => {
    const running = await startApp(engine, { PUBLIC_URL, COOKIE_SAME_SITE: sameSite })
    const answer = await running.ask(RegisterDocument, { input: { ...ada, delivery: 'COOKIE' } })
    expect(String(answer.response.headers['set-cookie']).endsWith(attributes)).toBe(true)
  })

  test('over https is Secure and host-bound by its name', async () => {
    const running = await startApp(engine, { PUBLIC_URL: 'https://auth.example.com' })
    await signUp(running)
    const answer = await running.ask(LoginDocument, { input: right })
    expect(setCookiesOf(answer)[0]).toMatch(
      /^__Host-latchkey_refresh=lk_rt_[A-Za-z0-9_-]{76}; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
    const [cookie] = cookiesOf(answer)
    const plain = await refreshWith(running, {
      cookie: `latchkey_refresh=${cookie?.value}`,
      origin: 'https://auth.example.com',
    })
    expect(plain.data.refresh).toMatchObject({ __typename: 'SessionEnded', reason: 'UNKNOWN_TOKEN' })
    const bound = await refreshWith(running, {
      cookie: `${cookie?.name}=${cookie?.value}`,
      origin: 'https://auth.example.com',
    })
    expect(bound.data.refresh).toMatchObject({ __typename: 'Refreshed' })
    const cleared = await logoutWith(running, {
      cookie: `${cookie?.name}=${cookie?.value}`,
      origin: 'https://auth.example.com',
    })
    expect(String(cleared.response.headers['set-cookie'])).toMatch(/^__Host-latchkey_refresh=;.*Path=\/;.*Secure/)
  })

  test('the refresh cookie is set by nothing but a success that asked for it', async () => {
    const running = await startApp(engine)
    const { refresh: refreshToken } = await signUp(running)
    const answers = [
      await running.ask(LoginDocument, { input: { ...right, delivery: 'BODY' } }),
      await running.ask(LoginDocument, { input: { ...right, password: 'not this one' } }),
      await running.ask(RegisterDocument, { input: { ...ada, delivery: 'COOKIE' } }),
      await running.ask(RefreshDocument, { input: { refreshToken } }),
    ]
    for (const answer of answers) expect(answer.response.headers).not.toHaveProperty('set-cookie')
  })

  test('the refresh cookie works from the own origin, an allowed one or a same-origin fetch, and the answer is a cookie again', async () => {
    const running = await startApp(engine, { CORS_ORIGINS: 'https://app.example.com,https://admin.example.com' })
    let { cookie } = await signUpByCookie(running)
    for (const headers of [
      { origin: own },
      { origin: 'https://app.example.com', 'sec-fetch-site': 'cross-site' },
      { origin: 'https://admin.example.com' },
      { 'sec-fetch-site': 'same-origin' },
    ]) {
      const answer = await refreshWith(running, { cookie, ...headers })
      expect(answer.data.refresh).toMatchObject({ __typename: 'Refreshed', tokens: { refreshToken: null } })
      const [next] = cookiesOf(answer)
      expect(next).toMatchObject({ name: 'latchkey_refresh', httpOnly: true, sameSite: 'Lax', path: '/' })
      expect(cookie).not.toContain(next?.value)
      expect(answer.response.payload).not.toContain(next?.value)
      cookie = `latchkey_refresh=${next?.value}`
    }
  })

  test('the refresh cookie does nothing for a request that a foreign site could have caused', async () => {
    const running = await startApp(engine, { CORS_ORIGINS: 'https://app.example.com' })
    const { cookie, access } = await signUpByCookie(running)
    const foreign: Headers[] = [
      {},
      { origin: 'null' },
      { origin: 'https://evil.example.com' },
      { origin: 'https://app.example.com.evil.example' },
      { origin: 'https://notapp.example.com' },
      { origin: 'http://app.example.com' },
      { origin: 'https://app.example.com:8443' },
      { origin: 'https://APP.example.com' },
      { origin: 'http://localhost:4001' },
      { origin: 'https://evil.example.com', 'sec-fetch-site': 'same-origin' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'none' },
      { referer: `${own}/graphql` },
    ]
    for (const headers of foreign) {
      for (const attempt of [refreshWith, logoutWith]) {
        const answer = await attempt(running, { cookie, ...headers })
        expect(codeOf(answer), JSON.stringify(headers)).toBe('CSRF_REJECTED')
        expect(answer.data).toBeNull()
        expect(answer.response.headers).not.toHaveProperty('set-cookie')
      }
    }
    expect(await statusOf(running, access)).toBe('fine')
    const answer = await refreshWith(running, { cookie, origin: own })
    expect(answer.data.refresh).toMatchObject({ __typename: 'Refreshed' })
  })

  test('the refresh cookie is no credential for anything but refresh and logout', async () => {
    const running = await startApp(engine)
    const { cookie } = await signUpByCookie(running)
    const { data, errors } = await running.ask(MeDocument, {}, { headers: { cookie, origin: own } })
    expect([data.me, errors]).toEqual([null, undefined])
    const login = await running.ask(LoginDocument, { input: right }, { headers: { cookie } })
    expect(login.data.login).toMatchObject({ __typename: 'SignedIn' })
  })

  test('a token in the body counts before the cookie, and the answer is in the body', async () => {
    const running = await startApp(engine)
    const { cookie } = await signUpByCookie(running)
    const other = await running.ask(LoginDocument, { input: { ...right, delivery: 'BODY' } })
    const signedIn = other.data.login.__typename === 'SignedIn' ? other.data.login : undefined
    const refreshToken = signedIn?.tokens.refreshToken ?? ''
    const answer = await refreshWith(running, { cookie }, { refreshToken })
    expect(answer.data.refresh).toMatchObject({ __typename: 'Refreshed', session: { id: signedIn?.session.id } })
    expect(answer.data.refresh).toMatchObject({ tokens: { refreshToken: expect.stringMatching(/^lk_rt_/) } })
    expect(answer.response.headers).not.toHaveProperty('set-cookie')
  })

  test('a logout finds its session by the refresh cookie, and clears it', async () => {
    const running = await startApp(engine)
    const { cookie, access } = await signUpByCookie(running)
    const answer = await logoutWith(running, { cookie, origin: own })
    expect(answer.data.logout).toEqual({ revokedSessions: 1 })
    const [cleared] = cookiesOf(answer)
    expect(cleared).toMatchObject({ name: 'latchkey_refresh', path: '/', httpOnly: true, sameSite: 'Lax' })
    expect(cleared && isCleared(cleared)).toBe(true)
    expect(await statusOf(running, access)).toBe('SESSION_ENDED')
    const again = await logoutWith(running, { cookie, origin: own })
    expect(again.data.logout).toEqual({ revokedSessions: 0 })
    expect(cookiesOf(again).map(isCleared)).toEqual([true])
  })

  test('the refresh cookie stays when a logout ends other sessions only, and goes with all of them', async () => {
    const running = await startApp(engine)
    const { cookie } = await signUpByCookie(running)
    await running.ask(LoginDocument, { input: right })
    const others = await logoutWith(running, { cookie, origin: own }, { scope: 'OTHERS' })
    expect(others.data.logout).toEqual({ revokedSessions: 1 })
    expect(others.response.headers).not.toHaveProperty('set-cookie')
    const all = await logoutWith(running, { cookie, origin: own }, { scope: 'ALL' })
    expect(all.data.logout).toEqual({ revokedSessions: 1 })
    expect(cookiesOf(all).map(isCleared)).toEqual([true])
  })

  test('a refresh that fails does not clear the refresh cookie', async () => {
    const running = await startApp(engine)
    const { cookie } = await signUpByCookie(running)
    const present = cookiesOf(await refreshWith(running, { cookie, origin: own }))[0]?.value ?? ''
    const newest = cookiesOf(await refreshWith(running, { cookie: `latchkey_refresh=${present}`, origin: own }))[0]
    running.clock.move(31)
    const failing = [
      'latchkey_refresh=junk',
      'latchkey_refresh=',
      cookie,
      `latchkey_refresh=${newest?.value}`,
      'other=1',
    ]
    for (const sent of failing) {
      const answer = await refreshWith(running, { cookie: sent, origin: own })
      expect(answer.data.refresh, sent).toMatchObject({ __typename: 'SessionEnded' })
      expect(answer.response.headers, sent).not.toHaveProperty('set-cookie')
    }
  })

  test('several tabs that refresh at once all get the one successor', async () => {
    const running = await startApp(engine)
    const { cookie } = await signUpByCookie(running)
    const answers = await Promise.all(Array.from({ length: 6 }, () => refreshWith(running, { cookie, origin: own })))
    const successors = new Set(answers.map((answer) => cookiesOf(answer)[0]?.value))
    expect(successors.size).toBe(1)
    const [refreshToken = ''] = successors
    expect(await refresh(running, { refreshToken })).toMatchObject({ __typename: 'Refreshed' })
  })
})
