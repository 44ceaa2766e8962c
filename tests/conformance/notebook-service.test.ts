import { describe, expect, test } from 'vitest'
import {
  LoginDocument,
  type LoginInput,
  LogoutDocument,
  MeDocument,
  RefreshDocument,
  RegisterDocument,
} from '../../src/client/generated/operations.js'
import { engines } from '../support/engines.js'
import { callsOfSystem, complaintsAbout } from '../support/migrating-page.js'
import { issuesOf } from '../support/operations.js'
import { expectMember, type ReferenceServer, rejectionOf, startReferenceServer } from '../support/reference-server.js'

const writer = { username: 'writer', password: 'seven notebooks' } as const
const credentials = { identifier: writer.username, password: writer.password } as const
const day = 86_400

async function register({ ask }: ReferenceServer, person: { username: string; password: string } = writer) {
  return (await ask(RegisterDocument, { input: person })).data.register
}

/** The access token of a new user. */
async function signUp(server: ReferenceServer): Promise<string> {
  return expectMember(await register(server), 'SignedIn').tokens.accessToken
}

async function login({ ask }: ReferenceServer, input: Partial<LoginInput> = {}) {
  return (await ask(LoginDocument, { input: { ...credentials, ...input } })).data.login
}

async function signIn(server: ReferenceServer, input: Partial<LoginInput> = {}) {
  return expectMember(await login(server, input), 'SignedIn').tokens
}

async function statusOf({ ask }: ReferenceServer, token: string): Promise<unknown> {
  const answer = await ask(MeDocument, {}, { token })
  return answer.data.me === null ? rejectionOf(answer) : 'fine'
}

describe.each(engines)('system 4, the notebook back end, on %s', (engine) => {
  test('login returns a token for the requested time, and for one day without a request', async () => {
    const server = await startReferenceServer(engine, 4)
    await signUp(server)
    const [minute, byDefault, week] = [
      await signIn(server, { expiresIn: 60 }),
      await signIn(server),
      await signIn(server, { expiresIn: 7 * day }),
    ]
    expect([minute, byDefault, week].map(({ expiresIn }) => expiresIn)).toEqual([60, day, 7 * day])
    const standings = () => Promise.all([minute, byDefault, week].map((tokens) => statusOf(server, tokens.accessToken)))
    expect(await standings()).toEqual(['fine', 'fine', 'fine'])
    server.running.clock.move(60 + 31)
    expect(await standings()).toEqual(['TOKEN_EXPIRED', 'fine', 'fine'])
    server.running.clock.move(day)
    expect(await standings()).toEqual(['TOKEN_EXPIRED', 'TOKEN_EXPIRED', 'fine'])
    server.running.clock.move(6 * day)
    expect(await standings()).toEqual(['TOKEN_EXPIRED', 'TOKEN_EXPIRED', 'TOKEN_EXPIRED'])
  })

  test('login returns a token for up to ACCESS_TOKEN_MAX_LIFETIME seconds, and a refresh keeps its lifetime', async () => {
    const server = await startReferenceServer(engine, 4)
    await signUp(server)
    for (const expiresIn of [1, 60, 7 * day, 30 * day]) {
      const tokens = await signIn(server, { expiresIn })
      expect(tokens.expiresIn).toBe(expiresIn)
      const { data } = await server.ask(RefreshDocument, { input: { refreshToken: tokens.refreshToken } })
      expect(expectMember(data.refresh, 'Refreshed').tokens.expiresIn).toBe(expiresIn)
    }
    for (const expiresIn of [-1, 0, 30 * day + 1]) {
      expect(issuesOf(await login(server, { expiresIn }))).toEqual(['expiresIn OUT_OF_RANGE'])
    }
  })

  test('login returns the token in the Authorization header too, and pages of an allowed origin can read it', async () => {
    const server = await startReferenceServer(engine, 4)
    await signUp(server)
    const headers = { origin: 'https://notes.example.com' }
    const { data, response } = await server.ask(LoginDocument, { input: credentials }, { headers })
    const { accessToken } = expectMember(data.login, 'SignedIn').tokens
    expect(response.headers.get('authorization')).toBe(`Bearer ${accessToken}`)
    expect(response.headers.get('access-control-allow-origin')).toBe(headers.origin)
    expect(response.headers.get('access-control-expose-headers')).toContain('authorization')
    const failed = await server.ask(LoginDocument, { input: { ...credentials, password: 'six notebooks' } })
    expect(failed.response.headers.get('authorization')).toBeNull()
  })

  test('register accepts a username of 5 to 30 characters and a password of 8 to 20', async () => {
    const server = await startReferenceServer(engine, 4)
    const attempt = (changes: { username?: string; password?: string }) => register(server, { ...writer, ...changes })
    expect(issuesOf(await attempt({ username: 'w'.repeat(4) }))).toEqual(['username TOO_SHORT'])
    expect(issuesOf(await attempt({ username: 'w'.repeat(31) }))).toEqual(['username TOO_LONG'])
    expect(issuesOf(await attempt({ password: 'notes 7' }))).toEqual(['password TOO_SHORT'])
    expect(issuesOf(await attempt({ password: 'twenty-one characters' }))).toEqual(['password TOO_LONG'])
    const fine = [{ username: 'w'.repeat(5) }, { username: 'w'.repeat(30) }, { password: 'notes 8!' }]
    for (const changes of fine) expectMember(await attempt(changes), 'SignedIn')
    expectMember(await attempt({ username: 'other', password: 'of twenty characters' }), 'SignedIn')
  })

  test('me (current user) returns id and username until logout ends the session and counts it', async () => {
    const server = await startReferenceServer(engine, 4)
    const { user, tokens } = expectMember(await register(server), 'SignedIn')
    const [other, token] = [tokens.accessToken, (await signIn(server)).accessToken]
    const caller = await server.ask(MeDocument, {}, { token })
    expect(caller.data.me).toMatchObject({ id: user.id, username: 'writer' })
    const { data } = await server.ask(LogoutDocument, { input: { scope: 'CURRENT' } }, { token })
    expect(data.logout.revokedSessions).toBe(1)
    expect([await statusOf(server, token), await statusOf(server, other)]).toEqual(['SESSION_ENDED', 'fine'])
  })

  test('logout with scope ALL ends and counts all sessions of the caller and no others', async () => {
    const server = await startReferenceServer(engine, 4)
    const stranger = expectMember(await register(server, { ...writer, username: 'stranger' }), 'SignedIn').tokens
    const tokens = [await signUp(server), (await signIn(server)).accessToken, (await signIn(server)).accessToken]
    const [token = ''] = tokens
    const { data } = await server.ask(LogoutDocument, { input: { scope: 'ALL' } }, { token })
    expect(data.logout.revokedSessions).toBe(3)
    for (const ended of tokens) expect(await statusOf(server, ended)).toBe('SESSION_ENDED')
    expect(await statusOf(server, stranger.accessToken)).toBe('fine')
  })

  test('a wrong password and an unknown user fail the login alike, and too many attempts are Throttled', async () => {
    const server = await startReferenceServer(engine, 4)
    await signUp(server)
    const wrong = { __typename: 'InvalidCredentials', code: 'INVALID_CREDENTIALS', message: expect.any(String) }
    expect(await login(server, { password: 'six notebooks' })).toEqual(wrong)
    for (let attempt = 0; attempt < 10; attempt += 1) {
      expect(await login(server, { identifier: 'nobody' })).toEqual(wrong)
    }
    const throttled = expectMember(await login(server, { identifier: 'nobody' }), 'Throttled')
    expect(throttled.retryAfter).toBeGreaterThan(0)
    await signIn(server)
  })

  test('a taken username is UsernameTaken, and a failed registration names each field and rule', async () => {
    const server = await startReferenceServer(engine, 4)
    await signUp(server)
    expect(await register(server)).toMatchObject({ __typename: 'UsernameTaken', code: 'USERNAME_TAKEN' })
    const outcome = await register(server, { username: 'w w', password: 'notes' })
    expect(issuesOf(outcome)).toEqual(['username TOO_SHORT', 'password TOO_SHORT'])
    expect(outcome).toMatchObject({ issues: [{ message: expect.any(String) }, { message: expect.any(String) }] })
  })

  test('logout never fails: without a token, or with one of an ended session, it counts 0', async () => {
    const server = await startReferenceServer(engine, 4)
    const token = await signUp(server)
    await server.ask(LogoutDocument, {}, { token })
    for (const options of [{}, { token }, { token: 'x' }, { headers: { authorization: 'Basic eDp5' } }]) {
      const { data, errors } = await server.ask(LogoutDocument, {}, options)
      expect([data, errors]).toEqual([{ logout: { revokedSessions: 0 } }, undefined])
    }
  })
})

test.each(callsOfSystem(4))('docs: the variables of $operation fit the schema', (call) => {
  expect(complaintsAbout(call)).toEqual([])
})
