import { describe, expect, test } from 'vitest'
import { LoginDocument, RegisterDocument } from '../../src/client/generated/operations.js'
import { countRows, verifyEmail as plantProof } from '../support/database.js'
import { engines } from '../support/engines.js'
import { mailboxOf } from '../support/mailbox.js'
import { carriesSecret, codeTo, mailsTo, newestMailTo, tokenTo, wrongCode } from '../support/mails.js'
import {
  atOnce,
  changePassword,
  codeOf,
  issuesOf,
  kindsOf,
  login,
  meOf,
  refresh,
  register,
  requestEmailCode,
  requestPasswordReset,
  statusOf,
  verifyEmail,
} from '../support/operations.js'
import { ada, grace, signIn, signUp } from '../support/people.js'
import { type Answer, startApp, startAppOn } from '../support/start-app.js'

const required = { EMAIL_VERIFICATION: 'required' }
const verified = { __typename: 'EmailVerified', email: ada.email }
const day = 86_400

describe.each(engines)('proving an address on %s', (engine) => {
  test('the code or the link that a registration mails proves the address, and nothing else changes', async () => {
    const running = await startApp(engine, { VERIFY_EMAIL_URL: 'https://app.example.com/prove' })
    for (const person of [ada, grace]) {
      const own = await signUp(running, person)
      const other = await signIn(running, person)
      expect(own.user.emailVerified).toBe(false)
      const mail = await newestMailTo(running, person.email)
      expect(mail.link()).toMatch(/^https:\/\/app\.example\.com\/prove\?token=lk_lt_[\w-]{43}$/)
      expect(mail.code()).toMatch(/^\d{6}$/)
      const proof = person === ada ? { email: person.email, code: mail.code() } : { token: mail.token() }
      const outcome = await verifyEmail(running, proof, { token: own.access })
      expect(outcome).toEqual({ __typename: 'EmailVerified', email: person.email })

      expect(await meOf(running, own.access)).toEqual({ ...own.user, emailVerified: true })
      expect(await statusOf(running, other.access)).toBe('fine')
      expect(await refresh(running, { refreshToken: other.refresh })).toMatchObject({ __typename: 'Refreshed' })
      await signIn(running, person)
      expect(await mailsTo(running, person.email), 'mails').toHaveLength(1)
    }
  })

  test('from another device, or with a token that has expired, ends no session and no password', async () => {
    const running = await startApp(engine)
    const [first, second] = [await signUp(running), await signUp(running, grace)]
    const proofs = [await tokenTo(running, ada.email), await tokenTo(running, grace.email)] as const
    expect(await verifyEmail(running, { token: proofs[0] })).toEqual(verified)
    expect(await statusOf(running, first.access)).toBe('fine')
    running.clock.move(901)
    const stale = await verifyEmail(running, { token: proofs[1] }, { token: second.access })
    expect(stale).toMatchObject({ __typename: 'EmailVerified' })
    for (const { refresh: refreshToken } of [first, second]) {
      expect(await refresh(running, { refreshToken })).toMatchObject({ __typename: 'Refreshed' })
    }
    for (const person of [ada, grace]) expect((await signIn(running, person)).user.emailVerified).toBe(true)
  })

  test('verifyEmail opens no session and hands out no token', async () => {
    const running = await startApp(engine)
    await signUp(running)
    const before = await countRows(running)
    await verifyEmail(running, { token: await tokenTo(running, ada.email) })
    expect(await countRows(running)).toEqual(before)
  })

  test('the link works for a day to the second', async () => {
    const running = await startApp(engine)
    await signUp(running)
    await signUp(running, grace)
    const [inTime, tooLate] = [await tokenTo(running, ada.email), await tokenTo(running, grace.email)]
    running.clock.move(day - 1)
    expect(await verifyEmail(running, { token: inTime })).toEqual(verified)
    running.clock.move(1)
    const outcome = await verifyEmail(running, { token: tooLate })
    expect(outcome).toMatchObject({ __typename: 'InvalidToken', code: 'INVALID_TOKEN', reason: 'TOKEN_EXPIRED' })
    expect((await signIn(running, grace)).user.emailVerified).toBe(false)
  })

  test('the link works once, of 50 at once on two instances too', async () => {
    const unlimited = { LIMIT_CODE_PER_ADDRESS: 'off' }
    const running = await startApp(engine, unlimited)
    const other = await startAppOn(running.settings.DATABASE_URL, unlimited, running.clock)
    await signUp(running)
    const token = await tokenTo(running, ada.email)
    const outcomes = await atOnce(50, (place) => verifyEmail(place % 2 === 0 ? running : other, { token }))
    expect(kindsOf(outcomes)).toEqual({ EmailVerified: 1, InvalidToken: 49 })
    expect(await verifyEmail(running, { token })).toMatchObject({ reason: 'TOKEN_INVALID' })
  })

  test('verifyEmail takes no token of another kind', async () => {
    const running = await startApp(engine)
    const { access, refresh: refreshToken } = await signUp(running)
    const own = await tokenTo(running, ada.email)
    await requestPasswordReset(running, { email: ada.email })
    const reset = await tokenTo(running, ada.email)
    for (const token of ['', 'junk', reset, access, refreshToken, `${own} `, own.toLowerCase(), own.slice(0, -1)]) {
      const outcome = await verifyEmail(running, { token }, { token: access })
      expect(outcome, token).toMatchObject({ __typename: 'InvalidToken', reason: 'TOKEN_INVALID' })
    }
    expect(await meOf(running, access)).toMatchObject({ emailVerified: false })
    expect(await verifyEmail(running, { token: own })).toEqual(verified)
  })

  test('verifyEmail needs a token, or an address and a code', async () => {
    const running = await startApp(engine)
    const cases = [
      [{}, ['token REQUIRED']],
      [{ email: ada.email }, ['code REQUIRED']],
      [{ code: '123456' }, ['email REQUIRED']],
      [{ email: 'nowhere', code: '123456' }, ['email NOT_AN_EMAIL']],
      [{ email: 'nowhere' }, ['email NOT_AN_EMAIL', 'code REQUIRED']],
    ] as const
    for (const [input, issues] of cases) {
      const outcome = await verifyEmail(running, input)
      expect(outcome, JSON.stringify(input)).toMatchObject({ __typename: 'InvalidInput', code: 'INVALID_INPUT' })
      expect(issuesOf(outcome), JSON.stringify(input)).toEqual(issues)
    }
  })

  test('the code is of no use for a user who does not exist or after the account is gone', async () => {
    const running = await startApp(engine)
    const { access } = await signUp(running)
    const mail = await newestMailTo(running, ada.email)
    await running.askText(
      'mutation ($password: String!) { deleteAccount(input: { currentPassword: $password }) { __typename } }',
      { password: ada.password },
      { token: access },
    )
    const byCode = await verifyEmail(running, { email: ada.email, code: mail.code() })
    expect(byCode).toMatchObject({ __typename: 'InvalidCode', code: 'INVALID_CODE' })
    const byLink = await verifyEmail(running, { token: mail.token() })
    expect(byLink).toMatchObject({ __typename: 'InvalidToken', reason: 'TOKEN_INVALID' })
    const unknown = await verifyEmail(running, { email: 'unknown@example.com', code: '123456' })
    expect(unknown).toEqual(byCode)
  })

  test('more than LIMIT_CODE_PER_ADDRESS tries from one client are throttled', async () => {
    const running = await startApp(engine, { LIMIT_CODE_PER_ADDRESS: '2/1h' })
    await signUp(running)
    const mail = await newestMailTo(running, ada.email)
    for (const code of [wrongCode(mail.code()), wrongCode(mail.code(), 2)]) {
      expect(await verifyEmail(running, { email: ada.email, code })).toMatchObject({ __typename: 'InvalidCode' })
    }
    const throttled = await verifyEmail(running, { token: mail.token() })
    expect(throttled).toMatchObject({ __typename: 'Throttled', code: 'THROTTLED', retryAfter: 1800 })
    running.clock.move(1800)
    expect(await verifyEmail(running, { token: mail.token() })).toEqual(verified)
  })
})

describe.each(engines)('the first mail to a new user on %s', (engine) => {
  const hello = { email: ada.email, password: ada.password }

  test('the first mail to a new user asks for a proof, in the language of the registration', async () => {
    const running = await startApp(engine)
    await signUp(running, hello, { headers: { 'accept-language': 'zh-CN' } })
    const mail = await newestMailTo(running, ada.email)
    expect(mail.subject).toBe('请确认您的邮箱')
    expect(mail.html).toContain('lang="zh-CN"')
    expect(mail.link()).toMatch(/\?token=lk_lt_/)
    expect(mail.html).toContain(mail.code())
  })

  test('the first mail is a welcome without a code or a link to a user who has proven the address already', async () => {
    const running = await startApp(engine, { REGISTRATION: 'email-code', EMAIL_VERIFICATION: 'off' })
    await requestEmailCode(running, { email: ada.email, purpose: 'REGISTER' })
    await signUp(running, { ...hello, emailCode: await codeTo(running, ada.email) })
    const [, mail] = await mailsTo(running, ada.email)
    expect(mail?.subject).toBe('Welcome')
    expect(mail === undefined || carriesSecret(mail)).toBe(false)
  })

  test('a new user gets no mail where EMAIL_VERIFICATION is off, because the address may be that of a stranger', async () => {
    const running = await startApp(engine, { EMAIL_VERIFICATION: 'off' })
    const { access: token } = await signUp(running, hello)
    const input = { currentPassword: ada.password, newPassword: 'difference engine 1822' }
    expect(await changePassword(running, { token, input })).toMatchObject({ __typename: 'PasswordChanged' })
    expect(await mailboxOf(running)).toEqual([])
  })

  test('the first mail is not sent with sendEmail: false, whatever EMAIL_VERIFICATION says', async () => {
    const running = await startApp(engine)
    await signUp(running, { ...hello, sendEmail: false })
    for (const mode of ['off', 'required']) {
      const other = await startAppOn(running.settings.DATABASE_URL, { EMAIL_VERIFICATION: mode }, running.clock)
      await register(other, { email: `${mode}@example.com`, password: ada.password, sendEmail: false })
    }
    expect(await countRows(running)).toMatchObject({ users: 2, pendingRegistrations: 1 })
    expect(await mailboxOf(running)).toEqual([])
  })

  test('the first mail is not sent to a user without an address, or when the registration fails', async () => {
    const running = await startApp(engine, { EMAIL_REQUIRED: 'false' })
    await signUp(running, { username: ada.username, password: ada.password })
    await register(running, { ...ada, email: 'new@example.com' })
    await register(running, { email: 'weak@example.com', password: 'short' })
    expect(await mailboxOf(running)).toEqual([])
  })
})

describe.each(engines)('where an address has to be proven first, on %s', (engine) => {
  const input = { email: ada.email, password: ada.password }

  /** All that an observer sees of an answer, but for what names the request. */
  function neutralPart({ response }: Answer<unknown>): unknown {
    return [response.statusCode, { ...response.headers, date: '', 'x-request-id': '' }, response.payload]
  }

  test('a login is EmailNotVerified after the right password only, until the link or the code is used', async () => {
    const running = await startApp(engine, required)
    for (const person of [ada, grace]) {
      const accepted = await register(running, person)
      expect(accepted).toEqual({ __typename: 'RegistrationAccepted', email: person.email })
      const identifier = person.email
      const early = await login(running, { identifier, password: person.password })
      expect(early).toMatchObject({ __typename: 'EmailNotVerified', code: 'EMAIL_NOT_VERIFIED' })
      const wrong = await login(running, { identifier, password: 'not this one' })
      expect(wrong).toMatchObject({ __typename: 'InvalidCredentials' })
      expect(await countRows(running)).toMatchObject({ sessions: person === ada ? 0 : 1 })

      const mail = await newestMailTo(running, person.email)
      const proof = person === ada ? { token: mail.token() } : { email: person.email, code: mail.code() }
      expect(await verifyEmail(running, proof)).toMatchObject({ __typename: 'EmailVerified' })
      expect((await signIn(running, person)).user).toMatchObject({ emailVerified: true })
    }
  })

  test('a code that is asked for proves it too, a day later', async () => {
    const running = await startApp(engine, required)
    await register(running, input)
    await mailboxOf(running)
    running.clock.move(day)
    await requestEmailCode(running, { email: ada.email, purpose: 'VERIFY_EMAIL' })
    const code = await codeTo(running, ada.email)
    expect(await verifyEmail(running, { email: ada.email, code })).toEqual(verified)
    await signIn(running)
  })

  test('registering a new, an unproven and a proven address gets one answer', async () => {
    const running = await startApp(engine, required)
    await register(running, grace)
    await plantProof(running, grace.email)
    const ask = async (email: string) => {
      const answer = await running.ask(RegisterDocument, { input: { email, password: 'words that nobody has' } })
      expect(answer.data.register).toEqual({ __typename: 'RegistrationAccepted', email })
      return JSON.stringify(neutralPart(answer)).replaceAll(email, '–')
    }
    // As long as the other, so that content-length can be compared too.
    const newcomer = 'edith@example.com'
    const fresh = await ask(newcomer)
    expect(await ask(newcomer)).toBe(fresh)
    const { users } = await countRows(running)
    expect(await ask(grace.email)).toBe(fresh)
    expect(await countRows(running)).toMatchObject({ users, profiles: users, passwordCredentials: users })
  })

  test('fifty registrations of a taken address with a free name reserve the name for no one', async () => {
    const running = await startApp(engine, { ...required, LIMIT_REGISTER_PER_ADDRESS: 'off' })
    const other = await startAppOn(running.settings.DATABASE_URL, { ...required, LIMIT_REGISTER_PER_ADDRESS: 'off' })
    await register(running, { ...input, sendEmail: false })
    await plantProof(running, ada.email)
    const newcomer = { email: grace.email, username: 'wanted', password: grace.password }
    const outcomes = await atOnce(50, (place) =>
      register(place % 2 === 0 ? running : other, place === 25 ? newcomer : { ...input, username: 'wanted' }),
    )
    expect(kindsOf(outcomes)).toEqual({ RegistrationAccepted: 50 })
    expect(await countRows(running)).toMatchObject({ users: 1, pendingRegistrations: 2 })
  })

  test('the owner of a proven address is told, in the language of their last sign-in, and gets no secret', async () => {
    const running = await startApp(engine, required)
    await register(running, { ...input, sendEmail: false })
    await plantProof(running, ada.email)
    await signIn(running, ada, { headers: { 'accept-language': 'zh-CN' } })
    await register(running, { email: 'ADA@example.com', password: grace.password, sendEmail: false })
    await register(running, { email: 'ADA@example.com', password: grace.password })
    const mails = await mailsTo(running, ada.email)
    expect(mails.map(({ subject }) => subject)).toEqual(['您已经有账号了'])
    expect(mails.some(carriesSecret)).toBe(false)
    await signIn(running)
  })

  test('the owner of an unproven address gets the proof again, and the first link and code are void', async () => {
    const running = await startApp(engine, required)
    await register(running, input)
    const first = await newestMailTo(running, ada.email)
    await register(running, input)
    const second = await newestMailTo(running, ada.email)
    expect(second.token()).not.toBe(first.token())
    const byLink = await verifyEmail(running, { token: first.token() })
    expect(byLink).toMatchObject({ __typename: 'InvalidToken', reason: 'TOKEN_INVALID' })
    const byCode = await verifyEmail(running, { email: ada.email, code: first.code() })
    expect(byCode).toMatchObject({ __typename: 'InvalidCode' })
    expect(await verifyEmail(running, { token: second.token() })).toEqual(verified)
    await signIn(running)
  })

  test('the password of who registered it before its owner did is dead once the owner has proven it', async () => {
    const running = await startApp(engine, required)
    await register(running, { email: ada.email, password: 'words of a squatter' })
    await mailboxOf(running)
    running.clock.move(60)
    await register(running, input)
    await verifyEmail(running, { token: await tokenTo(running, ada.email) })
    const outcome = await login(running, { identifier: ada.email, password: 'words of a squatter' })
    expect(outcome).toMatchObject({ __typename: 'InvalidCredentials' })
  })

  test('nobody who merely registers an address ends an account that was in use before the setting', async () => {
    const lax = await startApp(engine)
    const own = await signUp(lax)
    const running = await startAppOn(lax.settings.DATABASE_URL, required, lax.clock)
    await register(running, { email: ada.email, password: 'words of a stranger' })
    expect(await statusOf(running, own.access)).toBe('fine')
    expect(await meOf(running, own.access)).toEqual(own.user)
    await signIn(lax)
  })

  test('unverified users are told apart by nobody who does not know the password', async () => {
    const running = await startApp(engine, required)
    await register(running, input)
    const ask = (identifier: string) => running.ask(LoginDocument, { input: { identifier, password: 'not this one' } })
    const [known, unknown] = [await ask(ada.email), await ask('unknown@example.com')]
    expect(neutralPart(known)).toEqual(neutralPart(unknown))
    expect(codeOf(known)).toBeUndefined()
  })
})
