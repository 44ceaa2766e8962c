import { describe, expect, test } from 'vitest'
import { act, signUpAdministrator, signUpWith } from '../support/administrators.js'
import { enableTotp } from '../support/authenticator.js'
import { plant, verifyEmail as plantProof } from '../support/database.js'
import { engines } from '../support/engines.js'
import { mailsTo, newestMailTo, tokenTo } from '../support/mails.js'
import {
  atOnce,
  factorsOf,
  kindsOf,
  login,
  meOf,
  requestPasswordReset,
  resetPassword,
  statusOf,
} from '../support/operations.js'
import { ada, grace, signIn, signUp } from '../support/people.js'
import { createRole } from '../support/roles.js'
import { type RunningApp, startApp, startAppOn } from '../support/start-app.js'

const created = '... on UserCreated { account { id email emailVerified username roles type } }'
const changed = '... on UserChanged { userId }'

async function startWithRoot(engine: Parameters<typeof startApp>[0]) {
  const running = await startApp(engine)
  const { access, user } = await signUpAdministrator(running)
  return { running, access, root: user }
}

async function subjectsTo(running: RunningApp, email: string): Promise<string[]> {
  return (await mailsTo(running, email)).map(({ subject }) => subject)
}

describe.each(engines)('administrators and users on %s', (engine) => {
  test('a user who is invited chooses a password by the mailed link, and the address is proven', async () => {
    const { running, access } = await startWithRoot(engine)
    await createRole(running, 'editor')
    const input = { email: 'ADA@example.com', roles: ['editor'] }
    const outcome = await act(running, access, { mutation: 'inviteUser', input, selection: created })
    expect(outcome).toMatchObject({ account: { email: ada.email, emailVerified: false, roles: ['editor'] } })
    expect(await subjectsTo(running, ada.email)).toEqual(['You are invited'])
    expect((await login(running, { identifier: ada.email, password: ada.password })).__typename).toBe(
      'InvalidCredentials',
    )
    const token = await tokenTo(running, ada.email)
    expect((await resetPassword(running, { token, newPassword: ada.password })).__typename).toBe('PasswordReset')
    expect((await signIn(running, ada)).user).toMatchObject({ emailVerified: true })
  })

  test('an invitation keeps its link and its week when a stranger asks for a reset of the address', async () => {
    const { running, access } = await startWithRoot(engine)
    await act(running, access, { mutation: 'inviteUser', input: { email: ada.email }, selection: '' })
    const token = await tokenTo(running, ada.email)
    running.clock.move(6 * 86_400)
    await requestPasswordReset(running, { email: ada.email })
    running.clock.move(86_000)
    expect((await resetPassword(running, { token, newPassword: ada.password })).__typename).toBe('PasswordReset')
  })

  test('a created user has the given name, type, profile and roles, and gets no mail unless wanted', async () => {
    const { running, access } = await startWithRoot(engine)
    const user = { email: ada.email, username: 'Ada', emailVerified: true, type: 7, profile: { age: 36 } }
    const input = { ...user, sendInvitation: false }
    const outcome = await act(running, access, { mutation: 'createUser', input, selection: created })
    expect(outcome).toMatchObject({ account: { username: 'Ada', emailVerified: true, type: 7 } })
    expect(await subjectsTo(running, ada.email)).toEqual([])
  })

  test.each([
    [{ email: 'no address' }, { path: ['email'], rule: 'NOT_AN_EMAIL' }],
    [{ username: 'a' }, { path: ['username'], rule: 'TOO_SHORT' }],
    [{}, { path: ['email'], rule: 'REQUIRED' }],
    [
      { email: ada.email, type: -1 },
      { path: ['type'], rule: 'OUT_OF_RANGE' },
    ],
    [
      { email: ada.email, profile: { nothing: 1 } },
      { path: ['profile', 'nothing'], rule: 'NOT_ALLOWED' },
    ],
    [
      { email: ada.email, profile: { age: 'old' } },
      { path: ['profile', 'age'], rule: 'NOT_ALLOWED' },
    ],
    [
      { email: ada.email, profile: { age: 200 } },
      { path: ['profile', 'age'], rule: 'OUT_OF_RANGE' },
    ],
  ])('a user of the form %j is refused with the rule that it breaks', async (input, issue) => {
    const { running, access } = await startWithRoot(engine)
    const selection = '... on InvalidInput { issues { path rule } }'
    expect(await act(running, access, { mutation: 'createUser', input, selection })).toMatchObject({ issues: [issue] })
  })

  test('a taken address, a name that looks like a taken one, an unknown role and a role beyond the own are refused', async () => {
    const { running, access } = await startWithRoot(engine)
    await signUp(running, { ...ada, username: 'ace' })
    const codeOf = async (token: string, input: object) =>
      (await act(running, token, { mutation: 'createUser', input, selection: '' })).code
    expect(await codeOf(access, { email: ada.email })).toBe('EMAIL_TAKEN')
    expect(await codeOf(access, { email: grace.email, username: 'асе' })).toBe('USERNAME_TAKEN')
    expect(await codeOf(access, { email: grace.email, roles: ['unknown'] })).toBe('ROLE_NOT_FOUND')
    const limited = await signUpWith(running, 'USERS_WRITE')
    const beyond = { email: grace.email, roles: ['administrator'] }
    expect(await codeOf(limited.access, beyond)).toBe('BEYOND_OWN_PERMISSIONS')
  })

  test('fifty administrators who create the same user at once make one, on two instances', async () => {
    const { running, access } = await startWithRoot(engine)
    const other = await startAppOn(running.settings.DATABASE_URL, {}, running.clock)
    const outcomes = await atOnce(50, (place) =>
      act(place % 2 ? running : other, access, { mutation: 'createUser', input: { email: ada.email }, selection: '' }),
    )
    expect(kindsOf(outcomes)).toEqual({ UserCreated: 1, EmailTaken: 49 })
  })

  test('another address counts as not proven, voids older links, and the old one is told', async () => {
    const { running, access } = await startWithRoot(engine)
    const { user, access: own } = await signUp(running, ada)
    await plantProof(running, ada.email)
    const input = { userId: user.id, email: 'countess@example.com', username: 'countess' }
    const updated = '... on UserUpdated { account { email emailVerified username } }'
    expect(await act(running, access, { mutation: 'updateUser', input, selection: updated })).toMatchObject({
      account: { email: 'countess@example.com', emailVerified: false, username: 'countess' },
    })
    expect(await subjectsTo(running, ada.email)).toContain('An administrator changed your e-mail address')
    expect(await subjectsTo(running, 'countess@example.com')).toEqual([])
    expect(await meOf(running, own)).toMatchObject({ email: 'countess@example.com', username: 'countess' })
  })

  test('an update that changes nothing records nothing', async () => {
    const { running, access } = await startWithRoot(engine)
    const { user } = await signUp(running, ada)
    const input = { userId: user.id, email: ada.email, username: ada.username }
    await act(running, access, { mutation: 'updateUser', input, selection: '' })
    const page = await running.app.auth.listAuditEvents({ filter: { kinds: ['user.updated'] } })
    expect(page).toMatchObject({ edges: [] })
  })

  test('a reset that an administrator sends is a mail to the user, and no answer carries its link', async () => {
    const { running, access } = await startWithRoot(engine)
    const { user } = await signUp(running, { ...ada, sendEmail: false })
    const input = { userId: user.id }
    expect(await act(running, access, { mutation: 'sendPasswordReset', input, selection: changed })).toEqual({
      __typename: 'UserChanged',
      userId: user.id,
    })
    const token = await tokenTo(running, ada.email)
    expect((await resetPassword(running, { token, newPassword: grace.password })).__typename).toBe('PasswordReset')
    const { user: nameless } = await signUp(
      await startAppOn(running.settings.DATABASE_URL, { EMAIL_REQUIRED: 'false' }, running.clock),
      {
        username: 'nameless',
        password: grace.password,
      },
    )
    expect(
      await act(running, access, { mutation: 'sendPasswordReset', input: { userId: nameless.id }, selection: '' }),
    ).toMatchObject({ code: 'NO_EMAIL_ADDRESS' })
  })

  test('a user who lost the second factor signs in with the password alone after a reset, and is told', async () => {
    const { running, access } = await startWithRoot(engine)
    const { user, access: own } = await signUp(running, ada)
    await plantProof(running, ada.email)
    await enableTotp(running, own)
    expect((await login(running, { identifier: ada.email, password: ada.password })).__typename).toBe(
      'SecondFactorRequired',
    )
    const input = { userId: user.id }
    await act(running, access, { mutation: 'resetSecondFactors', input, selection: changed })
    const { access: token } = await signIn(running, ada)
    expect(await factorsOf(running, token)).toMatchObject({ totp: null, recoveryCodesLeft: null })
    expect((await newestMailTo(running, ada.email)).subject).toBe('The second factors of your account were removed')
    expect(await statusOf(running, own)).toBe('fine')
  })

  test('an identity that an administrator unlinks is gone, and one of another user stays', async () => {
    const { running, access } = await startWithRoot(engine)
    const { user } = await signUp(running, ada)
    const id = 'a'.repeat(32)
    const now = running.clock.now()
    await plant(running, (tx) =>
      tx.insert(tx.tables.identities).values({
        ...{ id, userId: user.id, provider: 'acme', issuer: 'https://acme.example', subject: '1' },
        ...{ email: null, displayName: null, createdAt: now, lastUsedAt: null },
      }),
    )
    const unlink = (userId: string) =>
      act(running, access, { mutation: 'unlinkIdentity', input: { userId, identityId: id }, selection: '' })
    const { user: other } = await signUp(running, grace)
    expect(await unlink(other.id)).toMatchObject({ code: 'USER_NOT_FOUND' })
    expect(await unlink(user.id)).toMatchObject({ __typename: 'UserChanged' })
    expect(await unlink(user.id)).toMatchObject({ code: 'USER_NOT_FOUND' })
  })
})
