import { describe, expect, test } from 'vitest'
import { ChangePasswordDocument, type ChangePasswordInput } from '../../src/client/generated/operations.js'
import { hashOf } from '../support/database.js'
import { engines } from '../support/engines.js'
import { atOnce, changePassword, issuesOf, login, refresh, statusOf } from '../support/operations.js'
import { ada, grace, signIn, signUp } from '../support/people.js'
import { startApp, startAppOn } from '../support/start-app.js'

const change = { currentPassword: ada.password, newPassword: grace.password }

describe.each(engines)('changing the password on %s', (engine) => {
  test('a password change ends the other sessions at once on every instance and keeps the own one', async () => {
    const running = await startApp(engine)
    const elsewhere = await startAppOn(running.settings.DATABASE_URL, {}, running.clock)
    const own = await signUp(running)
    const others = await atOnce(4, () => signIn(running))
    const stranger = await signUp(running, grace)
    const outcome = await changePassword(running, { token: own.access, input: change })
    expect(outcome).toEqual({ __typename: 'PasswordChanged', revokedSessions: 4 })

    for (const { access, refresh: refreshToken } of others) {
      expect(await statusOf(elsewhere, access)).toBe('SESSION_ENDED')
      const refreshed = await refresh(elsewhere, { refreshToken })
      expect(refreshed).toMatchObject({ __typename: 'SessionEnded', reason: 'PASSWORD_CHANGED' })
    }
    expect(await statusOf(elsewhere, own.access)).toBe('fine')
    expect(await refresh(elsewhere, { refreshToken: own.refresh })).toMatchObject({ __typename: 'Refreshed' })
    expect(await statusOf(running, stranger.access)).toBe('fine')
  })

  test('only the new password signs in after a password change', async () => {
    const running = await startApp(engine)
    const { access } = await signUp(running)
    await changePassword(running, { token: access, input: { ...change, newPasswordConfirm: grace.password } })
    const old = await login(running, { identifier: ada.email, password: ada.password })
    expect(old).toMatchObject({ __typename: 'InvalidCredentials' })
    await signIn(running, { email: ada.email, password: grace.password })
  })

  test('a password change with keepOtherSessions keeps the other sessions', async () => {
    const running = await startApp(engine)
    const [own, other] = [await signUp(running), await signIn(running)]
    const outcome = await changePassword(running, { token: own.access, input: { ...change, keepOtherSessions: true } })
    expect(outcome).toEqual({ __typename: 'PasswordChanged', revokedSessions: 0 })
    expect(await statusOf(running, other.access)).toBe('fine')
    expect(await refresh(running, { refreshToken: other.refresh })).toMatchObject({ __typename: 'Refreshed' })
  })

  test('one of several password changes in one session wins, and its password works afterwards', async () => {
    const running = await startApp(engine)
    const { access } = await signUp(running)
    const passwords = ['first of the racers', 'second of the racers', 'third of the racers', 'fourth of the racers']
    const outcomes = await atOnce(4, (place) =>
      changePassword(running, { token: access, input: { ...change, newPassword: passwords[place] ?? '' } }),
    )
    const won = outcomes.map(({ __typename }) => __typename === 'PasswordChanged')
    expect(won.filter(Boolean)).toHaveLength(1)
    expect(outcomes.filter(({ __typename }) => __typename === 'InvalidCredentials')).toHaveLength(3)
    for (const [place, password] of passwords.entries()) {
      const outcome = await login(running, { identifier: ada.email, password })
      expect(outcome.__typename === 'SignedIn', password).toBe(won[place])
    }
    expect(await statusOf(running, access)).toBe('fine')
  })

  test('one of two password changes in two sessions wins, and the session of the other one ends', async () => {
    const running = await startApp(engine)
    const tokens = [(await signUp(running)).access, (await signIn(running)).access]
    const answers = await atOnce(2, (place) =>
      running.ask(
        ChangePasswordDocument,
        { input: { ...change, newPassword: `racer number ${place}` } },
        { token: tokens[place] ?? '' },
      ),
    )
    const won = answers.map(({ data }) => data?.changePassword.__typename === 'PasswordChanged')
    expect(won.filter(Boolean)).toHaveLength(1)
    const standings = await Promise.all(tokens.map((token) => statusOf(running, token)))
    expect(standings).toEqual(won.map((hasWon) => (hasWon ? 'fine' : 'SESSION_ENDED')))
  })

  test('a password change with a wrong current password changes nothing', async () => {
    const running = await startApp(engine)
    const [{ access, user }, other] = [await signUp(running), await signIn(running)]
    const hash = await hashOf(running, user.id)
    const input = { currentPassword: 'not this one', newPassword: grace.password }
    const outcome = await changePassword(running, { token: access, input })
    expect(outcome).toMatchObject({ __typename: 'InvalidCredentials', code: 'INVALID_CREDENTIALS' })
    expect(await hashOf(running, user.id)).toBe(hash)
    expect(await statusOf(running, other.access)).toBe('fine')
  })

  test('a new password that breaks the rules of registration is refused and changes nothing', async () => {
    const running = await startApp(engine)
    const { access, user } = await signUp(running)
    const hash = await hashOf(running, user.id)
    const issuesFor = async (input: Partial<ChangePasswordInput>) =>
      issuesOf(await changePassword(running, { token: access, input: { ...change, ...input } }))
    expect(await issuesFor({ newPassword: 'short' })).toEqual(['newPassword TOO_SHORT'])
    expect(await issuesFor({ newPassword: 'x'.repeat(257) })).toEqual(['newPassword TOO_LONG'])
    expect(await issuesFor({ newPassword: 'password' })).toEqual(['newPassword TOO_COMMON'])
    expect(await issuesFor({ newPassword: 'ADA@example.com' })).toEqual(['newPassword LIKE_IDENTITY'])
    expect(await issuesFor({ newPassword: '1815_ada!' })).toEqual(['newPassword LIKE_IDENTITY'])
    expect(await issuesFor({ newPassword: 'lone \udfff surrogate' })).toEqual(['newPassword BAD_CHARACTERS'])
    expect(await issuesFor({ newPasswordConfirm: ada.password })).toEqual(['newPasswordConfirm MISMATCH'])
    expect(await issuesFor({ currentPassword: '' })).toEqual(['currentPassword REQUIRED'])
    expect(await issuesFor({ currentPassword: 'x'.repeat(1025) })).toEqual(['currentPassword TOO_LONG'])
    expect(await hashOf(running, user.id)).toBe(hash)
  })

  test('the same password again is UNCHANGED, in every Unicode form', async () => {
    const running = await startApp(engine)
    const password = 'caf\u00e9 Åland'
    const { access } = await signUp(running, { email: ada.email, password })
    for (const newPassword of [password, 'cafe\u0301 A\u030aland']) {
      const outcome = await changePassword(running, {
        token: access,
        input: { currentPassword: password, newPassword },
      })
      expect(issuesOf(outcome)).toEqual(['newPassword UNCHANGED'])
    }
  })

  test('a user whose old password breaks newer rules can still change it', async () => {
    const running = await startApp(engine, { PASSWORD_MAX_LENGTH: '256' })
    const long = 'x'.repeat(200)
    await signUp(running, { email: ada.email, password: long })
    const stricter = await startAppOn(
      running.settings.DATABASE_URL,
      { PASSWORD_MAX_LENGTH: '100', PASSWORD_REQUIRE_DIGIT: 'true' },
      running.clock,
    )
    const { access } = await signIn(stricter, { email: ada.email, password: long })
    const input = { currentPassword: long, newPassword: 'sixteen letters 16' }
    const outcome = await changePassword(stricter, { token: access, input })
    expect(outcome).toMatchObject({ __typename: 'PasswordChanged' })
  })
})
