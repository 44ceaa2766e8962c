import { describe, expect, test } from 'vitest'
import { RequestEmailChangeDocument, type RequestEmailChangeInput } from '../../src/client/generated/operations.js'
import { verifyEmail as plantProof } from '../support/database.js'
import { type Engine, engines } from '../support/engines.js'
import { mailboxOf } from '../support/mailbox.js'
import { carriesSecret, mailsTo, newestMailTo, newestProofTo, tokenTo, wrongCode } from '../support/mails.js'
import {
  atOnce,
  changePassword,
  codeOf,
  confirmEmailChange,
  issuesOf,
  kindsOf,
  login,
  meOf,
  refresh,
  register,
  requestEmailChange,
  requestEmailCode,
  requestPasswordReset,
  resetPassword,
  statusOf,
  verifyEmail,
} from '../support/operations.js'
import { ada, grace, signIn, signUp } from '../support/people.js'
import { type RunningApp, startApp, startAppOn } from '../support/start-app.js'

const quiet = { sendEmail: false } as const
const newEmail = 'countess@example.com'
const change: RequestEmailChangeInput = { newEmail, currentPassword: ada.password }
const requested = { __typename: 'EmailChangeRequested', expiresIn: 86_400 }
const moved = { email: newEmail, password: ada.password }
const invalidToken = { __typename: 'InvalidToken', code: 'INVALID_TOKEN', reason: 'TOKEN_INVALID' }
const invalidCode = { __typename: 'InvalidCode', code: 'INVALID_CODE' }

async function startWithUser(engine: Engine, overrides: Record<string, string> = {}) {
  const running = await startApp(engine, overrides)
  const own = await signUp(running, { ...ada, ...quiet })
  await plantProof(running, ada.email)
  return { running, own, token: own.access }
}

/** Asks, and reads the mail with the proof. */
async function receiveProof(running: RunningApp, token: string, input = change) {
  expect(await requestEmailChange(running, { token, input })).toEqual(requested)
  return newestProofTo(running, input.newEmail)
}

describe.each(engines)('asking for another address on %s', (engine) => {
  test('a request for another address mails a code and a link to it, and the old address stays until the proof', async () => {
    const { running, own, token } = await startWithUser(engine, { CHANGE_EMAIL_URL: 'https://app.example.com/moved' })
    const input = { newEmail: ' COUNTESS@Example.com', currentPassword: ada.password }
    const { data, response } = await running.ask(RequestEmailChangeDocument, { input }, { token })
    expect(data.requestEmailChange).toEqual(requested)
    const mails = await mailboxOf(running)
    expect(mails.map(({ to }) => to)).toEqual([newEmail])
    const mail = await newestMailTo(running, newEmail)
    expect(mail.link()).toMatch(/^https:\/\/app\.example\.com\/moved\?token=lk_lt_[\w-]{43}$/)
    expect(mail.code()).toMatch(/^\d{6}$/)
    expect(response.payload).not.toContain(mail.code())

    expect(await meOf(running, token)).toEqual({ ...own.user, emailVerified: true })
    await signIn(running)
    const early = await login(running, { identifier: newEmail, password: ada.password })
    expect(early).toMatchObject({ __typename: 'InvalidCredentials' })
  })

  test('a request for another address needs the present password and a session', async () => {
    const { running, token } = await startWithUser(engine)
    const wrong = await requestEmailChange(running, { token, input: { ...change, currentPassword: 'not this one' } })
    expect(wrong).toMatchObject({ __typename: 'InvalidCredentials', code: 'INVALID_CREDENTIALS' })
    const anonymous = await running.ask(RequestEmailChangeDocument, { input: change })
    expect(codeOf(anonymous)).toBe('UNAUTHENTICATED')
    expect(await mailboxOf(running)).toEqual([])
  })

  test('wrong passwords count for the session, and wrong passwords of login do not', async () => {
    const { running, token } = await startWithUser(engine)
    const guess = { ...change, currentPassword: 'not this one' }
    await atOnce(10, () => login(running, { identifier: ada.email, password: 'not this one' }))
    const outcomes = await atOnce(10, () => requestEmailChange(running, { token, input: guess }))
    expect(kindsOf(outcomes)).toEqual({ InvalidCredentials: 10 })
    const outcome = await requestEmailChange(running, { token, input: change })
    expect(outcome).toMatchObject({ __typename: 'Throttled', code: 'THROTTLED', retryAfter: 90 })
  })

  test('the present address, a text that is no address and an empty password are refused', async () => {
    const { running, token } = await startWithUser(engine)
    const cases = [
      [{ newEmail: ada.email }, ['newEmail UNCHANGED']],
      [{ newEmail: ' ADA@EXAMPLE.COM' }, ['newEmail UNCHANGED']],
      [{ newEmail: 'ada@ｅｘａｍｐｌｅ.com' }, ['newEmail UNCHANGED']],
      [{ newEmail: 'nowhere' }, ['newEmail NOT_AN_EMAIL']],
      [{ newEmail: `${newEmail}, eve@example.com` }, ['newEmail NOT_AN_EMAIL']],
      [{ newEmail: '', currentPassword: '' }, ['newEmail NOT_AN_EMAIL', 'currentPassword REQUIRED']],
    ] as const
    for (const [input, issues] of cases) {
      const outcome = await requestEmailChange(running, { token, input: { ...change, ...input } })
      expect(outcome, JSON.stringify(input)).toMatchObject({ __typename: 'InvalidInput', code: 'INVALID_INPUT' })
      expect(issuesOf(outcome), JSON.stringify(input)).toEqual(issues)
    }
    expect(await mailboxOf(running)).toEqual([])
  })

  test('a taken address gets the answer of a free one, and its owner is told without a secret', async () => {
    const { running, token } = await startWithUser(engine)
    await signUp(running, { ...grace, ...quiet })
    const answerTo = async (address: string) => {
      const input = { ...change, newEmail: address }
      const { response } = await running.ask(RequestEmailChangeDocument, { input }, { token })
      return [response.statusCode, { ...response.headers, date: '', 'x-request-id': '' }, response.payload]
    }
    const free = await answerTo(newEmail)
    expect(await answerTo(grace.email)).toEqual(free)
    const throttled = await answerTo(newEmail)
    expect(throttled).not.toEqual(free)
    expect(await answerTo(grace.email)).toEqual(throttled)
    const mails = await mailsTo(running, grace.email)
    expect(mails.map(({ subject }) => subject)).toEqual(['You already have an account'])
    expect(mails.some(carriesSecret)).toBe(false)
    expect(await mailsTo(running, ada.email)).toEqual([])
  })

  test('a new address gets one mail a minute, and the answer tells the wait', async () => {
    const { running, token } = await startWithUser(engine)
    await receiveProof(running, token)
    const throttled = await requestEmailChange(running, { token, input: change })
    expect(throttled).toMatchObject({ __typename: 'Throttled', code: 'THROTTLED', retryAfter: 60 })
    expect(await mailsTo(running, newEmail)).toHaveLength(1)
    await receiveProof(running, token, { ...change, newEmail: 'other@example.com' })
  })

  test('the mail to the new address follows Accept-Language', async () => {
    const { running, token } = await startWithUser(engine)
    await requestEmailChange(running, { token, input: change }, { 'accept-language': 'zh-CN' })
    expect((await newestMailTo(running, newEmail)).subject).toBe('请确认您的新邮箱')
  })
})

describe.each(engines)('proving the new address on %s', (engine) => {
  test('by code or by link changes it, keeps the sessions, and only the new one signs in', async () => {
    for (const by of ['code', 'token'] as const) {
      const { running, own, token } = await startWithUser(engine)
      const other = await signIn(running)
      const mail = await receiveProof(running, token)
      const outcome =
        by === 'code'
          ? await confirmEmailChange(running, { code: mail.code() }, { token })
          : await confirmEmailChange(running, { token: mail.token() })
      expect(outcome).toMatchObject({
        __typename: 'EmailChanged',
        user: { id: own.user.id, email: newEmail, emailVerified: true, username: ada.username },
      })
      expect(await statusOf(running, token)).toBe('fine')
      expect(await refresh(running, { refreshToken: other.refresh })).toMatchObject({ __typename: 'Refreshed' })
      expect((await signIn(running, moved)).user.id).toBe(own.user.id)
      const old = await login(running, { identifier: ada.email, password: ada.password })
      expect(old).toMatchObject({ __typename: 'InvalidCredentials' })
    }
  })

  test('both addresses are told of the change, and neither mail carries a secret', async () => {
    const { running, token } = await startWithUser(engine)
    const proof = await receiveProof(running, token)
    await confirmEmailChange(running, { token: proof.token() })
    const told = (await mailboxOf(running)).filter(({ subject }) => subject === 'Your e-mail address was changed')
    expect(told.map(({ to }) => to).sort()).toEqual([ada.email, newEmail].sort())
    for (const mail of told) {
      expect(mail.text).toContain(`is now ${newEmail}`)
      expect(carriesSecret(mail)).toBe(false)
    }
  })

  test('confirmEmailChange sets the first address of a user who had none', async () => {
    const running = await startApp(engine, { EMAIL_REQUIRED: 'false' })
    const { access: token } = await signUp(running, { username: ada.username, password: ada.password })
    const mail = await receiveProof(running, token)
    const outcome = await confirmEmailChange(running, { code: mail.code() }, { token })
    expect(outcome).toMatchObject({ __typename: 'EmailChanged', user: { email: newEmail } })
    expect((await mailsTo(running, newEmail)).at(-1)?.subject).toBe('Your e-mail address was changed')
    expect(await mailboxOf(running)).toHaveLength(2)
  })

  test('a change of the address frees the old address for others', async () => {
    const { running, token } = await startWithUser(engine)
    const mail = await receiveProof(running, token)
    expect(await register(running, { email: ada.email, password: grace.password })).toMatchObject({
      __typename: 'EmailTaken',
    })
    await confirmEmailChange(running, { token: mail.token() })
    const { user } = await signUp(running, { email: ada.email, password: grace.password })
    expect(user.email).toBe(ada.email)
  })

  test('the code for a new address works in a session of the user only', async () => {
    const { running, token } = await startWithUser(engine)
    const stranger = await signUp(running, { ...grace, ...quiet })
    const code = (await receiveProof(running, token)).code()
    for (let attempt = 0; attempt < 6; attempt += 1) {
      expect(await confirmEmailChange(running, { code })).toMatchObject(invalidCode)
      expect(await confirmEmailChange(running, { code }, { token: stranger.access })).toMatchObject(invalidCode)
    }
    const outcome = await confirmEmailChange(running, { code }, { token: (await signIn(running)).access })
    expect(outcome).toMatchObject({ __typename: 'EmailChanged' })
    expect(await meOf(running, stranger.access)).toMatchObject({ email: grace.email })
  })

  test('the link for a new address works in any session, and changes only the user who asked', async () => {
    const { running, own, token } = await startWithUser(engine)
    const stranger = await signUp(running, { ...grace, ...quiet })
    const mail = await receiveProof(running, token)
    const outcome = await confirmEmailChange(running, { token: mail.token() }, { token: stranger.access })
    expect(outcome).toMatchObject({ __typename: 'EmailChanged', user: { id: own.user.id, email: newEmail } })
    expect(await meOf(running, stranger.access)).toMatchObject({ email: grace.email })
  })

  test('the code for a new address works for ten minutes, and the link for a day, to the second', async () => {
    const { running, token } = await startWithUser(engine)
    const first = await receiveProof(running, token)
    running.clock.move(600)
    expect(await confirmEmailChange(running, { code: first.code() }, { token })).toMatchObject(invalidCode)
    running.clock.move(86_400 - 600 - 1)
    expect(await confirmEmailChange(running, { token: first.token() })).toMatchObject({ __typename: 'EmailChanged' })

    const { access } = await signIn(running, moved)
    const second = await receiveProof(running, access, { ...change, newEmail: ada.email })
    running.clock.move(599)
    const inTime = await confirmEmailChange(running, { code: second.code() }, { token: access })
    expect(inTime).toMatchObject({ __typename: 'EmailChanged' })

    const third = await receiveProof(running, access)
    running.clock.move(86_400)
    const tooLate = await confirmEmailChange(running, { token: third.token() })
    expect(tooLate).toMatchObject({ ...invalidToken, reason: 'TOKEN_EXPIRED' })
  })

  test('one use of the code or the link for a new address ends both', async () => {
    const { running, token } = await startWithUser(engine)
    const first = await receiveProof(running, token)
    await confirmEmailChange(running, { token: first.token() })
    expect(await confirmEmailChange(running, { token: first.token() })).toMatchObject(invalidToken)
    expect(await confirmEmailChange(running, { code: first.code() }, { token })).toMatchObject(invalidCode)
    const second = await receiveProof(running, token, { ...change, newEmail: ada.email })
    await confirmEmailChange(running, { code: second.code() }, { token })
    expect(await confirmEmailChange(running, { token: second.token() })).toMatchObject(invalidToken)
    expect(await meOf(running, token)).toMatchObject({ email: ada.email })
  })

  test('one of 30 requests at once with one link and one code changes the address, and one pair of notices goes out', async () => {
    const { running, token } = await startWithUser(engine, { LIMIT_CODE_PER_ADDRESS: 'off' })
    const mail = await receiveProof(running, token)
    const outcomes = await atOnce(30, (place) =>
      place % 2 === 0
        ? confirmEmailChange(running, { token: mail.token() })
        : confirmEmailChange(running, { code: mail.code() }, { token }),
    )
    expect(kindsOf(outcomes)).toMatchObject({ EmailChanged: 1 })
    const told = (await mailboxOf(running)).filter(({ subject }) => subject === 'Your e-mail address was changed')
    expect(told).toHaveLength(2)
  })

  test('asking again voids what was mailed before, for whatever address', async () => {
    const { running, token } = await startWithUser(engine)
    const first = await receiveProof(running, token)
    const second = await receiveProof(running, token, { ...change, newEmail: 'other@example.com' })
    expect(await confirmEmailChange(running, { token: first.token() })).toMatchObject(invalidToken)
    expect(await confirmEmailChange(running, { code: first.code() }, { token })).toMatchObject(invalidCode)
    const outcome = await confirmEmailChange(running, { code: second.code() }, { token })
    expect(outcome).toMatchObject({ __typename: 'EmailChanged', user: { email: 'other@example.com' } })
  })

  test('a change of the password voids the proofs of a new address', async () => {
    const { running, own } = await startWithUser(engine)
    const thief = await signIn(running)
    const proof = await receiveProof(running, thief.access, { ...change, newEmail: 'thief@example.com' })
    const input = { currentPassword: ada.password, newPassword: grace.password }
    const changed = await changePassword(running, { token: own.access, input })
    expect(changed).toMatchObject({ __typename: 'PasswordChanged', revokedSessions: 1 })
    expect(await confirmEmailChange(running, { token: proof.token() })).toMatchObject(invalidToken)
    expect(await meOf(running, own.access)).toMatchObject({ email: ada.email })
  })

  test('five wrong codes kill the right one, and the link still works', async () => {
    const { running, token } = await startWithUser(engine)
    const mail = await receiveProof(running, token)
    for (let place = 1; place <= 5; place += 1) {
      const outcome = await confirmEmailChange(running, { code: wrongCode(mail.code(), place) }, { token })
      expect(outcome).toMatchObject(invalidCode)
    }
    expect(await confirmEmailChange(running, { code: mail.code() }, { token })).toMatchObject(invalidCode)
    expect(await confirmEmailChange(running, { token: mail.token() })).toMatchObject({ __typename: 'EmailChanged' })
  })

  test('confirmEmailChange needs a token or a code of its own kind', async () => {
    const running = await startApp(engine)
    const { access: token } = await signUp(running)
    const verification = await newestMailTo(running, ada.email)
    const missing = await confirmEmailChange(running, {}, { token })
    expect(missing).toMatchObject({ __typename: 'InvalidInput', code: 'INVALID_INPUT' })
    expect(issuesOf(missing)).toEqual(['token REQUIRED'])
    for (const wrong of ['', 'junk', verification.token(), token]) {
      expect(await confirmEmailChange(running, { token: wrong }, { token }), wrong).toMatchObject(invalidToken)
    }
    expect(await confirmEmailChange(running, { code: verification.code() }, { token })).toMatchObject(invalidCode)
    const mail = await receiveProof(running, token)
    const crossed = await verifyEmail(running, { email: newEmail, code: mail.code() }, { token })
    expect(crossed).toMatchObject(invalidCode)
    expect(await verifyEmail(running, { token: mail.token() }, { token })).toMatchObject(invalidToken)
    const reset = { token: mail.token(), newPassword: grace.password }
    expect(await resetPassword(running, reset)).toMatchObject(invalidToken)
    expect(await verifyEmail(running, { token: verification.token() })).toMatchObject({ __typename: 'EmailVerified' })
  })

  test('guesses of the code beyond LIMIT_CODE_PER_ADDRESS are throttled', async () => {
    const { running, token } = await startWithUser(engine, { LIMIT_CODE_PER_ADDRESS: '2/1h' })
    const mail = await receiveProof(running, token)
    await confirmEmailChange(running, { token: 'junk' })
    const outcome = await confirmEmailChange(running, { token: mail.token() })
    expect(outcome).toMatchObject({ __typename: 'Throttled', code: 'THROTTLED', retryAfter: 1800 })
    const elsewhere = await confirmEmailChange(running, { token: mail.token() }, { address: '203.0.113.5' })
    expect(elsewhere).toMatchObject({ __typename: 'EmailChanged' })
  })
})

describe.each(engines)('two who want one address on %s', (engine) => {
  /** Both hold a proof of the same address, which is free. */
  async function startRace(on: Engine) {
    const { running, own } = await startWithUser(on)
    const other = await signUp(running, { ...grace, ...quiet })
    const first = await receiveProof(running, own.access)
    running.clock.move(60)
    const second = await receiveProof(running, other.access, { newEmail, currentPassword: grace.password })
    return { running, own, other, first, second }
  }

  test('one after the other: the second is EmailTaken, keeps the old address, and may try again', async () => {
    const { running, own, other, first, second } = await startRace(engine)
    await confirmEmailChange(running, { code: first.code() }, { token: own.access })
    for (const input of [{ code: second.code() }, { token: second.token() }]) {
      const outcome = await confirmEmailChange(running, input, { token: other.access })
      expect(outcome).toMatchObject({ __typename: 'EmailTaken', code: 'EMAIL_TAKEN' })
    }
    expect(await meOf(running, other.access)).toMatchObject({ email: grace.email, emailVerified: false })
    await signIn(running, grace)
    const told = (await mailboxOf(running)).filter(({ subject }) => subject === 'Your e-mail address was changed')
    expect(told.map(({ to }) => to).sort()).toEqual([ada.email, newEmail].sort())
  })

  test('at once, on two instances: one has it and the other is EmailTaken', async () => {
    const { running, own, other, first, second } = await startRace(engine)
    const elsewhere = await startAppOn(running.settings.DATABASE_URL, {}, running.clock)
    const outcomes = await Promise.all([
      confirmEmailChange(running, { token: first.token() }),
      confirmEmailChange(elsewhere, { token: second.token() }),
    ])
    expect(kindsOf(outcomes)).toEqual({ EmailChanged: 1, EmailTaken: 1 })
    const emails = [await meOf(running, own.access), await meOf(running, other.access)].map((user) => user?.email)
    expect(emails.filter((email) => email === newEmail)).toHaveLength(1)
  })

  test('a proof is worth nothing against who has registered the address meanwhile', async () => {
    const { running, own, first } = await startRace(engine)
    const newcomer = await signUp(running, { email: newEmail, password: 'words of the newcomer', ...quiet })
    const outcome = await confirmEmailChange(running, { token: first.token() }, { token: own.access })
    expect(outcome).toMatchObject({ __typename: 'EmailTaken' })
    expect(await meOf(running, newcomer.access)).toMatchObject({ email: newEmail })
    expect(await meOf(running, own.access)).toMatchObject({ email: ada.email })
  })
})

describe.each(engines)('what was mailed to the old address, on %s,', (engine) => {
  test('a proof that was mailed to the old address is worth nothing after the change', async () => {
    const running = await startApp(engine)
    const { access: token } = await signUp(running)
    const verification = await newestMailTo(running, ada.email)
    await requestPasswordReset(running, { email: ada.email })
    const link = await tokenTo(running, ada.email)
    await requestEmailCode(running, { email: ada.email, purpose: 'RESET_PASSWORD' })
    const code = (await newestMailTo(running, ada.email)).code()
    const mail = await receiveProof(running, token)
    await confirmEmailChange(running, { token: mail.token() })

    const newPassword = 'words of who reads the old mail'
    expect(await resetPassword(running, { token: link, newPassword })).toMatchObject(invalidToken)
    for (const email of [ada.email, newEmail]) {
      expect(await resetPassword(running, { email, code, newPassword }), email).toMatchObject(invalidCode)
      const proof = { email, code: verification.code() }
      expect(await verifyEmail(running, proof), email).toMatchObject(invalidCode)
    }
    expect(await verifyEmail(running, { token: verification.token() })).toMatchObject(invalidToken)
    await signIn(running, moved)
  })

  test('a proof of the old address does not work for another user who takes that address', async () => {
    const running = await startApp(engine)
    const { access: token } = await signUp(running)
    await plantProof(running, ada.email)
    await requestPasswordReset(running, { email: ada.email })
    const link = await tokenTo(running, ada.email)
    await confirmEmailChange(running, { token: (await receiveProof(running, token)).token() })
    const next = { email: ada.email, password: grace.password }
    await signUp(running, { ...next, ...quiet })
    expect(await resetPassword(running, { token: link, newPassword: 'words of the first' })).toMatchObject(invalidToken)
    expect((await signIn(running, next)).user.emailVerified).toBe(false)
  })

  test('a reset for the old address mails no one, and a reset for the new address mails there', async () => {
    const { running, token } = await startWithUser(engine)
    await confirmEmailChange(running, { token: (await receiveProof(running, token)).token() })
    const before = (await mailboxOf(running)).length
    await requestPasswordReset(running, { email: ada.email })
    await requestPasswordReset(running, { email: newEmail })
    expect((await mailboxOf(running)).slice(before).map(({ to }) => to)).toEqual([newEmail])
  })
})
