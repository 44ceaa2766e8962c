import { describe, expect, test } from 'vitest'
import { DeleteAccountDocument } from '../../src/client/generated/operations.js'
import { countRows } from '../support/database.js'
import { engines } from '../support/engines.js'
import { atOnce, deleteAccount, login, refresh, register, statusOf, verifyToken } from '../support/operations.js'
import { ada, grace, signIn, signUp } from '../support/people.js'
import { startApp, startAppOn } from '../support/start-app.js'

const right = { currentPassword: ada.password }

describe.each(engines)('deleting the account on %s', (engine) => {
  test('account deletion ends all sessions at once on every instance and leaves no rows of the user', async () => {
    const running = await startApp(engine)
    const elsewhere = await startAppOn(running.settings.DATABASE_URL, {}, running.clock)
    const [own, other, stranger] = [await signUp(running), await signIn(running), await signUp(running, grace)]
    const outcome = await deleteAccount(running, { token: own.access, input: right })
    expect(outcome).toEqual({ __typename: 'AccountDeleted', userId: own.user.id })

    for (const { access, refresh: refreshToken } of [own, other]) {
      expect(await statusOf(elsewhere, access)).toBe('SESSION_ENDED')
      expect(await verifyToken(elsewhere, access)).toMatchObject({ __typename: 'InvalidToken' })
      expect(await refresh(elsewhere, { refreshToken })).toMatchObject({ __typename: 'SessionEnded' })
    }
    for (const identifier of [ada.email, ada.username]) {
      const attempt = await login(elsewhere, { identifier, password: ada.password })
      expect(attempt).toMatchObject({ __typename: 'InvalidCredentials' })
    }
    expect(await countRows(running)).toMatchObject({ users: 1, profiles: 1, passwordCredentials: 1, sessions: 1 })
    expect(await statusOf(running, stranger.access)).toBe('fine')
  })

  test('account deletion frees the address and the username for a new user, who inherits nothing', async () => {
    const running = await startApp(engine)
    const first = await signUp(running, { ...ada, profile: { intro: 'the first of the name' } })
    await deleteAccount(running, { token: first.access, input: right })
    const second = await signUp(running, { ...ada, password: grace.password })
    expect(second.user.id).not.toBe(first.user.id)
    expect(second.user.profile.intro).toBeNull()
    expect(await statusOf(running, first.access)).toBe('SESSION_ENDED')
    const old = await login(running, { identifier: ada.email, password: ada.password })
    expect(old).toMatchObject({ __typename: 'InvalidCredentials' })
  })

  test('account deletion with a wrong password deletes nothing', async () => {
    const running = await startApp(engine)
    const { access } = await signUp(running)
    for (const currentPassword of ['', 'not this one', `${ada.password} `, 'lone \ud800', 'x'.repeat(50_000)]) {
      const outcome = await deleteAccount(running, { token: access, input: { currentPassword } })
      const label = currentPassword.slice(0, 20)
      expect(outcome, label).toMatchObject({ __typename: 'InvalidCredentials', code: 'INVALID_CREDENTIALS' })
    }
    expect(await statusOf(running, access)).toBe('fine')
    expect(await countRows(running)).toMatchObject({ users: 1, sessions: 1 })
  })

  test('one of several account deletions at once succeeds, and the others are refused', async () => {
    const running = await startApp(engine)
    const { access } = await signUp(running)
    const answers = await atOnce(5, () => running.ask(DeleteAccountDocument, { input: right }, { token: access }))
    const kinds = answers.map(({ data, errors }) => data?.deleteAccount.__typename ?? errors?.[0]?.extensions.code)
    expect(kinds.filter((kind) => kind === 'AccountDeleted')).toHaveLength(1)
    const losses = kinds.filter((kind) => kind !== 'AccountDeleted')
    const refusals = ['InvalidCredentials', 'ReauthenticationRequired', 'UNAUTHENTICATED']
    for (const loss of losses) expect(refusals).toContain(loss)
  })

  test('a login that races with account deletion leaves no session and no row', async () => {
    const running = await startApp(engine)
    const { access } = await signUp(running)
    const [deleted, ...logins] = await Promise.all([
      deleteAccount(running, { token: access, input: right }),
      ...Array.from({ length: 8 }, () => login(running, { identifier: ada.email, password: ada.password })),
    ])
    expect(deleted).toMatchObject({ __typename: 'AccountDeleted' })
    for (const outcome of logins) expect(['SignedIn', 'InvalidCredentials']).toContain(outcome.__typename)
    const tokens = logins.flatMap((outcome) => (outcome.__typename === 'SignedIn' ? [outcome.tokens.accessToken] : []))
    for (const token of tokens) expect(await statusOf(running, token)).toBe('SESSION_ENDED')
    expect(await countRows(running)).toMatchObject({ users: 0, profiles: 0, passwordCredentials: 0, sessions: 0 })
  })

  test('a registration that races with account deletion is refused or makes the only user', async () => {
    const running = await startApp(engine)
    const { access } = await signUp(running)
    const [, ...outcomes] = await Promise.all([
      deleteAccount(running, { token: access, input: right }),
      ...Array.from({ length: 6 }, () => register(running, { email: ada.email, password: grace.password })),
    ])
    const made = outcomes.filter(({ __typename }) => __typename === 'SignedIn')
    expect(made.length).toBeLessThanOrEqual(1)
    expect(outcomes.filter(({ __typename }) => __typename === 'EmailTaken')).toHaveLength(6 - made.length)
    expect(await countRows(running)).toMatchObject({ users: made.length, sessions: made.length })
  })
})
