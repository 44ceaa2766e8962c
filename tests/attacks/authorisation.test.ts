import {
  type GraphQLField,
  type GraphQLNamedType,
  getNamedType,
  isObjectType,
  isUnionType,
  print,
  type TypedQueryDocumentNode,
} from 'graphql'
import { describe, expect, test } from 'vitest'
import * as generated from '../../src/client/generated/operations.js'
import { buildSchema } from '../../src/graphql/schema/schema.js'
import { countRows, disable } from '../support/database.js'
import { type Engine, engines } from '../support/engines.js'
import { deleteAccount, logout } from '../support/operations.js'
import { ada, grace, type SignedIn, signIn, signUp } from '../support/people.js'
import { type Answer, type RunningApp, startApp } from '../support/start-app.js'

type Asked = TypedQueryDocumentNode<Record<string, unknown>, object>

/**
 * Who may call what. `anybody`: judged by its input alone. `own`: null for nobody, an error for refused credentials.
 * `caller`: an error for both. The input is one that gets past every check of its form.
 */
const rules: Record<string, { for: 'anybody' | 'own' | 'caller'; input?: object }> = {
  authConfig: { for: 'anybody' },
  verifyToken: { for: 'anybody', input: { token: 'x' } },
  me: { for: 'own' },
  session: { for: 'own' },
  register: { for: 'anybody', input: { email: 'somebody@example.com', password: 'a password of somebody' } },
  login: { for: 'anybody', input: { identifier: 'nobody@example.com', password: 'a password of nobody' } },
  refresh: { for: 'anybody', input: {} },
  logout: { for: 'anybody', input: { refreshToken: 'x' } },
  requestEmailCode: { for: 'anybody', input: { email: 'nobody@example.com', purpose: 'VERIFY_EMAIL' } },
  verifyEmail: { for: 'anybody', input: { token: 'x' } },
  requestPasswordReset: { for: 'anybody', input: { email: 'nobody@example.com' } },
  resetPassword: { for: 'anybody', input: { token: 'x', newPassword: 'a password of nobody' } },
  confirmEmailChange: { for: 'anybody', input: { token: 'x' } },
  signInWithEmail: { for: 'anybody', input: { token: 'x' } },
  continueSignIn: { for: 'anybody', input: { signInToken: 'x', totpCode: '000000' } },
  startPasskey: { for: 'anybody', input: {} },
  signInWithPasskey: { for: 'anybody', input: { passkey: {} } },
  startPasskeyRegistration: { for: 'caller', input: {} },
  addPasskey: { for: 'caller', input: { passkey: {} } },
  renamePasskey: { for: 'caller', input: { passkeyId: '0'.repeat(32), name: 'x' } },
  removePasskey: { for: 'caller', input: { passkeyId: '0'.repeat(32) } },
  startProviderSignIn: {
    for: 'anybody',
    input: { provider: 'none', returnTo: 'https://app.example.com', codeChallenge: 'x'.repeat(43) },
  },
  finishProviderSignIn: { for: 'anybody', input: { code: 'x', codeVerifier: 'x' } },
  signInWithIdToken: { for: 'anybody', input: { provider: 'none', idToken: 'x', nonce: 'x' } },
  startIdentityLink: {
    for: 'caller',
    input: { provider: 'none', returnTo: 'https://app.example.com', codeChallenge: 'x'.repeat(43) },
  },
  finishIdentityLink: { for: 'caller', input: { code: 'x', codeVerifier: 'x' } },
  unlinkIdentity: { for: 'caller', input: { identityId: '0'.repeat(32) } },
  startTotp: { for: 'caller', input: {} },
  confirmTotp: { for: 'caller', input: { code: '000000' } },
  removeTotp: { for: 'caller' },
  createRecoveryCodes: { for: 'caller' },
  forgetTrustedDevices: { for: 'caller' },
  removePassword: { for: 'caller' },
  reauthenticate: { for: 'caller', input: { password: 'a wrong password' } },
  revokeSession: { for: 'caller', input: { sessionId: '0'.repeat(32) } },
  updateProfile: { for: 'caller', input: { profile: { age: 36 } } },
  changePassword: {
    for: 'caller',
    input: { currentPassword: ada.password, newPassword: 'a password of nobody', keepOtherSessions: true },
  },
  requestEmailChange: { for: 'caller', input: { currentPassword: ada.password, newEmail: 'new@example.com' } },
  deleteAccount: { for: 'caller', input: { currentPassword: 'a wrong password' } },
}

const schema = buildSchema()
const fieldsOf = (type: GraphQLNamedType | null | undefined): GraphQLField<unknown, unknown>[] =>
  isObjectType(type) ? Object.values(type.getFields()) : []
const operations = [...fieldsOf(schema.getQueryType()), ...fieldsOf(schema.getMutationType())].map(({ name }) => name)

/** The operation file of a field: the one that asks for nothing else at the top. */
function documentOf(operation: string): Asked {
  const found = (Object.values(generated) as unknown[]).find((value) => {
    const definition = (value as Asked).definitions?.find(({ kind }) => kind === 'OperationDefinition')
    const [selection] = definition?.kind === 'OperationDefinition' ? definition.selectionSet.selections : []
    return selection?.kind === 'Field' && selection.name.value === operation
  })
  if (found === undefined) throw new Error(`No operation file asks for ${operation}.`)
  return found as Asked
}

function ask(running: RunningApp, operation: string, token?: string): Promise<Answer<Record<string, unknown>>> {
  const input = rules[operation]?.input ?? {}
  const variables = operation === 'verifyToken' ? input : { input }
  return running.askText(print(documentOf(operation)), variables, token === undefined ? {} : { token }) as Promise<
    Answer<Record<string, unknown>>
  >
}

/** Credentials that let nobody in, by the reason. */
async function refusedTokens(engine: Engine, running: RunningApp): Promise<[reason: string, token?: string][]> {
  const [ended, disabled, deleted] = [
    await signIn(running),
    await signUp(running, { email: 'disabled@example.com', password: ada.password }),
    await signUp(running, { email: 'deleted@example.com', password: ada.password }),
  ]
  await logout(running, {}, { token: ended.access })
  await disable(running, disabled.user.id)
  await deleteAccount(running, { token: deleted.access, input: { currentPassword: ada.password } })
  const stranger = await signUp(await startApp(engine))
  return [
    ['TOKEN_MISSING'],
    ['TOKEN_MALFORMED', 'two words'],
    ['TOKEN_INVALID', 'junk'],
    ['TOKEN_INVALID', ended.refresh],
    ['TOKEN_INVALID', stranger.access],
    ['SESSION_ENDED', ended.access],
    ['SESSION_ENDED', disabled.access],
    ['SESSION_ENDED', deleted.access],
  ]
}

/** What a caller without a session is told; undefined when the operation does not care, or is null for nobody. */
function reasonFor(operation: string, reason: string): string | undefined {
  const rule = rules[operation]?.for
  return rule === 'anybody' || (rule === 'own' && reason === 'TOKEN_MISSING') ? undefined : reason
}

test('every operation has a rule about who may call it', () => {
  expect(operations.sort()).toEqual(Object.keys(rules).sort())
})

describe.each(engines)('every operation on %s', (engine) => {
  test('every operation admits the callers of its rule, and no caller with an ended session, a deleted account or a bad token', async () => {
    const running = await startApp(engine, { LIMIT_LOGIN_PER_USER: 'off', REFRESH_GRACE: '0s' })
    await signUp(running)
    const refused = await refusedTokens(engine, running)
    for (const operation of operations) {
      for (const [reason, token] of refused) {
        const answer = await ask(running, operation, token)
        const said = answer.errors?.[0]?.extensions
        const label = [operation, reason]
        const expected = reasonFor(operation, reason)
        expect([...label, said?.code]).toEqual([...label, expected && 'UNAUTHENTICATED'])
        expect([...label, said?.reason]).toEqual([...label, expected])
        expect([...label, answer.data?.[operation] == null]).toEqual([...label, rules[operation]?.for !== 'anybody'])
      }
    }
    // What was refused has changed nothing: the password of the caller’s operations still opens.
    const own = await signIn(running)
    for (const operation of operations.filter((name) => rules[name]?.for !== 'anybody')) {
      const answer = await ask(running, operation, own.access)
      expect([operation, answer.errors, answer.data[operation] === null]).toEqual([operation, undefined, false])
    }
  })

  test('every operation shows data of the caller only, on every path to every field', async () => {
    const running = await startApp(engine, { LIMIT_LOGIN_PER_USER: 'off' })
    const other = await signUp(running, canary, { headers: { 'user-agent': 'CanaryAgent' }, address: '198.51.100.77' })
    const own = await signUp(running)
    const before = await countRows(running)
    const asked = operations
      .filter((name) => name !== 'register')
      .flatMap((operation) =>
        [rules[operation]?.input ?? {}, ...(foreign(other)[operation] ?? [])].map((input) => ({ operation, input })),
      )
    for (const { operation, input } of asked) {
      const variables = operation === 'verifyToken' ? input : { input }
      const { response } = await running.askText(print(documentOf(operation)), variables, { token: own.access })
      const found = secretsOf(other).filter((secret) => response.body.includes(secret))
      expect([operation, found]).toEqual([operation, []])
    }
    expect((await countRows(running)).users).toBe(before.users)
    expect((await running.askText('{ me { id } }', {}, { token: other.access })).data?.me).toEqual({
      id: other.user.id,
    })
  })
})

const canary = {
  email: 'canary@example.com',
  username: 'canary_name',
  password: 'canary password 1843',
  deviceName: 'CanaryDevice',
  profile: { intro: 'CanaryIntro', clinic: 'CanaryClinic', mobile: '+99 555 0199' },
}

function secretsOf({ user, session, access, refresh }: SignedIn): string[] {
  const personal = [canary.email, canary.username, 'CanaryDevice', 'CanaryIntro', 'CanaryClinic', '+99 555 0199']
  return [...personal, 'CanaryAgent', '198.51.100.77', canary.password, user.id, session.id, access, refresh]
}

/** What somebody sends who wants the account of another. */
function foreign({ user, session, refresh }: SignedIn): Record<string, object[]> {
  return {
    verifyToken: [{ token: user.id }, { token: session.id }, { token: refresh }],
    login: [{ identifier: canary.username, password: grace.password }],
    revokeSession: [user.id, `${session.id} `, session.id.toUpperCase()].map((sessionId) => ({ sessionId })),
    updateProfile: [{ username: 'CANARY_name' }],
    verifyEmail: [{ token: session.id }, { token: user.id }],
    resetPassword: [{ token: user.id, newPassword: 'a password of nobody' }],
  }
}

/** `own`: the caller’s, by whatever path. `said`: what the caller has just sent or been told to do. */
const visible: Record<string, 'own' | 'said' | 'public'> = {
  AuthConfig: 'public',
  PasswordRules: 'public',
  UsernameRules: 'public',
  User: 'own',
  Profile: 'own',
  Session: 'own',
  TokenClaims: 'own',
  Tokens: 'own',
  SignedIn: 'own',
  Refreshed: 'own',
  ProfileUpdated: 'own',
  EmailChanged: 'own',
  AccountDeleted: 'own',
  EmailVerified: 'own',
  SessionRevoked: 'said',
  RegistrationAccepted: 'said',
  ReauthenticationRequired: 'own',
  Reauthenticated: 'own',
  TrustedDevicesForgotten: 'own',
  SecondFactorRequired: 'own',
  SecondFactorSetupRequired: 'own',
  Passkey: 'own',
  PasskeyChallenge: 'own',
  PasskeyAdded: 'own',
  PasskeyRenamed: 'own',
  PasskeyRemoved: 'said',
  Totp: 'own',
  TotpSetup: 'own',
  TotpEnabled: 'own',
  TotpRemoved: 'own',
  RecoveryCodesCreated: 'own',
  PasswordRemoved: 'own',
  Provider: 'public',
  Identity: 'own',
  IdentityLinked: 'own',
  IdentityUnlinked: 'said',
  ProviderSignInStarted: 'said',
  AccountExists: 'own',
  RegistrationIncomplete: 'own',
  ProviderUnavailable: 'said',
  SecurityEvent: 'own',
  SecurityEventEdge: 'own',
  SecurityEventConnection: 'own',
  PageInfo: 'own',
}

/** Counts, durations, codes and sentences, the same for everybody. */
const neutral = new Set([
  '__typename',
  'code',
  'message',
  'issues',
  'reason',
  'retryAfter',
  'retryAt',
  'revokedSessions',
])
const neutralToo = new Set([...neutral, 'expiresIn', 'resendIn'])

test('every type of an answer has a rule unless its fields are counts, codes or sentences', () => {
  const types = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && !type.name.startsWith('__'))
  const telling = types
    .filter(({ name }) => !['Query', 'Mutation', 'InputIssue'].includes(name))
    .filter((type) => fieldsOf(type).some(({ name }) => !neutralToo.has(name)))
    .map(({ name }) => name)
  expect(telling.sort()).toEqual(Object.keys(visible).sort())
})

test('no type of the schema has a field for a hash, a salt, a key or a stored secret', () => {
  const fields = Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
    .flatMap((type) => fieldsOf(type).map(({ name }) => `${type.name}.${name}`))
  const suspicious = fields.filter((name) => /\..*(hash|salt|secret|password|key|credential|token)/i.test(name))
  expect(suspicious.sort()).toEqual([
    'AuthConfig.passkeys',
    'AuthConfig.password',
    'AuthConfig.passwordSignIn',
    'Mutation.addPasskey',
    'Mutation.changePassword',
    'Mutation.removePasskey',
    'Mutation.removePassword',
    'Mutation.renamePasskey',
    'Mutation.requestPasswordReset',
    'Mutation.resetPassword',
    'Mutation.signInWithIdToken',
    'Mutation.signInWithPasskey',
    'Mutation.startPasskey',
    'Mutation.startPasskeyRegistration',
    'PasskeyAdded.passkey',
    'PasskeyRemoved.passkeyId',
    'PasskeyRenamed.passkey',
    'Query.verifyToken',
    'Reauthenticated.accessToken',
    'Reauthenticated.tokenType',
    'Refreshed.tokens',
    'RegistrationIncomplete.registrationToken',
    'SecondFactorRequired.passkeyOptions',
    'SecondFactorRequired.signInToken',
    'SecondFactorSetupRequired.signInToken',
    'SignedIn.deviceToken',
    'SignedIn.tokens',
    'TokenClaims.tokenType',
    'Tokens.accessToken',
    'Tokens.refreshToken',
    'Tokens.tokenType',
    'TotpSetup.secret',
    'User.hasPassword',
    'User.passkeys',
  ])
})

test('no field of the schema leads to another user: fields take no arguments but pages, and list no users', () => {
  const objects = Object.values(schema.getTypeMap()).filter(isObjectType)
  const below = objects.filter(({ name }) => !['Query', 'Mutation'].includes(name) && !name.startsWith('__'))
  const isPage = (names: string[]) => names.every((name) => ['first', 'after'].includes(name))
  const withArguments = below.flatMap((type) =>
    fieldsOf(type).filter(({ args }) => !isPage(args.map(({ name }) => name))),
  )
  expect(withArguments).toEqual([])
  const lists = below.flatMap((type) => fieldsOf(type).filter((field) => String(field.type).startsWith('[')))
  expect(lists.map(({ type }) => String(getNamedType(type))).sort()).toEqual([
    ...Array(6).fill('AuthenticationMethod'),
    'Identity',
    'InputIssue',
    'Passkey',
    'Provider',
    'Provider',
    'SecurityEventEdge',
    'Session',
    ...Array(9).fill('String'),
  ])
  const unions = Object.values(schema.getTypeMap()).filter(isUnionType)
  expect(unions.flatMap((union) => union.getTypes()).map(({ name }) => name)).not.toContain('User')
})
