import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import {
  LoginDocument,
  LogoutDocument,
  MeDocument,
  type ProfileInput,
  RefreshDocument,
  RegisterDocument,
  UpdateProfileDocument,
} from '../../src/client/generated/operations.js'
import { engines } from '../support/engines.js'
import { callsOfSystem, complaintsAbout, snippetsOf } from '../support/migrating-page.js'
import { issuesOf } from '../support/operations.js'
import { expectMember, type ReferenceServer, rejectionOf, startReferenceServer } from '../support/reference-server.js'
import { runSql } from '../support/stores.js'

const root = resolve(import.meta.dirname, '../..')
const execute = promisify(execFile)

const lin = {
  username: 'lin',
  password: 'moonlight on the floor',
  email: 'lin@example.com',
  profile: { sex: 'FEMALE', age: 36 },
} as const
const credentials = { identifier: lin.email, password: lin.password }
const chinese = { headers: { 'accept-language': 'zh-CN,zh;q=0.9' } }

async function register({ ask }: ReferenceServer) {
  return expectMember((await ask(RegisterDocument, { input: lin })).data.register, 'SignedIn')
}

async function login({ ask }: ReferenceServer) {
  return expectMember((await ask(LoginDocument, { input: credentials })).data.login, 'SignedIn')
}

describe.each(engines)('system 0, the clinic back end, on %s', (engine) => {
  test('register accepts username, password, e-mail, sex and age, and stores them', async () => {
    const server = await startReferenceServer(engine, 0)
    const { user } = await register(server)
    expect(user).toMatchObject({ username: lin.username, email: lin.email, type: 0, profile: lin.profile })
  })

  test('register names each of the required fields that is missing', async () => {
    const { ask } = await startReferenceServer(engine, 0)
    const { password, ...rest } = lin
    const { data } = await ask(RegisterDocument, { input: { password } })
    const missing = ['email REQUIRED', 'username REQUIRED', 'profile.sex REQUIRED', 'profile.age REQUIRED']
    expect(issuesOf(data.register).sort()).toEqual(missing.sort())
    const withoutPassword = await ask(RegisterDocument, { input: rest })
    expect(issuesOf(withoutPassword.data.register)).toEqual(['password REQUIRED'])
  })

  test('login by e-mail returns a bearer token for 3600 seconds', async () => {
    const server = await startReferenceServer(engine, 0)
    await register(server)
    const { tokens } = await login(server)
    expect(tokens).toMatchObject({ tokenType: 'Bearer', expiresIn: 3600 })
    server.running.clock.move(3599)
    const { data } = await server.ask(MeDocument, {}, { token: tokens.accessToken })
    expect(data.me?.username).toBe(lin.username)
  })

  test('login with a wrong password or an unknown address answers in Chinese if the client asks for Chinese', async () => {
    const server = await startReferenceServer(engine, 0)
    await register(server)
    for (const identifier of [lin.email, 'nobody@example.com']) {
      const input = { identifier, password: 'moonlight on the roof' }
      const inChinese = { __typename: 'InvalidCredentials', code: 'INVALID_CREDENTIALS', message: '用户名或密码错误。' }
      expect((await server.ask(LoginDocument, { input }, chinese)).data.login).toEqual(inChinese)
      const inEnglish = { ...inChinese, message: 'The name or the password is wrong.' }
      expect((await server.ask(LoginDocument, { input })).data.login).toEqual(inEnglish)
    }
  })

  test('logout ends the access token at once, before it expires, and no other token', async () => {
    const server = await startReferenceServer(engine, 0)
    const [first, second] = [await register(server), await login(server)]
    const token = first.tokens.accessToken
    expect((await server.ask(LogoutDocument, {}, { token })).data.logout.revokedSessions).toBe(1)
    const refused = await server.ask(MeDocument, {}, { token })
    expect([refused.data.me, rejectionOf(refused)]).toEqual([null, 'SESSION_ENDED'])
    expect((await server.ask(MeDocument, {}, { token: second.tokens.accessToken })).data.me?.email).toBe(lin.email)
  })

  test('refresh needs a refresh token and returns tokens as login does, also after the access token has expired', async () => {
    const server = await startReferenceServer(engine, 0)
    const { tokens } = await register(server)
    const without = await server.ask(RefreshDocument, {})
    expect(without.data.refresh).toMatchObject({ __typename: 'SessionEnded', reason: 'UNKNOWN_TOKEN' })
    server.running.clock.move(2 * 3600)
    expect(rejectionOf(await server.ask(MeDocument, {}, { token: tokens.accessToken }))).toBe('TOKEN_EXPIRED')
    const { data } = await server.ask(RefreshDocument, { input: { refreshToken: tokens.refreshToken } })
    const fresh = expectMember(data.refresh, 'Refreshed').tokens
    expect(Object.keys(fresh)).toEqual(Object.keys((await login(server)).tokens))
    expect(fresh).toMatchObject({ tokenType: 'Bearer', expiresIn: 3600 })
    expect(fresh.accessToken).not.toBe(tokens.accessToken)
    expect((await server.ask(MeDocument, {}, { token: fresh.accessToken })).data.me?.email).toBe(lin.email)
  })

  test('me returns all eighteen fields, and fields without a value are null', async () => {
    const server = await startReferenceServer(engine, 0)
    const { user, tokens } = await register(server)
    const now = server.running.clock.now().toISOString()
    const { data } = await server.ask(MeDocument, {}, { token: tokens.accessToken })
    expect(data.me).toEqual({
      id: user.id,
      createdAt: now,
      updatedAt: now,
      type: 0,
      username: lin.username,
      email: lin.email,
      emailVerified: false,
      roles: [],
      profile: {
        sex: 'FEMALE',
        age: 36,
        portraitUrl: null,
        clinic: null,
        mobile: null,
        landline: null,
        certificate: null,
        certificateChecked: null,
        wechatId: null,
        intro: null,
        school: null,
        major: null,
      },
    })
  })

  test('updateProfile changes every field of me that belongs to the user', async () => {
    const server = await startReferenceServer(engine, 0)
    const token = (await register(server)).tokens.accessToken
    const profile = {
      sex: 'NOT_APPLICABLE',
      age: 37,
      portraitUrl: 'https://example.com/林.png',
      clinic: '圣乔治医院',
      mobile: '+86 138 0013 8000',
      landline: '010-65551234',
      certificate: '110-1843',
      wechatId: 'lin_1815',
      intro: '第一行\n第二行',
      school: '北京大学',
      major: '医学',
    } as const satisfies Required<ProfileInput>
    await server.ask(UpdateProfileDocument, { input: { username: '林', profile } }, { token })
    const { data } = await server.ask(MeDocument, {}, { token })
    expect(data.me).toMatchObject({ username: '林', profile: { ...profile, certificateChecked: null } })
  })

  test('updateProfile and register cannot set the account type and the checked certificate; an administrator can', async () => {
    const server = await startReferenceServer(engine, 0)
    const token = (await register(server)).tokens.accessToken
    for (const forbidden of [{ type: 2 }, { profile: { certificateChecked: true } }]) {
      const attempts = [
        await server.ask(UpdateProfileDocument, { input: forbidden as object }, { token }),
        await server.askLoosely(RegisterDocument, { input: { ...lin, ...forbidden } }),
      ]
      for (const { errors } of attempts) expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
    }
    const before = await server.ask(MeDocument, {}, { token })
    expect(before.data.me).toMatchObject({ type: 0, profile: { certificateChecked: null } })
    const statements = snippetsOf('System 0', 'sql').flatMap((snippet) => snippet.split(';').slice(0, -1))
    for (const statement of statements) await runSql(server.running.settings.DATABASE_URL, statement)
    const after = await server.ask(MeDocument, {}, { token })
    expect(after.data.me).toMatchObject({ type: 2, profile: { certificateChecked: true } })
  })
})

describe('system 0, the clinic back end: the page', () => {
  test('docs: register, login, me, refresh and logout work with curl as the page shows them', async () => {
    const { url } = await startReferenceServer('sqlite', 0)
    const answers: string[] = []
    const tokens = { ACCESS: '', REFRESH: '' }
    for (const snippet of snippetsOf('System 0', 'sh')) {
      const command = snippet.replace('http://localhost:4000', url)
      const { stdout } = await execute('bash', ['-c', command], { env: { ...process.env, ...tokens } })
      answers.push(stdout)
      tokens.ACCESS = /"accessToken":"([^"]+)"/.exec(stdout)?.[1] ?? tokens.ACCESS
      tokens.REFRESH = /"refreshToken":"([^"]+)"/.exec(stdout)?.[1] ?? tokens.REFRESH
    }
    expect(answers).toEqual([
      expect.stringContaining('"register":{"__typename":"SignedIn"'),
      expect.stringContaining('"login":{"__typename":"SignedIn"'),
      expect.stringContaining('"age":36'),
      expect.stringContaining('"refresh":{"__typename":"Refreshed"'),
      '{"data":{"logout":{"revokedSessions":1}}}\n',
    ])
  })

  test('docs: register, login, me, refresh and logout work with fetch as the page shows them', async () => {
    const { url } = await startReferenceServer('sqlite', 0)
    const [program = ''] = snippetsOf('System 0', 'js')
    const [printed = ''] = snippetsOf('System 0', 'console')
    const code = program.replace('http://localhost:4000', url)
    const { stdout } = await execute(process.execPath, ['--input-type=module', '-e', code], { cwd: root })
    expect(`$ npx node five-calls.mjs\n${stdout}`).toBe(printed)
  })
})

test.each(callsOfSystem(0))('docs: the variables of $operation fit the schema', (call) => {
  expect(complaintsAbout(call)).toEqual([])
})
