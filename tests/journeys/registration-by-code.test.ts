import { describe, expect, test } from 'vitest'
import type { RegisterInput } from '../../src/client/generated/operations.js'
import { findUser } from '../../src/store/users.js'
import { countRows, disable, plant, verifyEmail as plantProof } from '../support/database.js'
import { type Engine, engines } from '../support/engines.js'
import { mailboxOf } from '../support/mailbox.js'
import { carriesSecret, codeTo, mailsTo, newestMailTo, tokenTo, wrongCode } from '../support/mails.js'
import {
  atOnce,
  confirmEmailChange,
  issuesOf,
  kindsOf,
  login,
  meOf,
  refresh,
  register,
  requestEmailChange,
  requestEmailCode,
  statusOf,
  verifyEmail,
} from '../support/operations.js'
import { ada, grace, signIn, signUp } from '../support/people.js'
import { type RunningApp, startApp, startAppOn } from '../support/start-app.js'

const byCode = { REGISTRATION: 'email-code' }
const unlimited = { LIMIT_CODE_PER_ADDRESS: 'off', LIMIT_REGISTER_PER_ADDRESS: 'off' }
const invalidCode = { __typename: 'InvalidCode', code: 'INVALID_CODE' }

async function receiveCode(running: RunningApp, email: string = ada.email): Promise<string> {
  const outcome = await requestEmailCode(running, { email, purpose: 'REGISTER' })
  expect(outcome).toEqual({ __typename: 'EmailCodeSent', expiresIn: 600, resendIn: 60 })
  return codeTo(running, email)
}

async function startWithCode(engine: Engine, overrides: Record<string, string> = byCode) {
  const running = await startApp(engine, overrides)
  return { running, emailCode: await receiveCode(running) }
}

describe.each(engines)('registering with a mailed code on %s', (engine) => {
  test('a registration with a mailed code signs in, and the address is proven', async () => {
    const { running, emailCode } = await startWithCode(engine)
    const { user, access } = await signUp(running, { ...ada, emailCode })
    expect(user).toMatchObject({ email: ada.email, emailVerified: true })
    expect(await meOf(running, access)).toEqual(user)
    await signIn(running)
  })

  test('the first mail after a registration by code is a welcome, and asks for no proof', async () => {
    const { running, emailCode } = await startWithCode(engine)
    await signUp(running, { ...ada, emailCode })
    const [, ...later] = await mailsTo(running, ada.email)
    expect(later.map(({ subject }) => subject)).toEqual(['Welcome'])
    expect(later.some(carriesSecret)).toBe(false)
    const other = await receiveCode(running, grace.email)
    await signUp(running, { ...grace, emailCode: other, sendEmail: false })
    expect(await mailsTo(running, grace.email)).toHaveLength(1)
  })

  test('a mailed code is the only way to register where REGISTRATION is email-code', async () => {
    const { running, emailCode } = await startWithCode(engine)
    const missing = await register(running, ada)
    expect(missing).toMatchObject({ __typename: 'InvalidInput', code: 'INVALID_INPUT' })
    expect(issuesOf(missing)).toEqual(['emailCode REQUIRED'])
    for (const code of [wrongCode(emailCode), '', 'junk', emailCode.slice(1), `0${emailCode}`]) {
      const outcome = await register(running, { ...ada, emailCode: code })
      expect(outcome, code).toMatchObject(invalidCode)
    }
    expect(await countRows(running)).toMatchObject({ users: 0, sessions: 0 })
  })

  test('a registration with a mailed code is possible where registration is open, and signs in where addresses must be proven', async () => {
    for (const mode of ['off', 'optional', 'required']) {
      const { running, emailCode } = await startWithCode(engine, { EMAIL_VERIFICATION: mode })
      expect(await register(running, { ...ada, emailCode: wrongCode(emailCode) }), mode).toMatchObject(invalidCode)
      const { user } = await signUp(running, { ...ada, emailCode })
      expect(user.emailVerified, mode).toBe(true)
    }
  })

  test('a registration takes the code of its address only, in any spelling of the address', async () => {
    const running = await startApp(engine, { EMAIL_REQUIRED: 'false' })
    const codes = { ada: await receiveCode(running), grace: await receiveCode(running, grace.email) }
    expect(await register(running, { ...grace, emailCode: codes.ada })).toMatchObject(invalidCode)
    const { username, password } = ada
    expect(await register(running, { username, password, emailCode: codes.ada })).toMatchObject(invalidCode)
    const { user } = await signUp(running, { ...ada, email: ' ADA@example.COM', emailCode: ` ${codes.ada}\n` })
    expect(user.email).toBe(ada.email)
  })

  test('a registration uses its code up', async () => {
    const { running, emailCode } = await startWithCode(engine)
    const { access } = await signUp(running, { ...ada, emailCode })
    const again = await register(running, { ...ada, username: 'other', emailCode })
    expect(again).toMatchObject(invalidCode)
    await running.askText(
      'mutation ($password: String!) { deleteAccount(input: { currentPassword: $password }) { __typename } }',
      { password: ada.password },
      { token: access },
    )
    expect(await register(running, { ...ada, emailCode })).toMatchObject(invalidCode)
  })

  test('a taken name or a wrong input does not use up a right code', async () => {
    const running = await startApp(engine)
    await signUp(running, grace)
    const emailCode = await receiveCode(running)
    const failing: [Partial<RegisterInput>, string][] = [
      [{ username: grace.username }, 'UsernameTaken'],
      [{ password: 'short' }, 'InvalidInput'],
      [{ username: 'a b' }, 'InvalidInput'],
      [{ username: 'GRACE' }, 'UsernameTaken'],
    ]
    for (const [input, kind] of failing) {
      expect(await register(running, { ...ada, emailCode, ...input })).toMatchObject({ __typename: kind })
    }
    expect((await signUp(running, { ...ada, emailCode })).user.emailVerified).toBe(true)
  })

  test('a proven address stays with its owner, and the code stays good', async () => {
    const { running, emailCode } = await startWithCode(engine, {})
    const owner = await signUp(running, { ...grace, email: ada.email })
    await plantProof(running, ada.email)
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const outcome = await register(running, { ...ada, emailCode })
      expect(outcome).toMatchObject({ __typename: 'EmailTaken', code: 'EMAIL_TAKEN' })
    }
    expect(await statusOf(running, owner.access)).toBe('fine')
    await signIn(running, { email: ada.email, password: grace.password })
  })

  test('a registration by code does not let a disabled user in again under the same address', async () => {
    const running = await startApp(engine)
    const { user } = await signUp(running, { ...ada, sendEmail: false })
    await disable(running, user.id)
    await requestEmailCode(running, { email: ada.email, purpose: 'REGISTER' })
    const code = (await mailsTo(running, ada.email)).find(carriesSecret)?.code() ?? ''
    const outcome = await register(running, { ...ada, username: 'other', emailCode: code })
    expect(outcome.__typename).not.toBe('SignedIn')
    expect(await plant(running, (tx) => findUser(tx, user.id))).toMatchObject({ email: ada.email })
  })

  test('a user who has proven the address is told that somebody asked, and gets no code', async () => {
    const running = await startApp(engine, byCode)
    await signUp(running, { ...ada, emailCode: await receiveCode(running), sendEmail: false })
    running.clock.move(60)
    await requestEmailCode(running, { email: ada.email, purpose: 'REGISTER' })
    const mail = await newestMailTo(running, ada.email)
    expect(mail.subject).toBe('You already have an account')
    expect(carriesSecret(mail)).toBe(false)
  })

  test('one of 40 registrations at once on two instances with one right code makes a user', async () => {
    const { running, emailCode } = await startWithCode(engine, { ...byCode, ...unlimited })
    const other = await startAppOn(running.settings.DATABASE_URL, { ...byCode, ...unlimited }, running.clock)
    const outcomes = await atOnce(40, (place) => {
      const password = `password of racer ${place}`
      return register(place % 2 === 0 ? running : other, { email: ada.email, password, emailCode })
    })
    const won = outcomes.findIndex(({ __typename: kind }) => kind === 'SignedIn')
    expect(kindsOf(outcomes)).toMatchObject({ SignedIn: 1 })
    expect(await countRows(running)).toMatchObject({ users: 1, profiles: 1, passwordCredentials: 1, sessions: 1 })
    await signIn(running, { email: ada.email, password: `password of racer ${won}` })
  })

  test('guessing ends at the fifth wrong code', async () => {
    const { running, emailCode } = await startWithCode(engine, { ...byCode, ...unlimited })
    for (let place = 1; place <= 5; place += 1) {
      expect(await register(running, { ...ada, emailCode: wrongCode(emailCode, place) })).toMatchObject(invalidCode)
    }
    expect(await register(running, { ...ada, emailCode })).toMatchObject(invalidCode)
    running.clock.move(60)
    await signUp(running, { ...ada, emailCode: await receiveCode(running) })
  })

  test('a registration by code is throttled with the other tries of one client, and closed where registration is closed', async () => {
    const { running, emailCode } = await startWithCode(engine, { ...byCode, LIMIT_CODE_PER_ADDRESS: '2/1h' })
    expect(await register(running, { ...ada, emailCode: wrongCode(emailCode) })).toMatchObject(invalidCode)
    const throttled = await register(running, { ...ada, emailCode })
    expect(throttled).toMatchObject({ __typename: 'Throttled', code: 'THROTTLED', retryAfter: 1800 })
    const closed = await startAppOn(running.settings.DATABASE_URL, { REGISTRATION: 'closed' }, running.clock)
    const refused = await register(closed, { ...ada, emailCode })
    expect(refused).toMatchObject({ __typename: 'RegistrationClosed', code: 'REGISTRATION_CLOSED' })
    await signUp(running, { ...ada, emailCode }, { address: '203.0.113.5' })
  })
})

describe.each(engines)('the owner of an address that a squatter has registered, on %s', (engine) => {
  const squatter = { email: ada.email, username: 'squatter', password: 'words of a squatter' }

  /** The squatter holds a session, a refresh token, and a mailed proof for a change to an address of their own. */
  async function startSquatted(on: Engine) {
    const running = await startApp(on)
    const squatted = await signUp(running, { ...squatter, profile: { intro: 'I was here' } })
    const input = { newEmail: 'squatter@example.com', currentPassword: squatter.password }
    await requestEmailChange(running, { token: squatted.access, input })
    const changeLink = await tokenTo(running, 'squatter@example.com')
    const verification = await newestMailTo(running, ada.email)
    return { running, squatted, changeLink, verification }
  }

  test('the owner of a squatted address gets an account with a mailed code, and nothing of the squatter is left', async () => {
    const { running, squatted, changeLink, verification } = await startSquatted(engine)
    const emailCode = await receiveCode(running)
    const own = await signUp(running, { ...ada, emailCode })
    expect(own.user).toMatchObject({ email: ada.email, username: ada.username, emailVerified: true })
    expect(own.user.id).not.toBe(squatted.user.id)
    expect(own.user.profile.intro).toBe(null)

    expect(await statusOf(running, squatted.access)).toBe('SESSION_ENDED')
    const refreshed = await refresh(running, { refreshToken: squatted.refresh })
    expect(refreshed).toMatchObject({ __typename: 'SessionEnded' })
    for (const identifier of [squatter.email, squatter.username]) {
      const outcome = await login(running, { identifier, password: squatter.password })
      expect(outcome, identifier).toMatchObject({ __typename: 'InvalidCredentials' })
    }
    const changed = await confirmEmailChange(running, { token: changeLink })
    expect(changed).toMatchObject({ __typename: 'InvalidToken', reason: 'TOKEN_INVALID' })
    const proven = await verifyEmail(running, { token: verification.token() })
    expect(proven).toMatchObject({ __typename: 'InvalidToken', reason: 'TOKEN_INVALID' })
    expect(await countRows(running)).toMatchObject({ users: 1, profiles: 1, passwordCredentials: 1, sessions: 1 })
  })

  test('the owner of a squatted address may take the name that the squatter took', async () => {
    const { running } = await startSquatted(engine)
    const own = await signUp(running, { ...ada, username: 'Squatter', emailCode: await receiveCode(running) })
    expect(own.user.username).toBe('Squatter')
  })

  test('a wrong code, or a name that somebody else has, leaves that account as it is', async () => {
    const { running, squatted } = await startSquatted(engine)
    await signUp(running, grace)
    const emailCode = await receiveCode(running)
    expect(await register(running, { ...ada, emailCode: wrongCode(emailCode) })).toMatchObject(invalidCode)
    const named = await register(running, { ...ada, username: grace.username, emailCode })
    expect(named).toMatchObject({ __typename: 'UsernameTaken' })
    expect(await statusOf(running, squatted.access)).toBe('fine')
    await signIn(running, squatter)
    await signUp(running, { ...ada, emailCode })
    expect(await statusOf(running, squatted.access)).toBe('SESSION_ENDED')
  })

  test('a request of the owner tells nothing about the squatter, and the squatter gets no mail', async () => {
    const { running } = await startSquatted(engine)
    const outcome = await register(running, ada)
    expect(outcome).toMatchObject({ __typename: 'EmailTaken' })
    const before = (await mailboxOf(running)).length
    await receiveCode(running)
    expect((await mailboxOf(running)).slice(before).map(({ to }) => to)).toEqual([ada.email])
  })
})
