import { describe, expect, test } from 'vitest'
import { ForgetTrustedDevicesDocument } from '../../src/client/generated/operations.js'
import { act, signUpAdministrator } from '../support/administrators.js'
import { beginSignIn, enableTotp, totpCodeAt } from '../support/authenticator.js'
import { type Engine, engines } from '../support/engines.js'
import { tokenTo } from '../support/mails.js'
import {
  changePassword,
  continueSignIn,
  createRecoveryCodes,
  login,
  removeTotp,
  requestPasswordReset,
  resetPassword,
} from '../support/operations.js'
import { ada, grace, signUp } from '../support/people.js'
import { type RunningApp, startApp, startAppOn } from '../support/start-app.js'

const newPassword = 'difference engine 1822'

/** A user with an authenticator app, and the token of a device that was remembered. */
async function startRemembered(engine: Engine, overrides: Record<string, string> = {}) {
  const running = await startApp(engine, overrides)
  const { access, user } = await signUp(running, ada)
  const { secret } = await enableTotp(running, access)
  const signInToken = await beginSignIn(running)
  const totpCode = totpCodeAt(secret, running.clock.now())
  const outcome = await continueSignIn(running, { signInToken, totpCode, rememberDevice: true })
  if (outcome.__typename !== 'SignedIn') throw new Error(outcome.__typename)
  const { deviceToken, tokens } = outcome
  return { running, user, secret, deviceToken: deviceToken ?? '', access: tokens.accessToken }
}

function loginFrom(running: RunningApp, deviceToken: string | null, password: string = ada.password) {
  return login(running, { identifier: ada.email, password, deviceToken })
}

describe.each(engines)('remembered devices on %s', (engine) => {
  test('a remembered device needs no second factor, and its session says so', async () => {
    const { running, deviceToken } = await startRemembered(engine)
    expect(await loginFrom(running, deviceToken)).toMatchObject({
      __typename: 'SignedIn',
      session: { methods: ['PASSWORD', 'TRUSTED_DEVICE'], assurance: 'AAL2' },
    })
    for (const other of [null, `${deviceToken.slice(0, -1)}x`]) {
      expect((await loginFrom(running, other)).__typename).toBe('SecondFactorRequired')
    }
    expect((await loginFrom(running, deviceToken, 'a wrong password')).__typename).toBe('InvalidCredentials')
  })

  test('a device is not remembered unless the user chose it, and never where the settings turn it off', async () => {
    const { running, secret } = await startRemembered(engine)
    running.clock.move(30)
    const totpCode = totpCodeAt(secret, running.clock.now())
    const plain = await continueSignIn(running, { signInToken: await beginSignIn(running), totpCode })
    const { deviceToken } = plain as { deviceToken: string }
    expect((await loginFrom(running, deviceToken)).__typename).toBe('SecondFactorRequired')
    const off = await startRemembered(engine, { TRUSTED_DEVICE_LIFETIME: 'off' })
    expect((await loginFrom(off.running, off.deviceToken)).__typename).toBe('SecondFactorRequired')
  })

  test('the trust of a device ends after its time, and a sign-in does not lengthen it', async () => {
    const { running, deviceToken } = await startRemembered(engine, { TRUSTED_DEVICE_LIFETIME: '1d' })
    running.clock.move(80_000)
    const late = await loginFrom(running, deviceToken)
    expect(late.__typename).toBe('SignedIn')
    running.clock.move(6_400)
    const renewed = (late as { deviceToken?: string | null }).deviceToken ?? null
    expect((await loginFrom(running, renewed)).__typename).toBe('SecondFactorRequired')
  })

  test('a token of another user is no remembered device', async () => {
    const { running, deviceToken } = await startRemembered(engine)
    const { access } = await signUp(running, grace)
    await enableTotp(running, access)
    const outcome = await login(running, { identifier: grace.email, password: grace.password, deviceToken })
    expect(outcome.__typename).toBe('SecondFactorRequired')
  })

  test('a change of the password ends the trust of every device', async () => {
    const { running, deviceToken, access: token } = await startRemembered(engine)
    const input = { currentPassword: ada.password, newPassword }
    expect((await changePassword(running, { token, input })).__typename).toBe('PasswordChanged')
    expect((await loginFrom(running, deviceToken, newPassword)).__typename).toBe('SecondFactorRequired')
  })

  test('a reset of the password ends the trust of every device', async () => {
    const { running, deviceToken } = await startRemembered(engine)
    await requestPasswordReset(running, { email: ada.email })
    await resetPassword(running, { token: await tokenTo(running, ada.email), newPassword })
    expect((await loginFrom(running, deviceToken, newPassword)).__typename).toBe('SecondFactorRequired')
  })

  test('another authenticator app ends the trust of every device', async () => {
    const { running, deviceToken, access } = await startRemembered(engine)
    expect((await removeTotp(running, access)).__typename).toBe('TotpRemoved')
    const plain = await loginFrom(running, null)
    const { tokens } = plain as { tokens: { accessToken: string } }
    await enableTotp(running, tokens.accessToken)
    expect((await loginFrom(running, deviceToken)).__typename).toBe('SecondFactorRequired')
  })

  test('a user who was disabled gives the second factor again', async () => {
    const { running, deviceToken, user } = await startRemembered(engine)
    const { access } = await signUpAdministrator(running)
    const input = { userId: user.id, reason: 'Lost laptop' }
    await act(running, access, { mutation: 'disableUser', input, selection: '' })
    await act(running, access, { mutation: 'enableUser', input: { userId: user.id }, selection: '' })
    expect((await loginFrom(running, deviceToken)).__typename).toBe('SecondFactorRequired')
  })

  test('a user can have all devices forgotten, on another instance at once', async () => {
    const { running, deviceToken, access: token } = await startRemembered(engine)
    const other = await startAppOn(running.settings.DATABASE_URL, {}, running.clock)
    const forgotten = async () =>
      (await running.ask(ForgetTrustedDevicesDocument, {}, { token })).data.forgetTrustedDevices
    expect(await forgotten()).toMatchObject({ forgottenDevices: 1 })
    expect((await loginFrom(other, deviceToken)).__typename).toBe('SecondFactorRequired')
    expect(await forgotten()).toMatchObject({ forgottenDevices: 0 })
  })

  test('a remembered device is no recent second factor: a sensitive operation asks for one', async () => {
    const { running, deviceToken } = await startRemembered(engine)
    const signedIn = await loginFrom(running, deviceToken)
    const { tokens } = signedIn as { tokens: { accessToken: string } }
    const outcome = await createRecoveryCodes(running, tokens.accessToken)
    expect(outcome).toMatchObject({ __typename: 'ReauthenticationRequired', assurance: 'AAL2' })
  })
})
