import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { RegisterDocument } from '../../src/client/generated/operations.js'
import { beginSignIn, enableTotp, totpCodeAt } from '../support/authenticator.js'
import { plant } from '../support/database.js'
import { engines } from '../support/engines.js'
import { codeTo, mailsTo, tokenTo } from '../support/mails.js'
import {
  atOnce,
  changePassword,
  continueSignIn,
  deleteAccount,
  kindsOf,
  login,
  reauthenticate,
  register,
  requestEmailCode,
  requestPasswordReset,
  resetPassword,
  updateProfile,
} from '../support/operations.js'
import { ada, grace, signUp } from '../support/people.js'
import { type RunningApp, startApp, startAppOn } from '../support/start-app.js'

const right = { identifier: ada.email, password: ada.password }
const wrong = { ...right, password: 'not this one' }
const unlimited = { LIMIT_CODE_PER_ADDRESS: 'off', LIMIT_REGISTER_PER_ADDRESS: 'off' }
const [home, elsewhere] = [{ address: '203.0.113.5' }, { address: '198.51.100.7' }]

describe.each(engines)('an account with its own right password on %s', (engine) => {
  test('a right password is throttled after the bound from one network, on two instances together, and not from another', async () => {
    const running = await startApp(engine, { LIMIT_RIGHT_PASSWORDS: '5/15m' })
    const other = await startAppOn(running.settings.DATABASE_URL, { LIMIT_RIGHT_PASSWORDS: '5/15m' }, running.clock)
    await signUp(running)
    for (let round = 0; round < 5; round += 1) {
      expect(await login(round % 2 ? running : other, right, elsewhere)).toMatchObject({ __typename: 'SignedIn' })
    }
    for (const instance of [running, other])
      expect(await login(instance, right, elsewhere)).toMatchObject({ __typename: 'Throttled', retryAfter: 180 })
    expect(await login(running, right, home)).toMatchObject({ __typename: 'SignedIn' })
  })
})

describe.each(engines)('a signed-in user who updates the profile without end on %s', (engine) => {
  test('a user who updates the profile too often is throttled at LIMIT_WRITES_PER_USER until the wait ends', async () => {
    const running = await startApp(engine, { LIMIT_WRITES_PER_USER: '3/1m' })
    const { access: token } = await signUp(running)
    const update = (school: string) => updateProfile(running, { token, input: { profile: { school } } })
    for (const school of ['a', 'b', 'c']) expect(await update(school)).toMatchObject({ __typename: 'ProfileUpdated' })
    expect(await update('d')).toMatchObject({ __typename: 'Throttled', retryAfter: 20 })
    running.clock.move(20)
    expect(await update('d')).toMatchObject({ __typename: 'ProfileUpdated' })
  })

  test('equal updates of a profile leave one audit event', async () => {
    const running = await startApp(engine)
    const { access: token } = await signUp(running)
    for (let round = 0; round < 3; round += 1)
      expect(
        await updateProfile(running, { token, input: { username: ada.username, profile: { school: 'Bath' } } }),
      ).toMatchObject({ __typename: 'ProfileUpdated' })
    const events = await plant(running, (tx) => tx.select().from(tx.tables.auditEvents))
    expect(events.filter(({ kind }) => kind === 'user.updated')).toHaveLength(1)
  })

  test('an operation that updates the profile twice is refused whole', async () => {
    const running = await startApp(engine)
    const { access: token } = await signUp(running)
    const fields = 'a: updateProfile(input: {}) { __typename } b: updateProfile(input: {}) { __typename }'
    const { errors } = await running.askText(`mutation { ${fields} }`, {}, { token })
    expect(errors?.[0]?.extensions.code).toBe('OPERATION_LIMIT')
  })
})

/** A stranger guesses until the limit of the user refuses every password. */
async function useUpGuesses(running: RunningApp, identifier: string = ada.email): Promise<void> {
  for (let guesses = 0; guesses < 10; guesses += 1) await login(running, { ...wrong, identifier }, elsewhere)
  expect(await login(running, { ...right, identifier }, elsewhere)).toMatchObject({ __typename: 'Throttled' })
}

const tokenOf = ({ deviceToken }: { deviceToken?: string | null }) => deviceToken ?? ''

describe.each(engines)('a stranger who uses up the guesses of a user on %s', (engine) => {
  test('strangers who guess without end keep no owner out of a device where they have signed in', async () => {
    const running = await startApp(engine)
    let deviceToken = tokenOf(await signUp(running))
    for (let round = 0; round < 3; round += 1) {
      for (const identifier of [ada.email, ada.username]) {
        await useUpGuesses(running, identifier)
        const outcome = await login(running, { ...right, identifier, deviceToken }, home)
        expect(outcome).toMatchObject({ __typename: 'SignedIn' })
        deviceToken = tokenOf(outcome as { deviceToken: string })
      }
      running.clock.move(900)
    }
  })

  test('the cookie of a device lets its owner in while strangers hold up the door, and no cookie of a foreign site does', async () => {
    const running = await startApp(engine, { PUBLIC_URL: 'https://auth.example.com' })
    const input = { ...ada, delivery: 'COOKIE' } as const
    const registered = await running.ask(RegisterDocument, { input })
    const [, device] = registered.response.cookies as { name: string; value: string }[]
    expect(registered.data.register).toMatchObject({ __typename: 'SignedIn', deviceToken: null })
    expect(String(registered.response.headers['set-cookie'])).toMatch(
      /__Host-latchkey_device=lk_dv_[A-Za-z0-9_-]{100}; Max-Age=34560000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
    await useUpGuesses(running)
    const loginFrom = (origin: string) =>
      login(
        running,
        { ...right, delivery: 'COOKIE' },
        { headers: { cookie: `${device?.name}=${device?.value}`, origin } },
      )
    expect(await loginFrom('https://evil.example')).toMatchObject({ __typename: 'Throttled' })
    expect(await loginFrom('https://auth.example.com')).toMatchObject({ __typename: 'SignedIn' })
  })

  test('a device has ten guesses in a quarter of an hour, however many it tries at once on two instances', async () => {
    const running = await startApp(engine)
    const other = await startAppOn(running.settings.DATABASE_URL, {}, running.clock)
    const deviceToken = tokenOf(await signUp(running))
    const outcomes = await atOnce(30, (place) => login(place % 2 ? running : other, { ...wrong, deviceToken }))
    expect(kindsOf(outcomes)).toEqual({ InvalidCredentials: 10, Throttled: 20 })
    expect(await login(running, { ...right, deviceToken })).toMatchObject({ __typename: 'Throttled', retryAfter: 90 })
    expect(await login(running, right)).toMatchObject({ __typename: 'SignedIn' })
  })

  test('all devices of one user together have thirty guesses in a quarter of an hour', async () => {
    const running = await startApp(engine)
    const first = tokenOf(await signUp(running))
    const more = await atOnce(4, () => login(running, right))
    const devices = [first, ...more.map((outcome) => tokenOf(outcome as { deviceToken: string }))]
    const outcomes = await atOnce(50, (place) => login(running, { ...wrong, deviceToken: devices[place % 5] ?? '' }))
    expect(kindsOf(outcomes)).toEqual({ InvalidCredentials: 30, Throttled: 20 })
  })

  test('a sign-in on a known device renews its token and keeps the count of its guesses', async () => {
    const running = await startApp(engine)
    let deviceToken = tokenOf(await signUp(running))
    for (let guesses = 0; guesses < 9; guesses += 1) await login(running, { ...wrong, deviceToken })
    running.clock.move(1)
    const renewed = await login(running, { ...right, deviceToken })
    expect(tokenOf(renewed as { deviceToken: string })).not.toBe(deviceToken)
    deviceToken = tokenOf(renewed as { deviceToken: string })
    expect(await login(running, { ...wrong, deviceToken })).toMatchObject({ __typename: 'InvalidCredentials' })
    expect(await login(running, { ...wrong, deviceToken })).toMatchObject({ __typename: 'Throttled' })
  })

  test('a device token that is altered, expired, made with another key or of another user counts as none', async () => {
    const running = await startApp(engine)
    const deviceToken = tokenOf(await signUp(running))
    const foreign = await startApp(engine, { SECRET_KEY: randomBytes(32).toString('base64') })
    const others = {
      altered: `${deviceToken.slice(0, 60)}${deviceToken[60] === 'A' ? 'B' : 'A'}${deviceToken.slice(61)}`,
      'of another user': tokenOf(await signUp(running, grace)),
      'of another key': tokenOf(await signUp(foreign)),
      empty: '',
    }
    await useUpGuesses(running)
    for (const [name, token] of Object.entries(others)) {
      const outcome = await login(running, { ...right, deviceToken: token }, home)
      expect([name, outcome.__typename]).toEqual([name, 'Throttled'])
    }
    running.clock.move(400 * 86_400)
    await useUpGuesses(running)
    expect(await login(running, { ...right, deviceToken }, home)).toMatchObject({ __typename: 'Throttled' })
  })

  test('strangers who guess without end keep no signed-in owner from an operation that asks for the password', async () => {
    const running = await startApp(engine)
    const { access: token } = await signUp(running)
    await useUpGuesses(running)
    const input = { currentPassword: ada.password, newPassword: grace.password }
    expect(await reauthenticate(running, { token, input: { password: ada.password } })).toMatchObject({
      __typename: 'Reauthenticated',
    })
    expect(await changePassword(running, { token, input })).toMatchObject({ __typename: 'PasswordChanged' })
    expect(await deleteAccount(running, { token, input: { currentPassword: grace.password } })).toMatchObject({
      __typename: 'AccountDeleted',
    })
  })

  test('a stranger who has the password and guesses the second factor keeps no owner out of a device of theirs', async () => {
    const running = await startApp(engine)
    const person = await signUp(running)
    const { secret } = await enableTotp(running, person.access)
    const guess = async () => {
      const signInToken = await beginSignIn(running)
      for (let answers = 0; answers < 5; answers += 1)
        await continueSignIn(running, { signInToken, totpCode: '000000' }, elsewhere)
    }
    await guess()
    await guess()
    const answer = async (signInToken: string) =>
      continueSignIn(running, { signInToken, totpCode: totpCodeAt(secret, running.clock.now()) })
    expect(await answer(await beginSignIn(running))).toMatchObject({ __typename: 'Throttled' })
    const begun = await login(running, { ...right, deviceToken: tokenOf(person) })
    const { signInToken } = begun as { signInToken: string }
    expect(await answer(signInToken)).toMatchObject({ __typename: 'SignedIn' })
    running.clock.move(30)
    const input = { totpCode: totpCodeAt(secret, running.clock.now()) }
    expect(await reauthenticate(running, { token: person.access, input })).toMatchObject({
      __typename: 'Reauthenticated',
    })
  })
})

describe.each(engines)('a stranger who uses up the allowance of a mailbox on %s', (engine) => {
  test('strangers who ask for resets without end keep no reset from an owner elsewhere', async () => {
    const running = await startApp(engine)
    await signUp(running, { ...ada, sendEmail: false })
    const ask = (options: { address: string }) => requestPasswordReset(running, { email: ada.email }, options)
    for (let round = 0; round < 6; round += 1) await ask(elsewhere)
    expect(await ask(elsewhere)).toMatchObject({ __typename: 'Throttled' })
    expect(await ask(home)).toMatchObject({ __typename: 'PasswordResetRequested' })
    expect(await mailsTo(running, ada.email)).toHaveLength(6)
  })

  test('requests that mail nothing use up nothing of a registration by code', async () => {
    const running = await startApp(engine, { REGISTRATION: 'email-code' })
    for (let round = 0; round < 6; round += 1) await requestPasswordReset(running, { email: ada.email })
    expect(await requestEmailCode(running, { email: ada.email, purpose: 'REGISTER' })).toMatchObject({
      __typename: 'EmailCodeSent',
    })
    expect(await mailsTo(running, ada.email)).toHaveLength(1)
  })

  test('resets with a wrong name use up nothing of those with the right one', async () => {
    const running = await startApp(engine)
    await signUp(running, { ...ada, sendEmail: false })
    for (let round = 0; round < 6; round += 1)
      await requestPasswordReset(running, { email: ada.email, username: 'grace' })
    await requestPasswordReset(running, { email: ada.email, username: 'Ada' })
    expect(await mailsTo(running, ada.email)).toHaveLength(1)
  })

  test('fifty wrong codes while none is outstanding leave the next right code good', async () => {
    const running = await startApp(engine, { REGISTRATION: 'email-code', ...unlimited })
    const { email, password } = ada
    for (let guesses = 0; guesses < 51; guesses += 1)
      expect(await register(running, { email, password, emailCode: '123456' })).toMatchObject({
        __typename: 'InvalidCode',
      })
    for (let guesses = 0; guesses < 51; guesses += 1)
      await resetPassword(running, { email, code: '123456', newPassword: password }, elsewhere)
    await requestEmailCode(running, { email, purpose: 'REGISTER' })
    const emailCode = await codeTo(running, email)
    expect(await register(running, { email, password, emailCode })).toMatchObject({ __typename: 'SignedIn' })
    await requestEmailCode(running, { email, purpose: 'RESET_PASSWORD' }, home)
    const code = await codeTo(running, email)
    expect(await resetPassword(running, { email, code, newPassword: grace.password }, home)).toMatchObject({
      __typename: 'PasswordReset',
    })
  })
})

describe.each(engines)('mails that strangers ask for on %s', (engine) => {
  test('codes and links of the owner go on working when strangers ask for more of them', async () => {
    const running = await startApp(engine, unlimited)
    await signUp(running, { ...ada, sendEmail: false })
    await requestEmailCode(running, { email: ada.email, purpose: 'RESET_PASSWORD' }, home)
    const code = await codeTo(running, ada.email)
    for (let place = 1; place <= 5; place++) {
      const stranger = { address: `198.51.${place}.7` }
      await requestEmailCode(running, { email: ada.email, purpose: 'RESET_PASSWORD' }, stranger)
    }
    const byCode = { email: ada.email, code, newPassword: 'difference engine 1822' }
    expect(await resetPassword(running, byCode, home)).toMatchObject({ __typename: 'PasswordReset' })
    await requestPasswordReset(running, { email: ada.email }, home)
    const token = await tokenTo(running, ada.email)
    await requestPasswordReset(running, { email: ada.email }, elsewhere)
    const byLink = { token, newPassword: 'difference engine 1823' }
    expect(await resetPassword(running, byLink, home)).toMatchObject({ __typename: 'PasswordReset' })
  })

  test('fifty requests at once for one mailbox mail one code, on two instances together', async () => {
    const running = await startApp(engine, { ...unlimited, LIMIT_MAIL_PER_RECIPIENT: 'off' })
    const other = await startAppOn(
      running.settings.DATABASE_URL,
      { ...unlimited, LIMIT_MAIL_PER_RECIPIENT: 'off' },
      running.clock,
    )
    await signUp(running, { ...ada, sendEmail: false })
    await atOnce(50, (place) =>
      requestEmailCode(
        place % 2 ? running : other,
        { email: ada.email, purpose: 'RESET_PASSWORD' },
        { address: `198.51.${place}.7` },
      ),
    )
    const texts = (await mailsTo(running, ada.email)).map(({ text }) => /^ {4}(\d{6})$/m.exec(text ?? '')?.[1])
    expect(texts).toHaveLength(50)
    expect(new Set(texts).size).toBe(1)
  })
})
