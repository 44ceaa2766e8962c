import { describe, expect, test } from 'vitest'
import { beginSignIn, enableTotp, totpCodeAt } from '../support/authenticator.js'
import { verifyEmail as plantProof } from '../support/database.js'
import { engines } from '../support/engines.js'
import { mailsTo, tokenTo } from '../support/mails.js'
import {
  changePassword,
  confirmTotp,
  continueSignIn,
  createRecoveryCodes,
  factorsOf,
  login,
  reauthenticate,
  refresh,
  register,
  removeTotp,
  requestEmailCode,
  requestPasswordReset,
  resetPassword,
  startTotp,
} from '../support/operations.js'
import { ada, signUp } from '../support/people.js'
import { type RunningApp, startApp } from '../support/start-app.js'

const invalidToken = { __typename: 'InvalidToken', reason: 'TOKEN_INVALID' }

async function signUpWithTotp(running: RunningApp) {
  const person = await signUp(running)
  return { ...person, ...(await enableTotp(running, person.access)) }
}

describe.each(engines)('a second factor on %s', (engine) => {
  test('a user without one signs in as before', async () => {
    const running = await startApp(engine)
    const { access } = await signUp(running)
    expect(await login(running, { identifier: ada.email, password: ada.password })).toMatchObject({
      __typename: 'SignedIn',
      session: { methods: ['PASSWORD'], assurance: 'AAL1' },
    })
    expect(await factorsOf(running, access)).toMatchObject({ hasPassword: true, totp: null, recoveryCodesLeft: null })
  })

  test('a login with the right password asks for the code, and the code opens the session with what the login wished', async () => {
    const running = await startApp(engine)
    const { secret } = await signUpWithTotp(running)
    const begun = await login(running, {
      identifier: ada.email,
      password: ada.password,
      deviceName: 'Phone',
      expiresIn: 60,
    })
    expect(begun).toMatchObject({ __typename: 'SecondFactorRequired', factors: ['TOTP', 'RECOVERY_CODE'] })
    const { signInToken } = begun as { signInToken: string }
    const code = totpCodeAt(secret, running.clock.now())
    expect(
      await continueSignIn(running, { signInToken, totpCode: ` ${code.slice(0, 3)} ${code.slice(3)} ` }),
    ).toMatchObject({
      __typename: 'SignedIn',
      session: { methods: ['PASSWORD', 'TOTP'], assurance: 'AAL2', deviceName: 'Phone' },
      tokens: { expiresIn: 60 },
    })
    expect(await continueSignIn(running, { signInToken, totpCode: code })).toMatchObject(invalidToken)
  })

  test('a wrong password is refused as if there were no second factor', async () => {
    const running = await startApp(engine)
    await signUpWithTotp(running)
    expect(await login(running, { identifier: ada.email, password: 'not this one' })).toMatchObject({
      __typename: 'InvalidCredentials',
    })
  })

  test('a code works once, the code of the enrolment included', async () => {
    const running = await startApp(engine)
    const person = await signUp(running)
    const setup = await startTotp(running, {}, { token: person.access })
    const { secret } = setup as { secret: string }
    const code = totpCodeAt(secret, running.clock.now())
    expect(await confirmTotp(running, { code }, { token: person.access })).toMatchObject({ __typename: 'TotpEnabled' })
    const first = { signInToken: await beginSignIn(running), totpCode: code }
    expect(await continueSignIn(running, first)).toMatchObject({ __typename: 'InvalidCode' })
    running.clock.move(30)
    const next = totpCodeAt(secret, running.clock.now())
    const tokens = [await beginSignIn(running), await beginSignIn(running)]
    const answers = await Promise.all(
      tokens.map((signInToken) => continueSignIn(running, { signInToken, totpCode: next })),
    )
    expect(answers.filter(({ __typename }) => __typename === 'SignedIn')).toHaveLength(1)
  })

  test('codes of the step before and after are accepted, no others, and never an older one after a newer one', async () => {
    const running = await startApp(engine, { LIMIT_SECOND_FACTOR_PER_USER: 'off' })
    const { secret } = await signUpWithTotp(running)
    const answer = async (steps: number) => {
      const totpCode = totpCodeAt(secret, running.clock.now(), steps)
      return (await continueSignIn(running, { signInToken: await beginSignIn(running), totpCode })).__typename
    }
    running.clock.move(300)
    expect([await answer(-3), await answer(-2), await answer(2), await answer(3)]).toEqual(Array(4).fill('InvalidCode'))
    expect(await answer(-1)).toBe('SignedIn')
    expect(await answer(1)).toBe('SignedIn')
    expect([await answer(0), await answer(-1), await answer(1)]).toEqual(Array(3).fill('InvalidCode'))
  })

  test('five wrong answers end the pending sign-in, and ten close the second factor even after new logins', async () => {
    const running = await startApp(engine)
    const { secret } = await signUpWithTotp(running)
    const guess = (signInToken: string) => continueSignIn(running, { signInToken, totpCode: '000000' })
    for (const round of [1, 2]) {
      const signInToken = await beginSignIn(running)
      for (let count = 0; count < 5; count++) {
        expect(await guess(signInToken), `round ${round}`).toMatchObject({ __typename: 'InvalidCode' })
      }
      if (round === 1) expect(await guess(signInToken)).toMatchObject(invalidToken)
    }
    const totpCode = totpCodeAt(secret, running.clock.now())
    expect(await continueSignIn(running, { signInToken: await beginSignIn(running), totpCode })).toMatchObject({
      __typename: 'Throttled',
    })
  })

  test('a pending sign-in ends after ten minutes and at a change of the password', async () => {
    const running = await startApp(engine)
    const { secret, access } = await signUpWithTotp(running)
    const code = () => totpCodeAt(secret, running.clock.now())
    const late = await beginSignIn(running)
    running.clock.move(600)
    expect(await continueSignIn(running, { signInToken: late, totpCode: code() })).toMatchObject({
      __typename: 'InvalidToken',
      reason: 'TOKEN_EXPIRED',
    })
    const pending = await beginSignIn(running)
    await reauthenticate(running, { token: access, input: { totpCode: code() } })
    const input = { currentPassword: ada.password, newPassword: 'difference engine 1822' }
    expect(await changePassword(running, { token: access, input })).toMatchObject({ __typename: 'PasswordChanged' })
    running.clock.move(30)
    expect(await continueSignIn(running, { signInToken: pending, totpCode: code() })).toMatchObject(invalidToken)
  })

  test('a recovery code signs in once, in any spelling, and the owner is told how many are left', async () => {
    const running = await startApp(engine)
    const { recoveryCodes } = await signUpWithTotp(running)
    await plantProof(running, ada.email)
    expect(recoveryCodes).toHaveLength(10)
    const [first = ''] = recoveryCodes
    const spelt = first.toLowerCase().replaceAll('-', ' ')
    const signed = await continueSignIn(running, { signInToken: await beginSignIn(running), recoveryCode: spelt })
    expect(signed).toMatchObject({ __typename: 'SignedIn', session: { methods: ['PASSWORD', 'RECOVERY_CODE'] } })
    const again = { signInToken: await beginSignIn(running), recoveryCode: first }
    expect(await continueSignIn(running, again)).toMatchObject({ __typename: 'InvalidCode' })
    const { tokens } = signed as { tokens: { accessToken: string } }
    expect(await factorsOf(running, tokens.accessToken)).toMatchObject({ recoveryCodesLeft: 9 })
    expect((await mailsTo(running, ada.email)).at(-1)?.text).toContain('You have 9 left')
  })

  test('new recovery codes void the older ones', async () => {
    const running = await startApp(engine)
    const { access, recoveryCodes, secret } = await signUpWithTotp(running)
    await reauthenticate(running, { token: access, input: { password: ada.password } })
    await reauthenticate(running, { token: access, input: { totpCode: totpCodeAt(secret, running.clock.now()) } })
    const created = await createRecoveryCodes(running, access)
    expect(created).toMatchObject({ __typename: 'RecoveryCodesCreated' })
    const [old = ''] = recoveryCodes
    const stale = { signInToken: await beginSignIn(running), recoveryCode: old }
    expect(await continueSignIn(running, stale)).toMatchObject({ __typename: 'InvalidCode' })
    const [fresh = ''] = (created as { recoveryCodes: string[] }).recoveryCodes
    const good = { signInToken: await beginSignIn(running), recoveryCode: fresh }
    expect(await continueSignIn(running, good)).toMatchObject({ __typename: 'SignedIn' })
  })

  test('removing the app needs a proof of both kinds within ten minutes, and then a login asks for the password alone', async () => {
    const running = await startApp(engine)
    const { access: token, secret } = await signUpWithTotp(running)
    expect(await removeTotp(running, token)).toMatchObject({
      __typename: 'ReauthenticationRequired',
      assurance: 'AAL2',
    })
    const half = await reauthenticate(running, { token, input: { password: ada.password } })
    expect(half).toMatchObject({ __typename: 'Reauthenticated', session: { assurance: 'AAL1' } })
    expect(await removeTotp(running, token)).toMatchObject({
      __typename: 'ReauthenticationRequired',
      methods: ['TOTP', 'RECOVERY_CODE'],
    })
    const input = { totpCode: totpCodeAt(secret, running.clock.now()) }
    expect(await reauthenticate(running, { token, input })).toMatchObject({
      __typename: 'Reauthenticated',
      session: { assurance: 'AAL2', methods: ['PASSWORD', 'TOTP'] },
    })
    expect(await removeTotp(running, token)).toMatchObject({ __typename: 'TotpRemoved' })
    expect(await login(running, { identifier: ada.email, password: ada.password })).toMatchObject({
      __typename: 'SignedIn',
    })
    expect(await factorsOf(running, token)).toMatchObject({ totp: null, recoveryCodesLeft: null })
  })

  test('the password alone changes nothing sensitive where a second factor is set up', async () => {
    const running = await startApp(engine)
    const { access: token } = await signUpWithTotp(running)
    const input = { currentPassword: ada.password, newPassword: 'difference engine 1822' }
    expect(await changePassword(running, { token, input })).toMatchObject({
      __typename: 'ReauthenticationRequired',
      assurance: 'AAL2',
      methods: ['TOTP', 'RECOVERY_CODE'],
    })
  })

  test('a password that was reset by mail still asks for the second factor', async () => {
    const running = await startApp(engine)
    const { access } = await signUp(running)
    await plantProof(running, ada.email)
    await enableTotp(running, access)
    await requestPasswordReset(running, { email: ada.email })
    const renewed = { email: ada.email, password: 'difference engine 1822' }
    const input = { token: await tokenTo(running, ada.email), newPassword: renewed.password }
    expect(await resetPassword(running, input)).toMatchObject({ __typename: 'PasswordReset' })
    await beginSignIn(running, renewed)
  })

  test('a mailed code proves anew who the owner of a proven address is', async () => {
    const running = await startApp(engine)
    const { access: token } = await signUp(running)
    running.clock.move(600)
    await requestEmailCode(running, { email: ada.email, purpose: 'REAUTHENTICATE' })
    expect(await reauthenticate(running, { token, input: { emailCode: '123456' } })).toMatchObject({
      __typename: 'InvalidCode',
    })
  })

  test('where everybody needs a second factor, a registration and a login lead to the set-up, which signs in', async () => {
    const running = await startApp(engine, { SECOND_FACTOR: 'everyone' })
    const begun = await register(running, { ...ada, deviceName: 'Laptop' })
    expect(begun).toMatchObject({ __typename: 'SecondFactorSetupRequired', factors: ['PASSKEY', 'TOTP'] })
    const { signInToken } = begun as { signInToken: string }
    const again = await login(running, { identifier: ada.email, password: ada.password })
    expect(again).toMatchObject({ __typename: 'SecondFactorSetupRequired' })
    const setup = await startTotp(running, { signInToken })
    const { secret } = setup as { secret: string }
    const code = totpCodeAt(secret, running.clock.now())
    const enabled = await confirmTotp(running, { code, signInToken })
    expect(enabled).toMatchObject({
      __typename: 'TotpEnabled',
      signedIn: { newUser: true, session: { methods: ['PASSWORD', 'TOTP'], assurance: 'AAL2', deviceName: 'Laptop' } },
    })
    expect(await startTotp(running, { signInToken })).toMatchObject(invalidToken)
    const { signedIn } = enabled as { signedIn: { tokens: { accessToken: string; refreshToken: string } } }
    expect(await removeTotp(running, signedIn.tokens.accessToken)).toMatchObject({
      __typename: 'SecondFactorMandatory',
    })
    expect(await refresh(running, { refreshToken: signedIn.tokens.refreshToken })).toMatchObject({
      session: { assurance: 'AAL2' },
    })
  })

  test('where everybody needs a second factor, a user who lost the app sets up another one in its place', async () => {
    const running = await startApp(engine, { SECOND_FACTOR: 'everyone' })
    const { signInToken } = (await register(running, ada)) as { signInToken: string }
    const first = (await startTotp(running, { signInToken })) as { secret: string }
    const enabled = await confirmTotp(running, { code: totpCodeAt(first.secret, running.clock.now()), signInToken })
    const [recoveryCode = ''] = (enabled as { recoveryCodes: string[] }).recoveryCodes
    const elsewhere = (enabled as { signedIn: { tokens: { accessToken: string } } }).signedIn.tokens.accessToken

    running.clock.move(30)
    const begun = (await login(running, { identifier: ada.email, password: ada.password })) as { signInToken: string }
    const signedIn = await continueSignIn(running, { signInToken: begun.signInToken, recoveryCode })
    const { accessToken: token } = (signedIn as { tokens: { accessToken: string } }).tokens
    const second = (await startTotp(running, {}, { token })) as { secret: string }
    expect((await factorsOf(running, token))?.totp).not.toBeNull()
    const replaced = await confirmTotp(running, { code: totpCodeAt(second.secret, running.clock.now()) }, { token })
    expect(replaced).toMatchObject({ __typename: 'TotpEnabled', recoveryCodes: null })
    expect(await startTotp(running, {}, { token: elsewhere })).toMatchObject({ __typename: 'ReauthenticationRequired' })

    running.clock.move(30)
    const next = (await login(running, { identifier: ada.email, password: ada.password })) as { signInToken: string }
    const codeOf = ({ secret }: { secret: string }) => totpCodeAt(secret, running.clock.now())
    const old = await continueSignIn(running, { signInToken: next.signInToken, totpCode: codeOf(first) })
    expect(old).toMatchObject({ __typename: 'InvalidCode' })
    const answer = await continueSignIn(running, { signInToken: next.signInToken, totpCode: codeOf(second) })
    expect(answer).toMatchObject({ __typename: 'SignedIn' })
  })

  test('a set-up that began before the account had an app does not replace the app', async () => {
    const running = await startApp(engine, { SECOND_FACTOR: 'everyone' })
    const { signInToken } = (await register(running, ada)) as { signInToken: string }
    const late = (await login(running, { identifier: ada.email, password: ada.password })) as { signInToken: string }
    const own = (await startTotp(running, { signInToken })) as { secret: string }
    await confirmTotp(running, { code: totpCodeAt(own.secret, running.clock.now()), signInToken })
    const again = await startTotp(running, { signInToken: late.signInToken })
    const { secret = '' } = again as { secret?: string }
    const code = secret === '' ? '123456' : totpCodeAt(secret, running.clock.now())
    const outcome = await confirmTotp(running, { code, signInToken: late.signInToken })
    expect(outcome.__typename).not.toBe('TotpEnabled')
  })

  test('exactly one answer is asked for', async () => {
    const running = await startApp(engine)
    await signUpWithTotp(running)
    const signInToken = await beginSignIn(running)
    expect(await continueSignIn(running, { signInToken })).toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ path: ['totpCode'], rule: 'REQUIRED' }],
    })
    expect(await continueSignIn(running, { signInToken, totpCode: '1', recoveryCode: '2' })).toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ path: ['recoveryCode'], rule: 'MISMATCH' }],
    })
  })
})
