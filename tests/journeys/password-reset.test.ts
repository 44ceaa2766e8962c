import { describe, expect, test } from 'vitest'
import { RequestPasswordResetDocument, type ResetPasswordInput } from '../../src/client/generated/operations.js'
import { countRows, disable, hashOf, importUser, verifyEmail as plantProof } from '../support/database.js'
import { type Engine, engines } from '../support/engines.js'
import { mailboxOf } from '../support/mailbox.js'
import { codeTo, mailsTo, newestMailTo, tokenTo, wrongCode } from '../support/mails.js'
import {
  atOnce,
  confirmEmailChange,
  issuesOf,
  kindsOf,
  login,
  meOf,
  refresh,
  requestEmailChange,
  requestEmailCode,
  requestPasswordReset,
  resetPassword,
  statusOf,
  verifyEmail,
} from '../support/operations.js'
import { ada, grace, signIn, signUp } from '../support/people.js'
import { type RunningApp, startApp, startAppOn } from '../support/start-app.js'

const requested = { __typename: 'PasswordResetRequested', expiresIn: 1800 }
const newPassword = 'difference engine 1822'
const renewed = { email: ada.email, password: newPassword }
const quiet = { sendEmail: false } as const
const unlimited = { LIMIT_CODE_PER_ADDRESS: 'off', LIMIT_MAIL_PER_RECIPIENT: 'off' }
const invalidToken = { __typename: 'InvalidToken', code: 'INVALID_TOKEN', reason: 'TOKEN_INVALID' }
const invalidCode = { __typename: 'InvalidCode', code: 'INVALID_CODE' }

async function receiveLink(running: RunningApp, email: string = ada.email): Promise<string> {
  expect(await requestPasswordReset(running, { email })).toEqual(requested)
  return tokenTo(running, email)
}

async function receiveCode(running: RunningApp, email: string = ada.email): Promise<string> {
  const outcome = await requestEmailCode(running, { email, purpose: 'RESET_PASSWORD' })
  expect(outcome).toMatchObject({ __typename: 'EmailCodeSent' })
  return codeTo(running, email)
}

async function startWithUser(engine: Engine, overrides: Record<string, string> = {}) {
  const running = await startApp(engine, overrides)
  const own = await signUp(running, { ...ada, ...quiet })
  return { running, own }
}

describe.each(engines)('asking for a reset on %s', (engine) => {
  test('a reset mails a link that starts with RESET_PASSWORD_URL, and the answer carries nothing of it', async () => {
    const { running } = await startWithUser(engine, { RESET_PASSWORD_URL: 'https://app.example.com/new-password' })
    const { data, response } = await running.ask(RequestPasswordResetDocument, { input: { email: ' ADA@EXAMPLE.com' } })
    expect(data.requestPasswordReset).toEqual(requested)
    const mail = await newestMailTo(running, ada.email)
    expect(mail.link()).toMatch(/^https:\/\/app\.example\.com\/new-password\?token=lk_lt_[\w-]{43}$/)
    expect(mail.subject).toBe('Reset your password')
    expect(`${response.payload} ${JSON.stringify(response.headers)}`).not.toContain('lk_lt_')
    expect(await mailboxOf(running)).toHaveLength(1)
  })

  test('a request for a reset shows no one whether there is such a user, unproven, disabled or of another name', async () => {
    const { running, own } = await startWithUser(engine, unlimited)
    await signUp(running, { ...grace, ...quiet })
    await plantProof(running, grace.email)
    const disabled = { email: 'disabled@example.com', username: 'disabled', password: ada.password }
    await disable(running, (await signUp(running, { ...disabled, ...quiet })).user.id)
    const inputs = [
      { email: 'unknown@example.com' },
      { email: 'unknown@example.com', username: 'ada' },
      { email: ada.email },
      { email: ada.email, username: 'ada' },
      { email: ada.email, username: 'grace' },
      { email: grace.email },
      { email: disabled.email },
      { email: disabled.email, username: 'disabled' },
    ]
    const answers: string[] = []
    for (const input of inputs) {
      const { response } = await running.ask(RequestPasswordResetDocument, { input })
      const headers = { ...response.headers, date: '', 'x-request-id': '' }
      answers.push(JSON.stringify([response.statusCode, headers, response.payload]))
    }
    expect(new Set(answers).size).toBe(1)
    expect(await statusOf(running, own.access)).toBe('fine')
  })

  test('a reset mails nothing to an unknown address, or when the username is not that of the user', async () => {
    const { running } = await startWithUser(engine, unlimited)
    await signUp(running, { ...grace, ...quiet })
    await requestPasswordReset(running, { email: 'unknown@example.com' })
    for (const username of ['grace', 'nobody', '', 'ada@example.com', 'ad']) {
      expect(await requestPasswordReset(running, { email: ada.email, username }), username).toEqual(requested)
    }
    expect(await mailboxOf(running)).toEqual([])
    for (const username of ['ada', 'ADA', 'ａｄａ']) {
      expect(await requestPasswordReset(running, { email: ada.email, username }), username).toEqual(requested)
    }
    expect((await mailboxOf(running)).map(({ to }) => to)).toEqual([ada.email, ada.email, ada.email])
  })

  test('a reset mails nothing to a disabled user', async () => {
    const { running, own } = await startWithUser(engine, unlimited)
    await disable(running, own.user.id)
    expect(await requestPasswordReset(running, { email: ada.email })).toEqual(requested)
    await requestEmailCode(running, { email: ada.email, purpose: 'RESET_PASSWORD' })
    expect((await mailboxOf(running)).map(({ subject }) => subject)).toEqual([])
  })

  test('a request for a reset changes nothing by itself, however often it happens', async () => {
    const { running, own } = await startWithUser(engine, unlimited)
    const hash = await hashOf(running, own.user.id)
    for (let attempt = 0; attempt < 10; attempt += 1) await requestPasswordReset(running, { email: ada.email })
    expect(await hashOf(running, own.user.id)).toBe(hash)
    expect(await statusOf(running, own.access)).toBe('fine')
    expect(await meOf(running, own.access)).toEqual(own.user)
    await signIn(running)
  })

  test('what is no address is InvalidInput, and too many are Throttled alike for known and unknown', async () => {
    const { running } = await startWithUser(engine)
    const refused = await requestPasswordReset(running, { email: 'nowhere', username: 'ada' })
    expect(refused).toMatchObject({ __typename: 'InvalidInput', code: 'INVALID_INPUT' })
    expect(issuesOf(refused)).toEqual(['email NOT_AN_EMAIL'])
    const askOften = (email: string) => atOnce(7, () => requestPasswordReset(running, { email }))
    const [known, unknown] = [await askOften(ada.email), await askOften('unknown@example.com')]
    expect(kindsOf(known)).toEqual({ PasswordResetRequested: 5, Throttled: 2 })
    expect(kindsOf(unknown)).toEqual(kindsOf(known))
    const throttled = await requestPasswordReset(running, { email: ada.email })
    expect(throttled).toMatchObject({ __typename: 'Throttled', code: 'THROTTLED', retryAfter: 720 })
    expect(await requestPasswordReset(running, { email: 'unknown@example.com' })).toEqual(throttled)
    expect(await mailsTo(running, ada.email)).toHaveLength(5)
  })

  test('the mail of a reset follows Accept-Language', async () => {
    const { running } = await startWithUser(engine)
    await requestPasswordReset(running, { email: ada.email }, { headers: { 'accept-language': 'zh-CN,zh;q=0.9' } })
    expect((await newestMailTo(running, ada.email)).subject).toBe('重置密码')
  })
})

describe.each(engines)('resetting the password on %s', (engine) => {
  test('by link or by code ends every session at once, on every instance, and only the new password works', async () => {
    for (const receive of [receiveLink, receiveCode]) {
      const { running, own } = await startWithUser(engine)
      const elsewhere = await startAppOn(running.settings.DATABASE_URL, {}, running.clock)
      const others = await atOnce(3, () => signIn(running))
      const stranger = await signUp(running, { ...grace, ...quiet })
      const proof = await receive(running)
      const input = receive === receiveLink ? { token: proof } : { email: ada.email, code: proof }
      const outcome = await resetPassword(running, { ...input, newPassword, newPasswordConfirm: newPassword })
      expect(outcome).toEqual({ __typename: 'PasswordReset', revokedSessions: 4 })

      for (const { access, refresh: refreshToken } of [own, ...others]) {
        expect(await statusOf(elsewhere, access)).toBe('SESSION_ENDED')
        const refreshed = await refresh(elsewhere, { refreshToken })
        expect(refreshed).toMatchObject({ __typename: 'SessionEnded', reason: 'PASSWORD_CHANGED' })
      }
      expect(await statusOf(running, stranger.access)).toBe('fine')
      const old = await login(running, { identifier: ada.email, password: ada.password })
      expect(old).toMatchObject({ __typename: 'InvalidCredentials' })
      expect((await signIn(running, renewed)).user.id).toBe(own.user.id)
    }
  })

  test('a reset opens no session, not even for a caller who is signed in', async () => {
    const { running, own } = await startWithUser(engine)
    const input = { token: await receiveLink(running), newPassword }
    const outcome = await resetPassword(running, input, { token: own.access })
    expect(outcome).toEqual({ __typename: 'PasswordReset', revokedSessions: 1 })
    expect(await statusOf(running, own.access)).toBe('SESSION_ENDED')
    expect(await countRows(running)).toMatchObject({ users: 1, sessions: 1 })
  })

  test('a reset of the password proves the address', async () => {
    const { running, own } = await startWithUser(engine, { EMAIL_VERIFICATION: 'optional' })
    expect(own.user.emailVerified).toBe(false)
    await resetPassword(running, { token: await receiveLink(running), newPassword })
    expect((await signIn(running, renewed)).user.emailVerified).toBe(true)
    const strict = { EMAIL_VERIFICATION: 'required' }
    await signIn(await startAppOn(running.settings.DATABASE_URL, strict, running.clock), renewed)
  })

  test('a reset gives a password to a user who has none', async () => {
    const running = await startApp(engine)
    const id = await importUser(running, { email: ada.email })
    await resetPassword(running, { token: await receiveLink(running), newPassword })
    expect((await signIn(running, renewed)).user.id).toBe(id)
  })

  test('a reset does not let a disabled user in', async () => {
    const { running, own } = await startWithUser(engine)
    const token = await receiveLink(running)
    await disable(running, own.user.id)
    await resetPassword(running, { token, newPassword })
    for (const password of [newPassword, ada.password]) {
      const outcome = await login(running, { identifier: ada.email, password })
      expect(outcome, password).not.toMatchObject({ __typename: 'SignedIn' })
    }
    expect(await statusOf(running, own.access)).toBe('SESSION_ENDED')
  })

  test('a reset lets a throttled owner sign in at once, by the address and by the name', async () => {
    const { running } = await startWithUser(engine)
    for (const identifier of [ada.email, ada.username]) {
      await atOnce(10, () => login(running, { identifier, password: 'not this one' }))
      const outcome = await login(running, { identifier, password: ada.password })
      expect(outcome, identifier).toMatchObject({ __typename: 'Throttled' })
    }
    await resetPassword(running, { token: await receiveLink(running), newPassword })
    await signIn(running, renewed)
    await signIn(running, { username: ada.username, password: newPassword })
  })

  test('a reset voids everything else that was mailed and not used', async () => {
    const running = await startApp(engine)
    const own = await signUp(running)
    const verification = await newestMailTo(running, ada.email)
    const change = { newEmail: 'countess@example.com', currentPassword: ada.password }
    await requestEmailChange(running, { token: own.access, input: change })
    const changing = await newestMailTo(running, change.newEmail)
    const link = await receiveLink(running)
    await resetPassword(running, { email: ada.email, code: await receiveCode(running), newPassword })

    expect(await resetPassword(running, { token: link, newPassword: ada.password })).toMatchObject(invalidToken)
    expect(await verifyEmail(running, { token: verification.token() })).toMatchObject(invalidToken)
    const byCode = await verifyEmail(running, { email: ada.email, code: verification.code() })
    expect(byCode).toMatchObject(invalidCode)
    expect(await confirmEmailChange(running, { token: changing.token() })).toMatchObject(invalidToken)
    const { access: token } = await signIn(running, renewed)
    expect(await confirmEmailChange(running, { code: changing.code() }, { token })).toMatchObject(invalidCode)
    expect(await meOf(running, token)).toMatchObject({ email: ada.email })
  })

  test('a reset takes an account back from a squatter, and voids the password, the sessions and the pending change of address', async () => {
    const running = await startApp(engine)
    const squatter = { email: ada.email, password: 'words of a squatter' }
    const [first, second] = [await signUp(running, squatter), await signIn(running, squatter)]
    const change = { newEmail: 'squatter@example.com', currentPassword: squatter.password }
    await requestEmailChange(running, { token: first.access, input: change })
    const changing = await newestMailTo(running, change.newEmail)
    const outcome = await resetPassword(running, { token: await receiveLink(running), newPassword })
    expect(outcome).toMatchObject({ __typename: 'PasswordReset', revokedSessions: 2 })

    for (const { access, refresh: refreshToken } of [first, second]) {
      expect(await statusOf(running, access)).toBe('SESSION_ENDED')
      expect(await refresh(running, { refreshToken })).toMatchObject({ __typename: 'SessionEnded' })
    }
    const entry = await login(running, { identifier: ada.email, password: squatter.password })
    expect(entry).toMatchObject({ __typename: 'InvalidCredentials' })
    expect(await confirmEmailChange(running, { token: changing.token() })).toMatchObject(invalidToken)
    expect((await signIn(running, renewed)).user).toMatchObject({ email: ada.email, emailVerified: true })
  })
})

describe.each(engines)('the link to reset a password on %s', (engine) => {
  test('the link of a reset works for half an hour, to the second', async () => {
    const { running } = await startWithUser(engine)
    await signUp(running, { ...grace, ...quiet })
    const [inTime, tooLate] = [await receiveLink(running), await receiveLink(running, grace.email)]
    running.clock.move(1799)
    expect(await resetPassword(running, { token: inTime, newPassword })).toMatchObject({ __typename: 'PasswordReset' })
    running.clock.move(1)
    const outcome = await resetPassword(running, { token: tooLate, newPassword })
    expect(outcome).toMatchObject({ ...invalidToken, reason: 'TOKEN_EXPIRED' })
    await signIn(running, grace)
  })

  test('a reset link works once, and asking again mails the same link', async () => {
    const { running } = await startWithUser(engine)
    const first = await receiveLink(running)
    const second = await receiveLink(running)
    expect(second).toBe(first)
    const outcome = await resetPassword(running, { token: second, newPassword })
    expect(outcome).toMatchObject({ __typename: 'PasswordReset' })
    expect(await resetPassword(running, { token: second, newPassword: grace.password })).toMatchObject(invalidToken)
    await signIn(running, renewed)
  })

  test('one of 50 resets at once on two instances with as many passwords wins, and its password logs in', async () => {
    const { running } = await startWithUser(engine, unlimited)
    const other = await startAppOn(running.settings.DATABASE_URL, unlimited, running.clock)
    const token = await receiveLink(running)
    const passwordOf = (place: number) => `password of racer ${place}`
    const outcomes = await atOnce(50, (place) =>
      resetPassword(place % 2 === 0 ? running : other, { token, newPassword: passwordOf(place) }),
    )
    expect(kindsOf(outcomes)).toEqual({ PasswordReset: 1, InvalidToken: 49 })
    const won = outcomes.findIndex(({ __typename: kind }) => kind === 'PasswordReset')
    await signIn(running, { email: ada.email, password: passwordOf(won) })
    const lost = await login(running, { identifier: ada.email, password: passwordOf((won + 1) % 50) })
    expect(lost).toMatchObject({ __typename: 'InvalidCredentials' })
    const subjects = (await mailsTo(running, ada.email)).map(({ subject }) => subject)
    expect(subjects.filter((subject) => subject === 'Your password was reset')).toHaveLength(1)
  })

  test('one of 20 resets at once with one code wins, and its password logs in', async () => {
    const { running } = await startWithUser(engine, unlimited)
    const code = await receiveCode(running)
    const passwordOf = (place: number) => `password of racer ${place}`
    const outcomes = await atOnce(20, (place) =>
      resetPassword(running, { email: ada.email, code, newPassword: passwordOf(place) }),
    )
    expect(kindsOf(outcomes)).toEqual({ PasswordReset: 1, InvalidCode: 19 })
    const won = outcomes.findIndex(({ __typename: kind }) => kind === 'PasswordReset')
    await signIn(running, { email: ada.email, password: passwordOf(won) })
  })

  test('the link of a reset is no token of another kind, nor the other way round', async () => {
    const running = await startApp(engine)
    const own = await signUp(running)
    const verification = await tokenTo(running, ada.email)
    const token = await receiveLink(running)
    for (const wrong of ['', 'junk', verification, own.access, own.refresh, token.slice(0, -1), ` ${token}`]) {
      expect(await resetPassword(running, { token: wrong, newPassword }), wrong).toMatchObject(invalidToken)
    }
    expect(await verifyEmail(running, { token })).toMatchObject(invalidToken)
    expect(await confirmEmailChange(running, { token }, { token: own.access })).toMatchObject(invalidToken)
    await signIn(running)
    expect(await resetPassword(running, { token, newPassword })).toMatchObject({ __typename: 'PasswordReset' })
  })

  test('a link of a reset counts alone: an address and a code in the same request make no difference', async () => {
    const { running } = await startWithUser(engine)
    await signUp(running, { ...grace, ...quiet })
    const token = await receiveLink(running)
    await resetPassword(running, { token, email: grace.email, code: '123456', newPassword })
    await signIn(running, renewed)
    await signIn(running, grace)
  })
})

describe.each(engines)('what a reset needs on %s', (engine) => {
  test('a reset needs a token, or an address and a code', async () => {
    const { running } = await startWithUser(engine)
    const cases = [
      [{}, ['token REQUIRED']],
      [{ email: ada.email }, ['code REQUIRED']],
      [{ code: '123456' }, ['email REQUIRED']],
      [{ email: 'nowhere', code: '123456' }, ['email NOT_AN_EMAIL']],
    ] as const
    for (const [input, issues] of cases) {
      const outcome = await resetPassword(running, { ...input, newPassword })
      expect(outcome, JSON.stringify(input)).toMatchObject({ __typename: 'InvalidInput', code: 'INVALID_INPUT' })
      expect(issuesOf(outcome), JSON.stringify(input)).toEqual(issues)
    }
  })

  test('a reset needs a password within the rules, and one that breaks them does not use the proof up', async () => {
    const { running } = await startWithUser(engine)
    const token = await receiveLink(running)
    const issuesFor = async (input: Partial<ResetPasswordInput>) =>
      issuesOf(await resetPassword(running, { token, newPassword, ...input }))
    expect(await issuesFor({ newPassword: 'short' })).toEqual(['newPassword TOO_SHORT'])
    expect(await issuesFor({ newPassword: 'x'.repeat(257) })).toEqual(['newPassword TOO_LONG'])
    expect(await issuesFor({ newPassword: 'password' })).toEqual(['newPassword TOO_COMMON'])
    expect(await issuesFor({ newPassword: 'ADA@example.com' })).toEqual(['newPassword LIKE_IDENTITY'])
    expect(await issuesFor({ newPassword: 'lone \udfff surrogate' })).toEqual(['newPassword BAD_CHARACTERS'])
    expect(await issuesFor({ newPasswordConfirm: ada.password })).toEqual(['newPasswordConfirm MISMATCH'])
    await signIn(running)
    const code = await receiveCode(running)
    const likeness = await resetPassword(running, { email: ada.email, code, newPassword: ada.email })
    expect(issuesOf(likeness)).toEqual(['newPassword LIKE_IDENTITY'])
    const outcome = await resetPassword(running, { email: ada.email, code, newPassword })
    expect(outcome).toMatchObject({ __typename: 'PasswordReset' })
  })

  test('a wrong code for a reset looks the same for a user who does not exist', async () => {
    const { running } = await startWithUser(engine)
    const code = wrongCode(await receiveCode(running))
    const known = await resetPassword(running, { email: ada.email, code, newPassword })
    const unknown = await resetPassword(running, { email: 'unknown@example.com', code, newPassword })
    expect(known).toMatchObject(invalidCode)
    expect(unknown).toEqual(known)
    await signIn(running)
  })

  test('a code or a link of a reset that no one asked for is worth nothing', async () => {
    const { running } = await startWithUser(engine)
    for (const code of ['', '000000', '123456', 'null', 'undefined']) {
      const outcome = await resetPassword(running, { email: ada.email, code, newPassword })
      expect(outcome, code).toMatchObject(invalidCode)
    }
    await signIn(running)
  })

  test('guesses of a reset beyond LIMIT_CODE_PER_ADDRESS must wait, and others are not held up', async () => {
    const { running } = await startWithUser(engine, { LIMIT_CODE_PER_ADDRESS: '2/1h' })
    const token = await receiveLink(running)
    expect(await resetPassword(running, { token: 'junk', newPassword })).toMatchObject(invalidToken)
    const throttled = { __typename: 'Throttled', code: 'THROTTLED', retryAfter: 1800 }
    expect(await resetPassword(running, { token, newPassword })).toMatchObject(throttled)
    expect(await requestPasswordReset(running, { email: grace.email })).toMatchObject(throttled)
    const outcome = await resetPassword(running, { token, newPassword }, { address: '2001:db8::1' })
    expect(outcome).toMatchObject({ __typename: 'PasswordReset' })
  })
})
