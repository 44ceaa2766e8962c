import { createHash } from 'node:crypto'
import jwt from 'jsonwebtoken'
import { describe, expect, test } from 'vitest'
import {
  type CrookedProvider,
  crookedClient,
  crookedSecret,
  startCrookedProvider,
} from '../support/crooked-provider.js'
import { countRows } from '../support/database.js'
import { engines } from '../support/engines.js'
import { adaAtProvider, returnTo, startOpenIdProvider } from '../support/openid-provider.js'
import { atOnce, issuesOf, kindsOf, login, meOf, statusOf } from '../support/operations.js'
import { ada, signUp } from '../support/people.js'
import {
  answerOf,
  begin,
  fetchCode,
  finishProviderSignIn,
  returnFromProvider,
  signInWithProvider,
  startProviderSignIn,
  visitProvider,
} from '../support/provider-dance.js'
import { type RunningApp, startApp, startAppOn } from '../support/start-app.js'

const invalidToken = { __typename: 'InvalidToken', reason: 'TOKEN_INVALID' }

type Claims = ReturnType<CrookedProvider['claimsFor']>

/** The error, or null for a code, that a client gets for an ID token. */
async function judge(
  running: RunningApp,
  provider: CrookedProvider,
  makeToken: (claims: Claims, url: string) => string,
): Promise<string | null> {
  const { url } = await begin(running)
  const callback = provider.answerTo(url, makeToken(provider.claimsFor(url), url))
  return answerOf(await returnFromProvider(running, callback)).get('error')
}

const badTokens: Record<string, (provider: CrookedProvider, claims: Claims) => string> = {
  unsigned: (_, claims) => jwt.sign(claims, '', { algorithm: 'none' }),
  'signed with the client secret': (_, claims) => jwt.sign(claims, crookedSecret, { algorithm: 'HS256' }),
  encrypted: (provider, claims) => {
    const [header = ''] = [Buffer.from('{"alg":"RSA-OAEP","enc":"A256GCM"}').toString('base64url')]
    return [header, ...provider.sign(claims).split('.'), 'dGFn'].join('.')
  },
  tampered: (provider, claims) => {
    const [header, , signature] = provider.sign(claims).split('.')
    const payload = Buffer.from(JSON.stringify({ ...claims, sub: 'somebody else' })).toString('base64url')
    return [header, payload, signature].join('.')
  },
  'unknown key': (provider, claims) => provider.sign(claims, { kid: 'unknown' }),
  'other audience': (provider, claims) => provider.sign({ ...claims, aud: 'another client' }),
  'several audiences without azp': (provider, claims) => provider.sign({ ...claims, aud: [crookedClient, 'another'] }),
  'other issuer': (provider, claims) => provider.sign({ ...claims, iss: 'https://accounts.example.com' }),
  'other nonce': (provider, claims) => provider.sign({ ...claims, nonce: 'another' }),
  'no nonce': (provider, { nonce: _, ...claims }) => provider.sign(claims),
  'no subject': (provider, { sub: _, ...claims }) => provider.sign(claims),
  'subject with a control character': (provider, claims) => provider.sign({ ...claims, sub: 'ada\u0000' }),
  expired: (provider, claims) => provider.sign({ ...claims, iat: claims.iat - 600, exp: claims.iat - 61 }),
  'no expiry': (provider, { exp: _, ...claims }) => provider.sign(claims),
}

test.each(Object.keys(badTokens))('an ID token that is or has %s signs in nobody', async (name) => {
  const provider = await startCrookedProvider()
  const running = await startApp('sqlite', provider.settings())
  const makeToken = (claims: Claims) => badTokens[name]?.(provider, claims) ?? ''
  expect(await judge(running, provider, makeToken)).toBe('temporarily_unavailable')
  expect(await judge(running, provider, (claims) => provider.sign(claims))).toBeNull()
  expect((await countRows(running)).users).toBe(0)
})

test('a provider whose clock differs by some seconds is understood', async () => {
  const provider = await startCrookedProvider()
  const running = await startApp('sqlite', provider.settings())
  const shifted = (seconds: number) => (claims: Claims) =>
    provider.sign({ ...claims, iat: claims.iat + seconds, exp: claims.iat + seconds + 300, nbf: claims.iat + seconds })
  expect(await judge(running, provider, shifted(20))).toBeNull()
  expect(await judge(running, provider, (claims) => provider.sign({ ...claims, exp: claims.iat - 20 }))).toBeNull()
  expect(await judge(running, provider, shifted(120))).toBe('temporarily_unavailable')
})

test('the code of the provider is sent once, with the verifier of a challenge that only the server knows', async () => {
  const provider = await startCrookedProvider()
  const running = await startApp('sqlite', provider.settings())
  const { url } = await begin(running)
  provider.answers['/token'] = (response) => response.writeHead(500).end()
  const callback = provider.answerTo(url)
  expect(answerOf(await returnFromProvider(running, callback)).get('error')).toBe('temporarily_unavailable')
  const again = await returnFromProvider(running, callback)
  expect([again.statusCode, again.headers.location]).toEqual([410, undefined])
  expect(provider.tokenRequests).toHaveLength(1)
  const verifier = provider.tokenRequests[0]?.get('code_verifier') ?? ''
  const asked = new URL(url).searchParams
  expect(asked.get('code_challenge_method')).toBe('S256')
  expect(createHash('sha256').update(verifier).digest('base64url')).toBe(asked.get('code_challenge'))
})

test('a userinfo answer that names another subject signs in nobody', async () => {
  const provider = await startOpenIdProvider()
  const running = await startApp('sqlite', provider.settings())
  provider.userInfo = { ...adaAtProvider, sub: 'somebody-else' }
  const { url } = await begin(running)
  const response = await returnFromProvider(running, await visitProvider(url))
  expect(answerOf(response).get('error')).toBe('temporarily_unavailable')
  provider.userInfo = null
  expect(await signInWithProvider(running)).toMatchObject({ __typename: 'SignedIn' })
})

test('an answer of one provider is refused at the callback of another, and with the issuer of another', async () => {
  const [acme, evil] = [await startCrookedProvider(), await startCrookedProvider()]
  const settings = { ...acme.settings('acme'), ...evil.settings('evil'), PROVIDERS: 'acme,evil' }
  const running = await startApp('sqlite', settings)
  const { url } = await begin(running, { provider: 'acme' })
  const callback = acme.answerTo(url)
  const elsewhere = new URL(callback)
  elsewhere.pathname = '/callback/evil'
  expect((await returnFromProvider(running, elsewhere)).statusCode).toBe(410)
  const mixed = new URL(callback)
  mixed.searchParams.set('iss', evil.issuer)
  expect(answerOf(await returnFromProvider(running, mixed)).get('error')).toBe('temporarily_unavailable')
  expect([...acme.tokenRequests, ...evil.tokenRequests]).toEqual([])
})

test.each([
  ['suffix of the host', 'https://app.example.com.evil.example/auth/callback'],
  ['host without scheme', '//app.example.com/auth/callback'],
  ['backslash', 'https://app.example.com\\@evil.example/auth/callback'],
  ['user name', 'https://app.example.com@evil.example/auth/callback'],
  ['other scheme', 'http://app.example.com/auth/callback'],
  ['script', 'javascript:alert(1)//https://app.example.com/auth/callback'],
  ['line break', 'https://app.example.com/auth/callback\r\nlocation: https://evil.example'],
  ['encoded slash', 'https://app.example.com/auth%2Fcallback'],
  ['path below', 'https://app.example.com/auth/callback/x'],
  ['dots', 'https://app.example.com/x/../auth/callback'],
  ['query', 'https://app.example.com/auth/callback?x=1'],
  ['fragment', 'https://app.example.com/auth/callback#'],
  ['upper case', 'https://APP.example.com/auth/callback'],
  ['port', 'https://app.example.com:443/auth/callback'],
  ['port on a host that is not this machine', 'http://127.0.0.1.evil.example:5000/cb'],
  ['port that is none', 'http://127.0.0.1:65536/cb'],
  ['other path on this machine', 'http://127.0.0.1:5000/cb/'],
  ['name of this machine', 'http://localhost:5000/cb'],
  ['empty text', ''],
])('a page to return to that differs from the settings by %s is refused', async (_, url) => {
  const provider = await startCrookedProvider()
  const listed = 'https://app.example.com/auth/callback,http://127.0.0.1/cb,com.example.app:/callback'
  const running = await startApp('sqlite', { ...provider.settings(), RETURN_URLS: listed })
  const started = await startProviderSignIn(running, { returnTo: url })
  expect(issuesOf(started as never)).toEqual(['returnTo NOT_ALLOWED'])
})

test('pages, apps and every port of this machine are returned to when the settings list them', async () => {
  const provider = await startCrookedProvider()
  const listed = 'https://app.example.com/cb?from=provider,http://127.0.0.1/cb,com.example.app:/callback'
  const running = await startApp('sqlite', { ...provider.settings(), RETURN_URLS: listed })
  const landing = async (url: string) => {
    const begun = await begin(running, { returnTo: url })
    const { headers } = await returnFromProvider(running, provider.answerTo(begun.url))
    return String(headers.location).replace(/=lk_pc_[\w-]{43}$/, '')
  }
  expect(await landing('https://app.example.com/cb?from=provider')).toBe(
    'https://app.example.com/cb?from=provider&code',
  )
  expect(await landing('http://127.0.0.1:50123/cb')).toBe('http://127.0.0.1:50123/cb?code')
  expect(await landing('com.example.app:/callback')).toBe('com.example.app:/callback?code')
})

describe.each(engines)('sign-in with a provider under attack on %s', (engine) => {
  test('a code that another client began is of no use, and is used up by the attempt', async () => {
    const provider = await startOpenIdProvider()
    const running = await startApp(engine, provider.settings())
    const { code, codeVerifier } = await fetchCode(running)
    const other = await begin(running)
    expect(await finishProviderSignIn(running, { code, codeVerifier: other.codeVerifier })).toMatchObject(invalidToken)
    expect(await finishProviderSignIn(running, { code, codeVerifier })).toMatchObject(invalidToken)
    expect((await countRows(running)).sessions).toBe(0)
  })

  test('a one-time code of a provider sign-in opens one session, though fifty requests use it at once', async () => {
    const provider = await startOpenIdProvider()
    const running = await startApp(engine, provider.settings())
    const input = await fetchCode(running)
    const answers = await atOnce(50, () => finishProviderSignIn(running, input))
    expect(kindsOf(answers)).toEqual({ SignedIn: 1, InvalidToken: 49 })
    expect((await countRows(running)).sessions).toBe(1)
  })

  test('racing first sign-ins of one identity on two instances make one account', async () => {
    const provider = await startOpenIdProvider()
    const first = await startApp(engine, provider.settings())
    const second = await startAppOn(first.settings.DATABASE_URL, provider.settings(), first.clock)
    for (const sub of ['one', 'two', 'three']) {
      provider.person = { sub, email: `${sub}@example.com`, email_verified: true }
      const before = (await countRows(first)).users
      const codes = [await fetchCode(first), await fetchCode(first), await fetchCode(first), await fetchCode(first)]
      const answers = await Promise.all(
        codes.map((input, place) => finishProviderSignIn(place % 2 === 0 ? first : second, input)),
      )
      expect(kindsOf(answers)).toEqual({ SignedIn: 4 })
      expect(answers.filter((answer) => (answer as { newUser?: boolean }).newUser)).toHaveLength(1)
      expect((await countRows(first)).users).toBe(before + 1)
    }
  })

  test('a stranger who registered the address first loses the account to the person whom the provider vouches for', async () => {
    const provider = await startOpenIdProvider()
    const running = await startApp(engine, provider.settings())
    const squatter = await signUp(running)
    const owner = await signInWithProvider(running)
    expect(owner).toMatchObject({ __typename: 'SignedIn', newUser: true, user: { email: ada.email } })
    expect(await statusOf(running, squatter.access)).toBe('SESSION_ENDED')
    expect(await login(running, { identifier: ada.email, password: ada.password })).toMatchObject({
      __typename: 'InvalidCredentials',
    })
    const { tokens } = owner as { tokens: { accessToken: string } }
    expect((await meOf(running, tokens.accessToken))?.username).toBeNull()
  })

  test('an unproven account stays until the registration of its owner is complete', async () => {
    const provider = await startOpenIdProvider()
    const running = await startApp(engine, { ...provider.settings(), USERNAME_REQUIRED: 'true' })
    const holder = await signUp(running)
    expect(await signInWithProvider(running)).toMatchObject({ __typename: 'RegistrationIncomplete' })
    expect(await statusOf(running, holder.access)).toBe('fine')
  })

  test.each([
    ['unverified at the provider', { email_verified: false }, {}],
    ['verified by a provider that is not trusted', {}, { PROVIDER_ACME_TRUSTS_EMAIL: 'false' }],
  ])('an address that is %s opens no account of that address and takes no address', async (_, claims, overrides) => {
    const provider = await startOpenIdProvider()
    const settings = { ...provider.settings(), EMAIL_REQUIRED: 'false', PROVIDER_LINKING: 'verified', ...overrides }
    const running = await startApp(engine, settings)
    const owner = await signUp(running)
    provider.person = { ...adaAtProvider, ...claims }
    const stranger = await signInWithProvider(running)
    expect(stranger).toMatchObject({ __typename: 'SignedIn', newUser: true, user: { email: null } })
    expect((stranger as { user: { id: string } }).user.id).not.toBe(owner.user.id)
    expect(await statusOf(running, owner.access)).toBe('fine')
  })
})

const failures: Record<string, (provider: CrookedProvider) => void> = {
  'answers with an error': (provider) => {
    provider.answers['/token'] = (response) => response.writeHead(503).end('{}')
  },
  'answers with a page': (provider) => {
    provider.answers['/token'] = (response) => response.setHeader('content-type', 'text/html').end('<p>Hello</p>')
  },
  'answers with half a document': (provider) => {
    provider.answers['/token'] = (response) => response.setHeader('content-type', 'application/json').end('{"id_')
  },
  'hangs up': (provider) => {
    provider.answers['/token'] = (response) => response.destroy()
  },
  'is down': (provider) => provider.stop(),
}

test.each(Object.keys(failures))(
  'a provider that %s sends the person back with an error, and other ways in go on',
  async (name) => {
    const provider = await startCrookedProvider()
    const running = await startApp('sqlite', provider.settings())
    const { url } = await begin(running)
    const callback = provider.answerTo(url)
    failures[name]?.(provider)
    const response = await returnFromProvider(running, callback)
    expect(response.headers.location).toBe(`${returnTo}?error=temporarily_unavailable`)
    await signUp(running)
  },
)

test('a provider that hangs is unavailable after five seconds, and costs other requests nothing', async () => {
  const provider = await startCrookedProvider()
  const running = await startApp('sqlite', provider.settings())
  const { access } = await signUp(running)
  const { url } = await begin(running)
  provider.answers['/token'] = () => undefined
  const startedAt = performance.now()
  const waiting = returnFromProvider(running, provider.answerTo(url))
  const spans: number[] = []
  for (let count = 0; count < 100; count++) {
    const askedAt = performance.now()
    await meOf(running, access)
    spans.push(performance.now() - askedAt)
  }
  expect(spans.sort((a, b) => a - b)[97]).toBeLessThan(500)
  expect(answerOf(await waiting).get('error')).toBe('temporarily_unavailable')
  expect(performance.now() - startedAt).toBeLessThan(8000)
}, 20_000)

test('a provider that was never reached is unavailable, and is found when it answers again', async () => {
  const provider = await startCrookedProvider()
  provider.answers['/.well-known/openid-configuration'] = (response) => response.writeHead(502).end()
  const running = await startApp('sqlite', provider.settings())
  expect(await startProviderSignIn(running)).toMatchObject({ __typename: 'ProviderUnavailable', denied: false })
  provider.answers = {}
  expect(await startProviderSignIn(running)).toMatchObject({ __typename: 'ProviderSignInStarted' })
})
