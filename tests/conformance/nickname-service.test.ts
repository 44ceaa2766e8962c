import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import {
  CurrentSessionDocument,
  LoginDocument,
  LogoutDocument,
  MeDocument,
  RegisterDocument,
  type RegisterInput,
  UpdateProfileDocument,
} from '../../src/client/generated/operations.js'
import { engines } from '../support/engines.js'
import { callsOfSystem, complaintsAbout, snippetsOf } from '../support/migrating-page.js'
import { issuesOf } from '../support/operations.js'
import { expectMember, type ReferenceServer, rejectionOf, startReferenceServer } from '../support/reference-server.js'
import { testSecretKey } from '../support/start-app.js'
import { runSql } from '../support/stores.js'

const root = resolve(import.meta.dirname, '../..')

const nick = {
  username: 'nick',
  password: 'seven green bottles',
  passwordConfirm: 'seven green bottles',
} as const satisfies RegisterInput

async function register({ ask }: ReferenceServer) {
  return expectMember((await ask(RegisterDocument, { input: nick })).data.register, 'SignedIn')
}

async function login({ ask }: ReferenceServer, identifier: string, password: string) {
  return (await ask(LoginDocument, { input: { identifier, password } })).data.login
}

describe.each(engines)('system 2, the nickname service, on %s', (engine) => {
  test('register names each parameter that is missing', async () => {
    const { ask } = await startReferenceServer(engine, 2)
    const { username, password, passwordConfirm } = nick
    const { data } = await ask(RegisterDocument, { input: { password, passwordConfirm } })
    expect(issuesOf(data.register)).toContain('username REQUIRED')
    const without = await ask(RegisterDocument, { input: { username, passwordConfirm } })
    expect(issuesOf(without.data.register)).toEqual(['password REQUIRED'])
  })

  test('register accepts a name and a confirmed password, and refuses a wrong confirmation and a taken name', async () => {
    const server = await startReferenceServer(engine, 2)
    const mistyped = { ...nick, passwordConfirm: 'seven green bottle' }
    const { data } = await server.ask(RegisterDocument, { input: mistyped })
    expect(issuesOf(data.register)).toEqual(['passwordConfirm MISMATCH'])
    const { user } = await register(server)
    expect(user).toMatchObject({ username: nick.username, email: null })
    for (const username of ['nick', 'NICK']) {
      const again = await server.ask(RegisterDocument, { input: { ...nick, username } })
      expect(again.data.register).toMatchObject({ __typename: 'UsernameTaken', code: 'USERNAME_TAKEN' })
    }
  })

  test('register answers an internal error with its code and the request id only', async () => {
    const { ask, running } = await startReferenceServer(engine, 2)
    await runSql(running.settings.DATABASE_URL, 'drop table audit_events')
    const { errors, response } = await ask(RegisterDocument, { input: nick })
    const requestId = response.headers.get('x-request-id')
    expect(errors).toEqual([
      { message: expect.any(String), path: ['register'], extensions: { code: 'INTERNAL', requestId } },
    ])
    expect(JSON.stringify(errors)).not.toMatch(/audit|sql|relation|table/i)
  })

  test('login by username returns user id and tokens, and answers an unknown user and a wrong password alike', async () => {
    const server = await startReferenceServer(engine, 2)
    const { user } = await register(server)
    const signedIn = expectMember(await login(server, nick.username, nick.password), 'SignedIn')
    expect(signedIn.user.id).toBe(user.id)
    expect(signedIn.tokens.refreshToken).toMatch(/^lk_rt_/)
    const { data } = await server.ask(MeDocument, {}, { token: signedIn.tokens.accessToken })
    expect(data.me).toMatchObject({ id: user.id, username: nick.username })
    const wrong = await login(server, nick.username, 'eight green bottles')
    expect(wrong).toMatchObject({ __typename: 'InvalidCredentials', code: 'INVALID_CREDENTIALS' })
    expect(await login(server, 'nobody', nick.password)).toEqual(wrong)
  })

  test('a missing Authorization header is TOKEN_MISSING, and one that is not Bearer and a token is TOKEN_MALFORMED', async () => {
    const server = await startReferenceServer(engine, 2)
    expect(rejectionOf(await server.ask(UpdateProfileDocument, { input: {} }))).toBe('TOKEN_MISSING')
    const nobody = await server.ask(MeDocument, {})
    expect([nobody.data.me, nobody.errors]).toEqual([null, undefined])
    const token = (await register(server)).tokens.accessToken
    for (const authorization of [
      'Bearer',
      `Basic ${token}`,
      token,
      `Bearer ${token} ${token}`,
      `Bearer: ${token}`,
      '',
    ]) {
      const options = { headers: { authorization } }
      const answers = [
        await server.ask(UpdateProfileDocument, { input: {} }, options),
        await server.ask(MeDocument, {}, options),
        await server.ask(CurrentSessionDocument, {}, options),
      ]
      expect(answers.map(rejectionOf), authorization).toEqual(Array(3).fill('TOKEN_MALFORMED'))
    }
  })

  test('refused tokens are told apart by TOKEN_INVALID, TOKEN_EXPIRED and SESSION_ENDED', async () => {
    const server = await startReferenceServer(engine, 2)
    const { accessToken, refreshToken } = (await register(server)).tokens
    const reasonFor = async (token: string) =>
      rejectionOf(await server.ask(UpdateProfileDocument, { input: {} }, { token }))
    expect(await reasonFor(`${accessToken}x`)).toBe('TOKEN_INVALID')
    expect(await reasonFor(refreshToken ?? '')).toBe('TOKEN_INVALID')
    const ended = expectMember(await login(server, nick.username, nick.password), 'SignedIn').tokens.accessToken
    await server.ask(LogoutDocument, {}, { token: ended })
    expect(await reasonFor(ended)).toBe('SESSION_ENDED')
    server.running.clock.move(900 + 31)
    expect(await reasonFor(accessToken)).toBe('TOKEN_EXPIRED')
  })

  test('users who are imported as the page shows sign in with their old passwords, and an import can be repeated', async () => {
    const server = await startReferenceServer(engine, 2)
    const [program = ''] = snippetsOf('Importing users', 'js')
    const [person = ''] = snippetsOf('Importing users', 'json')
    const nameless = JSON.stringify({ id: '18', createdAt: '2024-05-02T08:00:00Z' })
    const faulty = JSON.stringify({
      id: '19',
      username: 'grace',
      passwordHash: `$2x$10$${'a'.repeat(53)}`,
      createdAt: 0,
    })
    const { DATABASE_URL } = server.running.settings
    const printed = await runModule(program, { DATABASE_URL }, `${person}${nameless}\n${faulty}\n${person}`)
    expect(printed).toMatch(
      /^17 [0-9a-f]{32}\n18 skipped\n19 [0-9a-f]{32} without the password: FAULTY_BCRYPT\n17 skipped\n$/,
    )
    expect(await login(server, 'ada', 'analytical engine 1844')).toMatchObject({ __typename: 'InvalidCredentials' })
    for (const identifier of ['ada@example.com', 'ADA']) {
      const { user } = expectMember(await login(server, identifier, 'analytical engine 1843'), 'SignedIn')
      expect(user).toMatchObject({
        email: 'ada@example.com',
        emailVerified: true,
        username: 'Ada',
        createdAt: '2024-05-01T08:00:00.000Z',
        profile: { sex: 'FEMALE', age: 36, clinic: 'St George' },
      })
    }
  })
})

test.each(callsOfSystem(2))('docs: the variables of $operation fit the schema', (call) => {
  expect(complaintsAbout(call)).toEqual([])
})

/** What a module prints that stands beside package.json and reads `input`. */
async function runModule(code: string, environment: Record<string, string>, input: string): Promise<string> {
  const env = { PATH: process.env.PATH, NODE_ENV: 'test', SECRET_KEY: testSecretKey, ...environment }
  const running = promisify(execFile)(process.execPath, ['--input-type=module', '-e', code], { cwd: root, env })
  running.child.stdin?.end(input)
  return (await running).stdout
}
