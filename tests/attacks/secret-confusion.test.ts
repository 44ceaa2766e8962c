import { type GraphQLInputField, getNamedType, isInputObjectType } from 'graphql'
import { describe, expect, test } from 'vitest'
import { buildSchema } from '../../src/graphql/schema/schema.js'
import { engines } from '../support/engines.js'
import { codeTo, tokenTo } from '../support/mails.js'
import {
  confirmEmailChange,
  logout,
  meOf,
  refresh,
  register,
  requestEmailChange,
  requestEmailCode,
  requestPasswordReset,
  resetPassword,
  revokeSession,
  verifyEmail,
  verifyToken,
} from '../support/operations.js'
import { signUp } from '../support/people.js'
import { type RunningApp, startApp } from '../support/start-app.js'

// Every kind of secret at every operation that takes one: only the diagonal opens anything.

interface Holder {
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
] as const
type Kind = (typeof kinds)[number]

/** Somebody who holds one good secret of each kind. */
async function equip(running: RunningApp, place: number): Promise<Holder> {
  const [email, newEmail, freshEmail] = ['own', 'new', 'fresh'].map((name) => `${name}${place}@example.com`) as [
    string,
    string,
    string,
  ]
  const { access, refresh: refreshToken, session } = await signUp(running, { email, password: passwordOf(place) })
  const toVerify = { link: await tokenTo(running, email), code: await codeTo(running, email) }
  running.clock.move(61)
  await requestPasswordReset(running, { email })
  const linkToReset = await tokenTo(running, email)
  running.clock.move(61)
  await requestEmailCode(running, { email, purpose: 'RESET_PASSWORD' })
  const codeToReset = await codeTo(running, email)
  await requestEmailCode(running, { email: freshEmail, purpose: 'REGISTER' })
  await requestEmailChange(running, { token: access, input: { newEmail, currentPassword: passwordOf(place) } })
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
  }
  return { email, newEmail, freshEmail, access, secrets }
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
  'register by code': {
    takes: ['register.input.emailCode'],
    opensTo: 'code to register',
    async try(running, emailCode, { freshEmail }) {
      const input = { email: freshEmail, password: newPassword, emailCode }
      return is(await register(running, input), 'SignedIn')
    },
  },
}

const unlimited = { LIMIT_CODE_PER_ADDRESS: 'off', LIMIT_REGISTER_PER_ADDRESS: 'off', LIMIT_MAIL_PER_RECIPIENT: 'off' }

describe.each(engines)('of all kinds of secrets on %s', (engine) => {
  test('each door opens to one alone', async () => {
    const running = await startApp(engine, unlimited)
    for (const [place, [name, door]] of Object.entries(doors).entries()) {
      const holder = await equip(running, place)
      const wrong = kinds.filter((kind) => kind !== door.opensTo)
      for (const kind of wrong) {
        expect([name, kind, await door.try(running, holder.secrets[kind], holder)]).toEqual([name, kind, false])
      }
      // Five wrong guesses have ended the code by now.
      const owner = door.opensTo.startsWith('code') ? await equip(running, place + 100) : holder
      expect([name, door.opensTo, await door.try(running, owner.secrets[door.opensTo], owner)]).toEqual([
        name,
        door.opensTo,
        true,
      ])
    }
  })
})

test('no operation takes a secret that is not tried here', () => {
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
