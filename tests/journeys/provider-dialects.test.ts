import { createPublicKey, generateKeyPairSync, type JsonWebKey } from 'node:crypto'
import jwt from 'jsonwebtoken'
import { expect, test } from 'vitest'
import type { ConfigurationError } from '../../src/config/mistakes.js'
import { startCrookedProvider } from '../support/crooked-provider.js'
import { type DialectRequest, startDialectServer } from '../support/dialect-server.js'
import { publicUrl, returnTo } from '../support/openid-provider.js'
import { answerOf, begin, finishProviderSignIn, returnFromProvider } from '../support/provider-dance.js'
import { type RunningApp, startApp } from '../support/start-app.js'

function settingsOf(id: string, own: Record<string, string>): Record<string, string> {
  const named = Object.entries(own).map(([name, value]) => [`PROVIDER_${id.toUpperCase()}_${name}`, value])
  return {
    ...{ PROVIDERS: id, PUBLIC_URL: publicUrl, RETURN_URLS: returnTo, LIMIT_PROVIDER_PER_ADDRESS: 'off' },
    ...Object.fromEntries(named),
  }
}

/** The way back with a code, and the outcome; or the error. */
async function finishWith(running: RunningApp, provider: string, parameters: Record<string, string> = { code: 'c' }) {
  const { url, codeVerifier } = await begin(running, { provider })
  const callback = new URL(`${publicUrl}/callback/${provider}`)
  const state = new URL(url).searchParams.get('state') ?? ''
  callback.search = new URLSearchParams({ ...parameters, state }).toString()
  const answer = answerOf(await returnFromProvider(running, callback))
  const error = answer.get('error')
  return error ?? finishProviderSignIn(running, { code: answer.get('code') ?? '', codeVerifier })
}

const emails = [
  { email: 'public@example.com', primary: false, verified: true },
  { email: 'Ada@Example.com', primary: true, verified: true },
]

function startGithub(own: { emails?: unknown; token?: unknown } = {}, seen: DialectRequest[] = []): Promise<string> {
  return startDialectServer((request) => {
    seen.push(request)
    const answers: Record<string, unknown> = {
      '/login/oauth/access_token': own.token ?? {
        access_token: 'gho_x',
        token_type: 'bearer',
        scope: 'read:user,user:email',
      },
      '/api/v3/user': { id: 583_231, login: 'ada', name: 'Ada Lovelace', email: 'public@example.com' },
      '/api/v3/user/emails': own.emails ?? emails,
    }
    return answers[request.path]
  })
}

test('GitHub: the primary verified address counts, and not the one that the profile shows', async () => {
  const seen: DialectRequest[] = []
  const issuer = await startGithub({}, seen)
  const running = await startApp(
    'sqlite',
    settingsOf('github', { CLIENT_ID: 'us', CLIENT_SECRET: 'secret', ISSUER: issuer }),
  )
  const { url } = await begin(running, { provider: 'github' })
  expect(url).toMatch(`${issuer}/login/oauth/authorize?`)
  expect(new URL(url).searchParams.get('scope')).toBe('read:user user:email')
  expect(await finishWith(running, 'github')).toMatchObject({
    __typename: 'SignedIn',
    user: { email: 'ada@example.com', emailVerified: true },
  })
  const [token, ...reads] = seen
  expect(Object.fromEntries(token?.body ?? [])).toMatchObject({ client_id: 'us', client_secret: 'secret', code: 'c' })
  expect(reads.map(({ headers }) => headers.authorization)).toEqual(['Bearer gho_x', 'Bearer gho_x'])
})

test('GitHub: an unverified primary address counts for nothing', async () => {
  const issuer = await startGithub({ emails: [{ email: 'ada@example.com', primary: true, verified: false }] })
  const own = { CLIENT_ID: 'us', CLIENT_SECRET: 'secret', ISSUER: issuer }
  const running = await startApp('sqlite', { ...settingsOf('github', own), EMAIL_REQUIRED: 'false' })
  expect(await finishWith(running, 'github')).toMatchObject({ __typename: 'SignedIn', user: { email: null } })
})

test('GitHub: an error in an answer with status 200 is a failure', async () => {
  const issuer = await startGithub({ token: { error: 'bad_verification_code' } })
  const running = await startApp(
    'sqlite',
    settingsOf('github', { CLIENT_ID: 'us', CLIENT_SECRET: 's', ISSUER: issuer }),
  )
  expect(await finishWith(running, 'github')).toBe('temporarily_unavailable')
})

const wechatUser = { openid: 'o-ada', nickname: '艾达', unionid: 'u-ada' }

/** `own` replaces answers, also later. */
function startWechat(own: Record<string, unknown> = {}): Promise<string> {
  const usual: Record<string, unknown> = {
    '/sns/oauth2/access_token': { access_token: 'wx', expires_in: 7200, openid: 'o-ada', scope: 'snsapi_login' },
    '/sns/userinfo': wechatUser,
  }
  return startDialectServer(({ path, query }) => {
    const isRight = path !== '/sns/oauth2/access_token' || (query.get('appid') === 'wx1' && query.get('secret') === 's')
    return JSON.stringify(isRight ? (own[path] ?? usual[path]) : { errcode: 40_013, errmsg: 'invalid appid' })
  })
}

async function startWithWechat(own: Record<string, unknown> = {}, overrides: Record<string, string> = {}) {
  const issuer = await startWechat(own)
  const settings = settingsOf('wechat', { CLIENT_ID: 'wx1', CLIENT_SECRET: 's', ISSUER: issuer })
  return startApp('sqlite', { ...settings, EMAIL_REQUIRED: 'false', ...overrides })
}

test('WeChat: its own parameter names, a QR page on desktops, and an account without an address', async () => {
  const running = await startWithWechat()
  const { url } = await begin(running, { provider: 'wechat' })
  const { pathname, searchParams, hash } = new URL(url)
  expect([pathname, hash]).toEqual(['/connect/qrconnect', '#wechat_redirect'])
  expect(Object.fromEntries(searchParams)).toMatchObject({
    appid: 'wx1',
    response_type: 'code',
    scope: 'snsapi_login',
    redirect_uri: `${publicUrl}/callback/wechat`,
  })
  expect(await finishWith(running, 'wechat')).toMatchObject({
    __typename: 'SignedIn',
    newUser: true,
    user: { email: null },
  })
  expect(await finishWith(running, 'wechat')).toMatchObject({ __typename: 'SignedIn', newUser: false })
})

test('WeChat: with the scope of pages inside of WeChat people go to its page for them', async () => {
  const running = await startWithWechat({}, { PROVIDER_WECHAT_SCOPES: 'snsapi_userinfo' })
  expect(new URL((await begin(running, { provider: 'wechat' })).url).pathname).toBe('/connect/oauth2/authorize')
})

test('WeChat: a person is known by the unionid, which all applications of an owner share', async () => {
  const own: Record<string, unknown> = {}
  const running = await startWithWechat(own)
  expect(await finishWith(running, 'wechat')).toMatchObject({ __typename: 'SignedIn', newUser: true })
  own['/sns/oauth2/access_token'] = { access_token: 'wx', openid: 'o-in-another-application' }
  own['/sns/userinfo'] = { ...wechatUser, openid: 'o-in-another-application' }
  expect(await finishWith(running, 'wechat')).toMatchObject({ __typename: 'SignedIn', newUser: false })
})

test.each([
  ['an errcode for the code', { '/sns/oauth2/access_token': { errcode: 40_029, errmsg: 'invalid code' } }],
  ['an errcode for the person', { '/sns/userinfo': { errcode: 48_001, errmsg: 'api unauthorized' } }],
  ['another person than the one of the code', { '/sns/userinfo': { ...wechatUser, openid: 'o-grace' } }],
])('WeChat: %s in an answer with status 200 is a failure', async (_, answers) => {
  expect(await finishWith(await startWithWechat(answers), 'wechat')).toBe('temporarily_unavailable')
})

test('WeChat: a person who refuses comes back with the state alone', async () => {
  expect(await finishWith(await startWithWechat(), 'wechat', {})).toBe('access_denied')
})

const appleKey = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const pem = appleKey.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const appleSettings = { CLIENT_ID: 'com.example.web', TEAM_ID: 'TEAM', KEY_ID: 'KEY', CLIENT_SECRET: pem }

async function startWithApple() {
  const apple = await startCrookedProvider()
  const running = await startApp('sqlite', settingsOf('apple', { ...appleSettings, ISSUER: apple.issuer }))
  return { apple, running }
}

test('Apple: the answer is a posted form, and the name comes once', async () => {
  const { apple, running } = await startWithApple()
  const post = async (extra: Record<string, string>) => {
    const { url, codeVerifier } = await begin(running, { provider: 'apple' })
    expect(new URL(url).searchParams.get('response_mode')).toBe('form_post')
    const claims = { ...apple.claimsFor(url), aud: 'com.example.web', name: undefined, email_verified: 'true' }
    const form = new URLSearchParams(apple.answerTo(url, apple.sign(claims)).search)
    for (const [name, value] of Object.entries(extra)) form.set(name, value)
    const response = await running.app.http.inject({
      method: 'POST',
      url: '/callback/apple',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://appleid.apple.com' },
      payload: form.toString(),
    })
    expect(response.statusCode).toBe(303)
    return finishProviderSignIn(running, { code: answerOf(response).get('code') ?? '', codeVerifier })
  }
  const user = JSON.stringify({ name: { firstName: 'Ada', lastName: 'Lovelace' }, email: 'ada@example.com' })
  expect(await post({ user })).toMatchObject({ __typename: 'SignedIn', newUser: true, user: { emailVerified: true } })
  expect(await post({})).toMatchObject({ __typename: 'SignedIn', newUser: false })
  expect(await post({ user: '{"name": "nonsense' })).toMatchObject({ __typename: 'SignedIn', newUser: false })
})

test('Apple: the secret of each request is a JWT that the key of the team signed', async () => {
  const { apple, running } = await startWithApple()
  const { url } = await begin(running, { provider: 'apple' })
  await returnFromProvider(
    running,
    apple.answerTo(url, apple.sign({ ...apple.claimsFor(url), aud: 'com.example.web' })),
  )
  const secret = apple.tokenRequests[0]?.get('client_secret') ?? ''
  const key = createPublicKey({ key: appleKey.publicKey.export({ format: 'jwk' }) as JsonWebKey, format: 'jwk' })
  const claims = jwt.verify(secret, key, { algorithms: ['ES256'], audience: 'https://appleid.apple.com' })
  expect(claims).toMatchObject({ iss: 'TEAM', sub: 'com.example.web' })
  expect(jwt.decode(secret, { complete: true })?.header).toMatchObject({ alg: 'ES256', kid: 'KEY' })
})

test('Apple: a missing team, a missing key id and a key that is none stop the start', async () => {
  const settings = settingsOf('apple', { CLIENT_ID: 'us', CLIENT_SECRET: 'no key' })
  const error = await startApp('sqlite', settings).catch((reason: unknown) => reason)
  expect((error as ConfigurationError).mistakes.map(({ name }) => name)).toEqual([
    'PROVIDER_APPLE_TEAM_ID',
    'PROVIDER_APPLE_KEY_ID',
    'PROVIDER_APPLE_CLIENT_SECRET',
  ])
})

test('Microsoft: an address counts only with the claim xms_edov, because any tenant can write any address', async () => {
  const microsoft = await startCrookedProvider()
  const settings = settingsOf('microsoft', { CLIENT_ID: 'us', CLIENT_SECRET: 's', ISSUER: microsoft.issuer })
  const running = await startApp('sqlite', { ...settings, EMAIL_REQUIRED: 'false' })
  const signInAs = async (changes: object) => {
    const { url, codeVerifier } = await begin(running, { provider: 'microsoft' })
    const claims = { ...microsoft.claimsFor(url), aud: 'us', ...changes }
    const answer = answerOf(await returnFromProvider(running, microsoft.answerTo(url, microsoft.sign(claims))))
    return finishProviderSignIn(running, { code: answer.get('code') ?? '', codeVerifier })
  }
  expect(await signInAs({ sub: 'attacker', email_verified: true })).toMatchObject({ user: { email: null } })
  expect(await signInAs({ sub: 'ada', xms_edov: true })).toMatchObject({ user: { email: 'ada@example.com' } })
})
