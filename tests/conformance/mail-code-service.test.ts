import { describe, expect, test } from 'vitest'
import {
  AuthConfigDocument,
  type EmailCodePurpose,
  LoginDocument,
  LogoutDocument,
  MeDocument,
  RegisterDocument,
  type RegisterInput,
  RequestEmailCodeDocument,
  ResetPasswordDocument,
} from '../../src/client/generated/operations.js'
import { engines } from '../support/engines.js'
import { mailboxOf } from '../support/mailbox.js'
import { carriesSecret, codeTo, mailsTo, newestMailTo, wrongCode } from '../support/mails.js'
import { callsOfSystem, complaintsAbout } from '../support/migrating-page.js'
import { issuesOf } from '../support/operations.js'
import { expectMember, type ReferenceServer, rejectionOf, startReferenceServer } from '../support/reference-server.js'

const libai = { username: '李白', email: 'libai@example.com', password: 'Moon_before_bed_1' } as const
const dufu = { username: 'du_fu_712', email: 'dufu@example.com', password: 'Spring+view+757' } as const
const newPassword = 'Frost_on_ground_2'
const sent = { __typename: 'EmailCodeSent', expiresIn: 600, resendIn: 60 }
const invalidCode = { __typename: 'InvalidCode', code: 'INVALID_CODE' }

async function requestCode({ ask }: ReferenceServer, email: string, purpose: EmailCodePurpose) {
  return (await ask(RequestEmailCodeDocument, { input: { email, purpose } })).data.requestEmailCode
}

/** Asks for a code when the mailbox may have another one, and reads it. */
async function receiveCode(server: ReferenceServer, email: string, purpose: EmailCodePurpose): Promise<string> {
  server.running.clock.move(60)
  expect(await requestCode(server, email, purpose)).toEqual(sent)
  return codeTo(server.running, email)
}

async function register({ ask }: ReferenceServer, input: RegisterInput) {
  return (await ask(RegisterDocument, { input })).data.register
}

async function signUp(server: ReferenceServer, person: typeof libai | typeof dufu = libai) {
  const emailCode = await receiveCode(server, person.email, 'REGISTER')
  return expectMember(await register(server, { ...person, emailCode }), 'SignedIn')
}

async function login({ ask }: ReferenceServer, password: string, identifier: string = libai.email) {
  return (await ask(LoginDocument, { input: { identifier, password } })).data.login
}

async function reset({ ask }: ReferenceServer, code: string, password: string = newPassword) {
  const input = { email: libai.email, code, newPassword: password }
  return (await ask(ResetPasswordDocument, { input })).data.resetPassword
}

describe.each(engines)('system 3, the mail-code service, on %s', (engine) => {
  test('requestEmailCode (send code) mails a code to a known and to an unknown address, with one answer', async () => {
    const server = await startReferenceServer(engine, 3)
    await signUp(server)
    expect(await receiveCode(server, libai.email, 'RESET_PASSWORD')).toMatch(/^\d{6}$/)
    expect(await receiveCode(server, dufu.email, 'REGISTER')).toMatch(/^\d{6}$/)
    expect(await requestCode(server, 'wangwei@example.com', 'RESET_PASSWORD')).toEqual(sent)
    expect(await mailsTo(server.running, 'wangwei@example.com')).toEqual([])
  })

  test('requestEmailCode (send code) mails one code a minute to a mailbox, and refuses a malformed address', async () => {
    const server = await startReferenceServer(engine, 3)
    const first = await receiveCode(server, libai.email, 'REGISTER')
    expect(await requestCode(server, libai.email, 'REGISTER')).toMatchObject({
      __typename: 'Throttled',
      retryAfter: 60,
    })
    // The outstanding code is mailed again.
    expect(await receiveCode(server, libai.email, 'REGISTER')).toBe(first)
    expect(issuesOf(await requestCode(server, 'libai', 'REGISTER'))).toEqual(['email NOT_AN_EMAIL'])
    expect(await mailboxOf(server.running)).toHaveLength(2)
  })

  test('register refuses a missing, wrong, expired, used or foreign code', async () => {
    const server = await startReferenceServer(engine, 3)
    expect(issuesOf(await register(server, libai))).toEqual(['emailCode REQUIRED'])
    const used = await receiveCode(server, libai.email, 'REGISTER')
    expect(await register(server, { ...libai, emailCode: wrongCode(used) })).toMatchObject(invalidCode)
    expectMember(await register(server, { ...libai, emailCode: used }), 'SignedIn')
    expect(await register(server, { ...libai, emailCode: used })).toMatchObject(invalidCode)
    const toReset = await receiveCode(server, libai.email, 'RESET_PASSWORD')
    const code = await receiveCode(server, dufu.email, 'REGISTER')
    const foreign = [
      { ...dufu, emailCode: toReset },
      { ...dufu, email: 'wangwei@example.com', emailCode: code },
    ]
    for (const input of foreign) expect(await register(server, input)).toMatchObject(invalidCode)
    server.running.clock.move(600)
    expect(await register(server, { ...dufu, emailCode: code })).toMatchObject(invalidCode)
  })

  test('register with a taken username is UsernameTaken, and the code still works for another username', async () => {
    const server = await startReferenceServer(engine, 3)
    await signUp(server)
    const emailCode = await receiveCode(server, dufu.email, 'REGISTER')
    const taken = await register(server, { ...dufu, username: libai.username, emailCode })
    expect(taken).toMatchObject({ __typename: 'UsernameTaken', code: 'USERNAME_TAKEN' })
    expectMember(await register(server, { ...dufu, emailCode }), 'SignedIn')
  })

  test('register with a registered address tells its owner by mail without a code, and the client nothing', async () => {
    const server = await startReferenceServer(engine, 3)
    await signUp(server)
    server.running.clock.move(60)
    expect(await requestCode(server, libai.email, 'REGISTER')).toEqual(sent)
    expect(carriesSecret(await newestMailTo(server.running, libai.email))).toBe(false)
    const outcome = await register(server, { ...libai, username: 'somebody', emailCode: '000000' })
    expect(outcome).toMatchObject(invalidCode)
    expectMember(await login(server, libai.password), 'SignedIn')
  })

  test('register accepts Han characters, letters, digits and underscore in a username, and nothing else', async () => {
    const server = await startReferenceServer(engine, 3)
    const emailCode = await receiveCode(server, libai.email, 'REGISTER')
    for (const username of ['li bai', 'li-bai', 'li.bai', 'лиbai', 'りはく', 'li!', 'é']) {
      const outcome = await register(server, { ...libai, username, emailCode })
      expect(issuesOf(outcome), username).toEqual(['username BAD_CHARACTERS'])
    }
    const mixed = await register(server, { ...libai, username: '李白_Li_701', emailCode })
    expect(expectMember(mixed, 'SignedIn').user.username).toBe('李白_Li_701')
  })

  test('register needs a password of 8 to 20 characters with a letter, a digit and one of !?_-$&+', async () => {
    const server = await startReferenceServer(engine, 3)
    const { data } = await server.ask(AuthConfigDocument, {})
    expect(data.authConfig.password).toEqual({
      minLength: 8,
      maxLength: 20,
      requireLetter: true,
      requireDigit: true,
      requireSymbolFrom: '!?_-$&+',
    })
    const emailCode = await receiveCode(server, libai.email, 'REGISTER')
    const refused: [password: string, rule: string][] = [
      ['moon_v1', 'TOO_SHORT'],
      ['moon_before_the_bed_1', 'TOO_LONG'],
      ['701_762_757', 'MISSING_LETTER'],
      ['moon_before_bed', 'MISSING_DIGIT'],
      ['moon*before#bed1', 'MISSING_SYMBOL'],
    ]
    for (const [password, rule] of refused) {
      expect(issuesOf(await register(server, { ...libai, password, emailCode })), password).toEqual([
        `password ${rule}`,
      ])
    }
    const { tokens } = expectMember(await register(server, { ...libai, password: 'moon_v1x', emailCode }), 'SignedIn')
    expect(tokens.accessToken).not.toBe('')
  })

  test('register accepts each of !?_-$&+ as the symbol of a password, also with 20 characters', async () => {
    const server = await startReferenceServer(engine, 3)
    for (const [place, symbol] of [...'!?_-$&+'].entries()) {
      const person = { username: `user${place}`, email: `user${place}@example.com` }
      const emailCode = await receiveCode(server, person.email, 'REGISTER')
      const password = `moon1before2the3bed${symbol}`
      expectMember(await register(server, { ...person, password, emailCode }), 'SignedIn')
    }
  })

  test('register and login both sign in and return a token and the username', async () => {
    const server = await startReferenceServer(engine, 3)
    const registered = await signUp(server)
    const loggedIn = expectMember(await login(server, libai.password), 'SignedIn')
    for (const { user, tokens } of [registered, loggedIn]) {
      expect(user).toMatchObject({ username: '李白', email: libai.email, emailVerified: true })
      const { data } = await server.ask(MeDocument, {}, { token: tokens.accessToken })
      expect(data.me?.id).toBe(registered.user.id)
    }
    expect(await login(server, newPassword)).toMatchObject({ __typename: 'InvalidCredentials' })
    expect(await login(server, libai.password, dufu.email)).toMatchObject({ __typename: 'InvalidCredentials' })
  })

  test('resetPassword accepts e-mail, code and new password; a wrong code or a weak password changes nothing', async () => {
    const server = await startReferenceServer(engine, 3)
    await signUp(server)
    const code = await receiveCode(server, libai.email, 'RESET_PASSWORD')
    expect(await reset(server, wrongCode(code))).toMatchObject(invalidCode)
    expect(issuesOf(await reset(server, code, 'frost on ground 2'))).toEqual(['newPassword MISSING_SYMBOL'])
    expectMember(await login(server, libai.password), 'SignedIn')
    expect(await reset(server, code)).toEqual({ __typename: 'PasswordReset', revokedSessions: 2 })
    expect(await login(server, libai.password)).toMatchObject({ __typename: 'InvalidCredentials' })
    expectMember(await login(server, newPassword), 'SignedIn')
    expect(await reset(server, code, 'Dew_on_steps_3')).toMatchObject(invalidCode)
  })

  test('logout ends the session of its token, and without a token no session', async () => {
    const server = await startReferenceServer(engine, 3)
    const token = (await signUp(server)).tokens.accessToken
    expect((await server.ask(LogoutDocument, {})).data.logout.revokedSessions).toBe(0)
    expect((await server.ask(MeDocument, {}, { token })).data.me?.email).toBe(libai.email)
    expect((await server.ask(LogoutDocument, {}, { token })).data.logout.revokedSessions).toBe(1)
    expect(rejectionOf(await server.ask(MeDocument, {}, { token }))).toBe('SESSION_ENDED')
  })
})

test.each(callsOfSystem(3))('docs: the variables of $operation fit the schema', (call) => {
  expect(complaintsAbout(call)).toEqual([])
})
