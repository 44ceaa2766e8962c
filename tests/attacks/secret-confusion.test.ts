import { type GraphQLInputField, getNamedType, isInputObjectType } from 'graphql'
import { describe, expect, test } from 'vitest'
import { SignInWithIdTokenDocument } from '../../src/client/generated/operations.js'
import { buildSchema } from '../../src/graphql/schema/schema.js'
import { totpCodeAt } from '../support/authenticator.js'
import { type CrookedProvider, startCrookedProvider } from '../support/crooked-provider.js'
import { engines } from '../support/engines.js'
import { codeTo, tokenTo } from '../support/mails.js'
import {
  addPasskey,
  confirmEmailChange,
  confirmTotp,
  continueSignIn,
  login,
  logout,
  meOf,
  reauthenticate,
  refresh,
  register,
  requestEmailChange,
  requestEmailCode,
  requestPasswordReset,
  resetPassword,
  revokeSession,
  signInWithEmail,
  startPasskeyRegistration,
  startTotp,
  verifyEmail,
  verifyToken,
} from '../support/operations.js'
import { optionsOf, SoftwarePasskey } from '../support/passkey.js'
import { signUp } from '../support/people.js'
import {
  answerOf,
  challengeOf,
  finishIdentityLink,
  finishProviderSignIn,
  returnFromProvider,
  startIdentityLink,
  startProviderSignIn,
} from '../support/provider-dance.js'
import { type RunningApp, startApp, startAppOn } from '../support/start-app.js'

// Every kind of secret at every operation that takes one: only the diagonal opens anything.

interface Holder {
  place: number
  /** Of the person with the authenticator app. */
  factorAccess: string
  email: string
  newEmail: string
  freshEmail: string
  access: string
  secrets: Record<Kind, string>
}

const kinds = [
  'access token',
  'refresh token',
  'session id',
  'link to verify',
  'link to reset',
  'link to change',
  'code to verify',
  'code to reset',
  'code to change',
  'code to register',
  'code to prove anew',
  'link to sign in',
  'code to sign in',
  'sign-in token',
  'registration token',
  'set-up token',
  'code of an app',
  'first code of an app',
  'recovery code',
  'device token',
  'code of a provider',
  'code of a link',
  'ID token',
] as const
type Kind = (typeof kinds)[number]

interface Scene {
  running: RunningApp
  /** On the same database, where everybody needs a second factor. */
  strict: RunningApp
  /** An instance that asks new users for a username. */
  demanding: RunningApp
  provider: CrookedProvider
}

/** Somebody who holds one good secret of each kind. */
async function equip({ running, strict, demanding, provider }: Scene, place: number): Promise<Holder> {
  const [email, newEmail, freshEmail] = ['own', 'new', 'fresh'].map((name) => `${name}${place}@example.com`) as [
    string,
    string,
    string,
  ]
  const {
    access,
    refresh: refreshToken,
    session,
    deviceToken,
  } = await signUp(running, { email, password: passwordOf(place) })
  const toVerify = { link: await tokenTo(running, email), code: await codeTo(running, email) }
  running.clock.move(61)
  await requestPasswordReset(running, { email })
  const linkToReset = await tokenTo(running, email)
  running.clock.move(61)
  await requestEmailCode(running, { email, purpose: 'RESET_PASSWORD' })
  const codeToReset = await codeTo(running, email)
  await requestEmailCode(running, { email: freshEmail, purpose: 'REGISTER' })
  await requestEmailChange(running, { token: access, input: { newEmail, currentPassword: passwordOf(place) } })
  await requestEmailCode(running, { email: entryEmailOf(place), purpose: 'SIGN_IN' })
  const factors = await equipFactors({ running, strict, demanding }, place)
  const secrets = {
    'access token': access,
    'refresh token': refreshToken,
    'session id': session.id,
    'link to verify': toVerify.link,
    'link to reset': linkToReset,
    'link to change': await tokenTo(running, newEmail),
    'code to verify': toVerify.code,
    'code to reset': codeToReset,
    'code to change': await codeTo(running, newEmail),
    'code to register': await codeTo(running, freshEmail),
    'link to sign in': await tokenTo(running, entryEmailOf(place)),
    'code to sign in': await codeTo(running, entryEmailOf(place)),
    'device token': deviceToken ?? '',
    ...factors.secrets,
    'code of a provider': await fetchProviderCode(running, place, { provider }),
    'code of a link': await fetchProviderCode(running, place, { provider, access }),
    'ID token': provider.sign({ ...claimsOf(provider, `token-${place}`), nonce: appNonce }),
  }
  return { place, factorAccess: factors.access, email, newEmail, freshEmail, access, secrets }
}

/** An address that has no account before it is used. */
function entryEmailOf(place: number): string {
  return `entry${place}@example.com`
}

const codeVerifier = 'a verifier that every client of this file has'

const appNonce = 'a nonce that every client of this file has'

function claimsOf(provider: CrookedProvider, name: string, url = 'https://app.example.com') {
  return { ...provider.claimsFor(url), sub: name, email: `${name}@example.com` }
}

/** Of a link, if there is a token. It lives one minute, so it comes last. */
async function fetchProviderCode(
  running: RunningApp,
  place: number,
  { provider, access }: { provider: CrookedProvider; access?: string },
): Promise<string> {
  const codeChallenge = challengeOf(codeVerifier)
  const { url } = (await (access === undefined
    ? startProviderSignIn(running, { codeChallenge })
    : startIdentityLink(running, access, { codeChallenge }))) as { url: string }
  const name = `${access === undefined ? 'person' : 'link'}-${place}`
  const response = await returnFromProvider(
    running,
    provider.answerTo(url, provider.sign(claimsOf(provider, name, url))),
  )
  return answerOf(response).get('code') ?? ''
}

/** A second person, with an authenticator app and a proven address, and a third one who has to set up an app. */
async function equipFactors({ running, strict, demanding }: Omit<Scene, 'provider'>, place: number) {
  const email = factorEmailOf(place)
  const { access } = await signUp(running, { email, password: passwordOf(place) })
  await verifyEmail(running, { token: await tokenTo(running, email) })
  const { secret } = (await startTotp(running, {}, { token: access })) as { secret: string }
  const enabled = await confirmTotp(running, { code: totpCodeAt(secret, running.clock.now()) }, { token: access })
  running.clock.move(61)
  await requestEmailCode(running, { email, purpose: 'REAUTHENTICATE' })
  const beginner = `beginner${place}@example.com`
  await signUp(running, { email: beginner, password: passwordOf(place) })
  const { signInToken } = (await login(strict, { identifier: beginner, password: passwordOf(place) })) as Pending
  const setup = (await startTotp(running, { signInToken })) as { secret: string }
  const secrets = {
    'code to prove anew': await codeTo(running, email),
    'sign-in token': await beginWithFactor(running, place),
    'set-up token': signInToken,
    'registration token': await beginRegistration(demanding, `newcomer-${place}@example.com`),
    'code of an app': totpCodeAt(secret, running.clock.now()),
    'first code of an app': totpCodeAt(setup.secret, running.clock.now()),
    'recovery code': (enabled as { recoveryCodes: string[] }).recoveryCodes[0] ?? '',
  }
  return { access, secrets }
}

interface Pending {
  signInToken: string
}

function factorEmailOf(place: number): string {
  return `factors${place}@example.com`
}

async function beginRegistration(demanding: RunningApp, email: string): Promise<string> {
  await requestEmailCode(demanding, { email, purpose: 'SIGN_IN' })
  const begun = await signInWithEmail(demanding, { token: await tokenTo(demanding, email) })
  return (begun as { registrationToken: string }).registrationToken
}

async function beginWithFactor(running: RunningApp, place: number): Promise<string> {
  const begun = await login(running, { identifier: factorEmailOf(place), password: passwordOf(place) })
  return (begun as Pending).signInToken
}

function passwordOf(place: number): string {
  return `the secret of number ${place}`
}

interface Door {
  /** The input fields of the schema that it stands for. */
  takes: readonly string[]
  opensTo: Kind
  /** What it says of a secret; true when it let it in. */
  try(running: RunningApp, secret: string, holder: Holder): Promise<boolean>
}

const newPassword = 'another secret of theirs'
const is = (outcome: { __typename: string }, name: string) => outcome.__typename === name

const doors: Record<string, Door> = {
  'the Authorization header': {
    takes: [],
    opensTo: 'access token',
    try: async (running, token) => (await meOf(running, token)) !== null,
  },
  verifyToken: {
    takes: ['verifyToken.token'],
    opensTo: 'access token',
    try: async (running, token) => is(await verifyToken(running, token), 'TokenClaims'),
  },
  refresh: {
    takes: ['refresh.input.refreshToken'],
    opensTo: 'refresh token',
    try: async (running, refreshToken) => is(await refresh(running, { refreshToken }), 'Refreshed'),
  },
  'the refresh cookie': {
    takes: [],
    opensTo: 'refresh token',
    async try(running, token) {
      const headers = { cookie: `latchkey_refresh=${token}`, origin: running.settings.PUBLIC_URL }
      return is(await refresh(running, {}, { headers }), 'Refreshed')
    },
  },
  logout: {
    takes: ['logout.input.refreshToken'],
    opensTo: 'refresh token',
    try: async (running, refreshToken) => (await logout(running, { refreshToken })) > 0,
  },
  revokeSession: {
    takes: [],
    opensTo: 'session id',
    async try(running, sessionId, { access }) {
      return is(await revokeSession(running, { token: access, input: { sessionId } }), 'SessionRevoked')
    },
  },
  'resetPassword by link': {
    takes: ['resetPassword.input.token'],
    opensTo: 'link to reset',
    try: async (running, token) => is(await resetPassword(running, { token, newPassword }), 'PasswordReset'),
  },
  'resetPassword by code': {
    takes: ['resetPassword.input.code'],
    opensTo: 'code to reset',
    async try(running, code, { email }) {
      return is(await resetPassword(running, { email, code, newPassword }), 'PasswordReset')
    },
  },
  'signInWithEmail by link': {
    takes: ['signInWithEmail.input.token'],
    opensTo: 'link to sign in',
    try: async (running, token) => is(await signInWithEmail(running, { token }), 'SignedIn'),
  },
  'signInWithEmail by code': {
    takes: ['signInWithEmail.input.code'],
    opensTo: 'code to sign in',
    async try(running, code, { place }) {
      return is(await signInWithEmail(running, { email: entryEmailOf(place), code }), 'SignedIn')
    },
  },
  'verifyEmail by link': {
    takes: ['verifyEmail.input.token'],
    opensTo: 'link to verify',
    try: async (running, token) => is(await verifyEmail(running, { token }), 'EmailVerified'),
  },
  'verifyEmail by code': {
    takes: ['verifyEmail.input.code'],
    opensTo: 'code to verify',
    try: async (running, code, { email }) => is(await verifyEmail(running, { email, code }), 'EmailVerified'),
  },
  'confirmEmailChange by link': {
    takes: ['confirmEmailChange.input.token'],
    opensTo: 'link to change',
    try: async (running, token) => is(await confirmEmailChange(running, { token }), 'EmailChanged'),
  },
  'confirmEmailChange by code': {
    takes: ['confirmEmailChange.input.code'],
    opensTo: 'code to change',
    async try(running, code, { access }) {
      return is(await confirmEmailChange(running, { code }, { token: access }), 'EmailChanged')
    },
  },
  'continueSignIn by token': {
    takes: ['continueSignIn.input.signInToken'],
    opensTo: 'sign-in token',
    async try(running, signInToken, { secrets }) {
      return is(await continueSignIn(running, { signInToken, totpCode: secrets['code of an app'] }), 'SignedIn')
    },
  },
  'continueSignIn by code': {
    takes: ['continueSignIn.input.totpCode'],
    opensTo: 'code of an app',
    async try(running, totpCode, { place }) {
      const signInToken = await beginWithFactor(running, place)
      return is(await continueSignIn(running, { signInToken, totpCode }), 'SignedIn')
    },
  },
  'continueSignIn by recovery code': {
    takes: ['continueSignIn.input.recoveryCode'],
    opensTo: 'recovery code',
    async try(running, recoveryCode, { place }) {
      const signInToken = await beginWithFactor(running, place)
      return is(await continueSignIn(running, { signInToken, recoveryCode }), 'SignedIn')
    },
  },
  'reauthenticate by code': {
    takes: ['reauthenticate.input.totpCode', 'reauthenticate.input.recoveryCode'],
    opensTo: 'code of an app',
    async try(running, totpCode, { factorAccess: token }) {
      return is(await reauthenticate(running, { token, input: { totpCode } }), 'Reauthenticated')
    },
  },
  'reauthenticate by mailed code': {
    takes: ['reauthenticate.input.emailCode'],
    opensTo: 'code to prove anew',
    async try(running, emailCode, { factorAccess: token }) {
      return is(await reauthenticate(running, { token, input: { emailCode } }), 'Reauthenticated')
    },
  },
  finishProviderSignIn: {
    takes: ['finishProviderSignIn.input.code'],
    opensTo: 'code of a provider',
    try: async (running, code) => is(await finishProviderSignIn(running, { code, codeVerifier }), 'SignedIn'),
  },
  finishIdentityLink: {
    takes: ['finishIdentityLink.input.code'],
    opensTo: 'code of a link',
    async try(running, code, { access }) {
      return is(await finishIdentityLink(running, access, { code, codeVerifier }), 'IdentityLinked')
    },
  },
  signInWithIdToken: {
    takes: ['signInWithIdToken.input.idToken'],
    opensTo: 'ID token',
    async try(running, idToken) {
      const input = { provider: 'acme', idToken, nonce: appNonce }
      return is((await running.ask(SignInWithIdTokenDocument, { input })).data.signInWithIdToken, 'SignedIn')
    },
  },
  startTotp: {
    takes: ['startTotp.input.signInToken'],
    opensTo: 'set-up token',
    try: async (running, signInToken) => is(await startTotp(running, { signInToken }), 'TotpSetup'),
  },
  'confirmTotp by token': {
    takes: ['confirmTotp.input.signInToken'],
    opensTo: 'set-up token',
    async try(running, signInToken, { secrets }) {
      return is(await confirmTotp(running, { signInToken, code: secrets['first code of an app'] }), 'TotpEnabled')
    },
  },
  'confirmTotp by code': {
    takes: ['confirmTotp.input.code'],
    opensTo: 'first code of an app',
    async try(running, code, { secrets }) {
      return is(await confirmTotp(running, { signInToken: secrets['set-up token'], code }), 'TotpEnabled')
    },
  },
  'login where strangers have used up the guesses': {
    takes: ['login.input.deviceToken'],
    opensTo: 'device token',
    async try(running, deviceToken, { email: identifier, place }) {
      const address = `198.51.100.${place}`
      const guess = () => login(running, { identifier, password: 'a wrong guess' }, { address })
      while (!is(await guess(), 'Throttled'));
      return is(await login(running, { identifier, password: passwordOf(place), deviceToken }), 'SignedIn')
    },
  },
  startPasskeyRegistration: {
    takes: ['startPasskeyRegistration.input.signInToken'],
    opensTo: 'set-up token',
    async try(running, signInToken) {
      return is(await startPasskeyRegistration(running, { signInToken }), 'PasskeyChallenge')
    },
  },
  addPasskey: {
    takes: ['addPasskey.input.signInToken'],
    opensTo: 'set-up token',
    async try(running, signInToken, { secrets }) {
      const options = optionsOf(await startPasskeyRegistration(running, { signInToken: secrets['set-up token'] }))
      const passkey = new SoftwarePasskey().create(options)
      return is(await addPasskey(running, { signInToken, passkey }), 'PasskeyAdded')
    },
  },
  'register by token': {
    takes: ['register.input.registrationToken'],
    opensTo: 'registration token',
    async try(running, registrationToken, { place }) {
      return is(await register(running, { registrationToken, username: `newcomer${place}` }), 'SignedIn')
    },
  },
  'register by code': {
    takes: ['register.input.emailCode'],
    opensTo: 'code to register',
    async try(running, emailCode, { freshEmail }) {
      const input = { email: freshEmail, password: newPassword, emailCode }
      return is(await register(running, input), 'SignedIn')
    },
  },
}

const unlimited = {
  LIMIT_CODE_PER_ADDRESS: 'off',
  LIMIT_SECOND_FACTOR_PER_USER: 'off',
  LIMIT_REGISTER_PER_ADDRESS: 'off',
  LIMIT_MAIL_PER_RECIPIENT: 'off',
  LIMIT_PASSKEY_PER_ADDRESS: 'off',
}

describe.each(engines)('of all kinds of secrets on %s', (engine) => {
  test('each operation accepts one kind of secret and refuses all other kinds', async () => {
    const provider = await startCrookedProvider()
    const running = await startApp(engine, { ...unlimited, EMAIL_SIGN_IN: 'register', ...provider.settings() })
    const everyone = { SECOND_FACTOR: 'everyone' }
    const strict = await startAppOn(running.settings.DATABASE_URL, everyone, running.clock)
    const asking = { ...unlimited, EMAIL_SIGN_IN: 'register', USERNAME_REQUIRED: 'true' }
    const demanding = await startAppOn(running.settings.DATABASE_URL, asking, running.clock)
    const scene = { running, strict, demanding, provider }
    for (const [place, [name, door]] of Object.entries(doors).entries()) {
      const holder = await equip(scene, place)
      const wrong = kinds.filter((kind) => kind !== door.opensTo)
      for (const kind of wrong) {
        expect([name, kind, await door.try(running, holder.secrets[kind], holder)]).toEqual([name, kind, false])
      }
      // Five wrong guesses have ended the code by now.
      const owner = door.opensTo.includes('code') ? await equip(scene, place + 100) : holder
      expect([name, door.opensTo, await door.try(running, owner.secrets[door.opensTo], owner)]).toEqual([
        name,
        door.opensTo,
        true,
      ])
    }
  }, 60_000)
})

test('every argument of the schema for a secret is tried with all kinds of secrets', () => {
  const inputs = Object.values({
    ...buildSchema().getQueryType()?.getFields(),
    ...buildSchema().getMutationType()?.getFields(),
  }).flatMap(({ name, args }) =>
    args.flatMap((arg) => [`${name}.${arg.name}`, ...fieldsBelow(`${name}.${arg.name}`, arg)]),
  )
  const secret = inputs.filter((path) => /(token|code)$/i.test(path))
  expect(secret.sort()).toEqual(
    Object.values(doors)
      .flatMap(({ takes }) => takes)
      .sort(),
  )
})

function fieldsBelow(path: string, { type }: Pick<GraphQLInputField, 'type'>): string[] {
  const named = getNamedType(type)
  return isInputObjectType(named) ? Object.keys(named.getFields()).map((name) => `${path}.${name}`) : []
}
