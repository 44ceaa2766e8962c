import { request } from 'node:http'
import { print } from 'graphql'
import { describe, expect, test } from 'vitest'
import {
  CurrentSessionDocument,
  LoginDocument,
  LogoutDocument,
  MeDocument,
  RefreshDocument,
  RegisterDocument,
  RequestPasswordResetDocument,
  type RequestPasswordResetInput,
  ResetPasswordDocument,
  VerifyTokenDocument,
} from '../../src/client/generated/operations.js'
import { engines } from '../support/engines.js'
import { mailboxOf } from '../support/mailbox.js'
import { newestMailTo } from '../support/mails.js'
import { callsOfSystem, complaintsAbout } from '../support/migrating-page.js'
import { issuesOf } from '../support/operations.js'
import { expectMember, type ReferenceServer, rejectionOf, startReferenceServer } from '../support/reference-server.js'

const ada = { email: 'ada@example.com', username: 'ada', password: 'analytical engine 1843' } as const
const newPassword = 'difference engine 1822'
const threeDays = 259_200

/** Without a mail. */
async function register({ ask }: ReferenceServer) {
  const { data } = await ask(RegisterDocument, { input: { ...ada, sendEmail: false } })
  return expectMember(data.register, 'SignedIn')
}

async function login({ ask }: ReferenceServer, password: string = ada.password) {
  return (await ask(LoginDocument, { input: { identifier: ada.email, password } })).data.login
}

async function requestReset({ ask }: ReferenceServer, input: RequestPasswordResetInput) {
  return (await ask(RequestPasswordResetDocument, { input })).data.requestPasswordReset
}

/** Asks for a link and reads it. */
async function receiveLink(server: ReferenceServer): Promise<URL> {
  const outcome = await requestReset(server, { email: ada.email, username: ada.username })
  expect(outcome).toEqual({ __typename: 'PasswordResetRequested', expiresIn: 1800 })
  return new URL((await newestMailTo(server.running, ada.email)).link())
}

async function receiveToken(server: ReferenceServer): Promise<string> {
  return (await receiveLink(server)).searchParams.get('token') ?? ''
}

async function confirm({ ask }: ReferenceServer, token: string, newPasswordConfirm: string = newPassword) {
  return (await ask(ResetPasswordDocument, { input: { token, newPassword, newPasswordConfirm } })).data.resetPassword
}

/** `fetch` sets the Host header itself. */
function askOfHost({ url }: ReferenceServer, host: string, input: RequestPasswordResetInput): Promise<number> {
  const headers = { 'content-type': 'application/json', host, 'x-forwarded-host': host, origin: `https://${host}` }
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/graphql`, { method: 'POST', headers }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode ?? 0))
    })
    sent.once('error', reject)
    sent.end(JSON.stringify({ query: print(RequestPasswordResetDocument), variables: { input } }))
  })
}

describe.each(engines)('system 1, the token service, on %s', (engine) => {
  test('register needs e-mail, username and password, and sends mail only if the flag says so', async () => {
    const server = await startReferenceServer(engine, 1)
    const { email, username, password } = ada
    const { data } = await server.ask(RegisterDocument, { input: { password } })
    expect(issuesOf(data.register)).toEqual(['email REQUIRED', 'username REQUIRED'])
    const without = await server.ask(RegisterDocument, { input: { email, username } })
    expect(issuesOf(without.data.register)).toEqual(['password REQUIRED'])
    await register(server)
    expect(await mailboxOf(server.running)).toEqual([])
    const grace = { ...ada, email: 'grace@example.com', username: 'grace', sendEmail: true }
    expectMember((await server.ask(RegisterDocument, { input: grace })).data.register, 'SignedIn')
    expect((await mailboxOf(server.running)).map(({ to }) => to)).toEqual([grace.email])
  })

  test('login returns two tokens with their lifetimes, 3600 and 259200 seconds', async () => {
    const server = await startReferenceServer(engine, 1)
    await register(server)
    const { tokens } = expectMember(await login(server), 'SignedIn')
    expect(tokens).toMatchObject({ expiresIn: 3600, refreshExpiresIn: threeDays })
    const inSeconds = (instant: string) => (Date.parse(instant) - server.running.clock.now().getTime()) / 1000
    expect([tokens.expiresAt, tokens.refreshExpiresAt].map(inSeconds)).toEqual([3600, threeDays])
  })

  test('refresh needs only the refresh token and returns a new access token, until three days after login', async () => {
    const server = await startReferenceServer(engine, 1)
    const first = (await register(server)).tokens
    const byAccess = await server.ask(RefreshDocument, { input: { refreshToken: first.accessToken } })
    expect(byAccess.data.refresh).toMatchObject({ __typename: 'SessionEnded', reason: 'UNKNOWN_TOKEN' })
    server.running.clock.move(threeDays - 60)
    const { data } = await server.ask(RefreshDocument, { input: { refreshToken: first.refreshToken } })
    const { tokens } = expectMember(data.refresh, 'Refreshed')
    expect(tokens.accessToken).not.toBe(first.accessToken)
    expect((await server.ask(MeDocument, {}, { token: tokens.accessToken })).data.me?.username).toBe(ada.username)
    server.running.clock.move(60)
    const late = await server.ask(RefreshDocument, { input: { refreshToken: tokens.refreshToken } })
    expect(late.data.refresh).toMatchObject({ __typename: 'SessionEnded', reason: 'EXPIRED' })
  })

  test('verifyToken returns token type, user id, e-mail, expiry and issued-at without credentials', async () => {
    const server = await startReferenceServer(engine, 1)
    const { user, tokens } = await register(server)
    const { data } = await server.ask(VerifyTokenDocument, { token: tokens.accessToken })
    expect(data.verifyToken).toMatchObject({
      __typename: 'TokenClaims',
      tokenType: 'access',
      userId: user.id,
      email: ada.email,
      issuedAt: server.running.clock.now().toISOString(),
      expiresAt: tokens.expiresAt,
    })
  })

  test('verifyToken returns the reason why it refuses a token', async () => {
    const server = await startReferenceServer(engine, 1)
    const { accessToken, refreshToken } = (await register(server)).tokens
    const verify = async (token: string) => (await server.ask(VerifyTokenDocument, { token })).data.verifyToken
    const invalid = { __typename: 'InvalidToken', code: 'INVALID_TOKEN' }
    for (const other of [refreshToken ?? '', `${accessToken}x`, 'x', '']) {
      expect(await verify(other)).toMatchObject({ ...invalid, reason: 'TOKEN_INVALID' })
    }
    const ended = expectMember(await login(server), 'SignedIn').tokens.accessToken
    await server.ask(LogoutDocument, {}, { token: ended })
    expect(await verify(ended)).toMatchObject({ ...invalid, reason: 'SESSION_ENDED' })
    server.running.clock.move(3600 + 31)
    expect(await verify(accessToken)).toMatchObject({ ...invalid, reason: 'TOKEN_EXPIRED' })
  })

  test('requestPasswordReset mails a link to RESET_PASSWORD_URL and ignores the host of the request', async () => {
    const server = await startReferenceServer(engine, 1)
    await register(server)
    const link = await receiveLink(server)
    expect(`${link.origin}${link.pathname}`).toBe('https://app.example.com/reset-password')
    expect([...link.searchParams.keys()]).toEqual(['token'])
    expect(await askOfHost(server, 'evil.example', { email: ada.email })).toBe(200)
    const mail = await newestMailTo(server.running, ada.email)
    expect(mail.link()).toBe(link.href)
    expect(mail.link()).toMatch(/^https:\/\/app\.example\.com\/reset-password\?token=/)
    expect(`${mail.text}${mail.html}`).not.toContain('evil')
  })

  test('requestPasswordReset answers the same and mails nothing if address and username belong to two users', async () => {
    const server = await startReferenceServer(engine, 1)
    await register(server)
    const strangers = [
      { email: ada.email, username: 'grace' },
      { email: 'grace@example.com', username: ada.username },
      { email: 'grace@example.com', username: 'grace' },
    ]
    for (const input of strangers) {
      expect(await requestReset(server, input)).toEqual({ __typename: 'PasswordResetRequested', expiresIn: 1800 })
    }
    expect(await mailboxOf(server.running)).toEqual([])
  })

  test('resetPassword (confirm) sets the new password with the token, which works once', async () => {
    const server = await startReferenceServer(engine, 1)
    const { tokens } = await register(server)
    const token = await receiveToken(server)
    expect(await confirm(server, token)).toEqual({ __typename: 'PasswordReset', revokedSessions: 1 })
    expect(await login(server)).toMatchObject({ __typename: 'InvalidCredentials' })
    expectMember(await login(server, newPassword), 'SignedIn')
    expect(rejectionOf(await server.ask(MeDocument, {}, { token: tokens.accessToken }))).toBe('SESSION_ENDED')
    expect(await confirm(server, token)).toMatchObject({ __typename: 'InvalidToken', reason: 'TOKEN_INVALID' })
  })

  test('resetPassword (confirm) refuses a wrong confirmation, and the link still works', async () => {
    const server = await startReferenceServer(engine, 1)
    await register(server)
    const token = await receiveToken(server)
    expect(issuesOf(await confirm(server, token, 'difference engine 1823'))).toEqual(['newPasswordConfirm MISMATCH'])
    expectMember(await login(server), 'SignedIn')
    expectMember(await confirm(server, token), 'PasswordReset')
  })

  test('resetPassword (confirm) refuses a token that has expired, is altered or never existed', async () => {
    const server = await startReferenceServer(engine, 1)
    await register(server)
    const token = await receiveToken(server)
    for (const other of [`${token}x`, token.toUpperCase(), 'x', '']) {
      expect(await confirm(server, other)).toMatchObject({ __typename: 'InvalidToken', reason: 'TOKEN_INVALID' })
    }
    server.running.clock.move(1800)
    expect(await confirm(server, token)).toMatchObject({ __typename: 'InvalidToken', reason: 'TOKEN_EXPIRED' })
    expectMember(await login(server), 'SignedIn')
  })

  test('me returns the user, and session returns the claims of the access token', async () => {
    const server = await startReferenceServer(engine, 1)
    const { user, tokens } = await register(server)
    const options = { token: tokens.accessToken }
    expect((await server.ask(MeDocument, {}, options)).data.me).toMatchObject({ id: user.id, email: ada.email })
    const { session } = (await server.ask(CurrentSessionDocument, {}, options)).data
    const { data } = await server.ask(VerifyTokenDocument, { token: tokens.accessToken })
    expect({ __typename: 'TokenClaims', ...session?.claims }).toEqual(data.verifyToken)
    expect(session?.claims).toMatchObject({ tokenType: 'access', userId: user.id, sessionId: session?.id })
  })

  test('logout ends the session, and neither of its tokens works afterwards', async () => {
    const server = await startReferenceServer(engine, 1)
    const { accessToken: token, refreshToken } = (await register(server)).tokens
    expect((await server.ask(LogoutDocument, {}, { token })).data.logout.revokedSessions).toBe(1)
    expect(rejectionOf(await server.ask(MeDocument, {}, { token }))).toBe('SESSION_ENDED')
    const { data } = await server.ask(RefreshDocument, { input: { refreshToken } })
    expect(data.refresh).toMatchObject({ __typename: 'SessionEnded', reason: 'LOGGED_OUT' })
  })
})

test.each(callsOfSystem(1))('docs: the variables of $operation fit the schema', (call) => {
  expect(complaintsAbout(call)).toEqual([])
})
