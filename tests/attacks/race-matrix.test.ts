import { describe, expect, test } from 'vitest'
import {
  AddPasskeyDocument,
  ChangePasswordDocument,
  ConfirmTotpDocument,
  ContinueSignInDocument,
  CreateRecoveryCodesDocument,
  DeleteAccountDocument,
  ForgetTrustedDevicesDocument,
  LoginDocument,
  LogoutDocument,
  ReauthenticateDocument,
  RefreshDocument,
  RemovePasskeyDocument,
  RemovePasswordDocument,
  RemoveTotpDocument,
  RequestEmailChangeDocument,
  ResetPasswordDocument,
  SignInWithEmailDocument,
  UnlinkIdentityDocument,
  UpdateProfileDocument,
  VerifyEmailDocument,
} from '../../src/client/generated/operations.js'
import { randomId } from '../../src/platform/random.js'
import { insertIdentity } from '../../src/store/identities.js'
import { totpCodeAt } from '../support/authenticator.js'
import { plant, verifyEmail as plantProof } from '../support/database.js'
import { engines } from '../support/engines.js'
import { checkDatabase } from '../support/faults/oracle.js'
import { limitsOff } from '../support/limits-off.js'
import { codeTo, tokenTo } from '../support/mails.js'
import {
  confirmTotp,
  login,
  reauthenticate,
  requestEmailCode,
  requestPasswordReset,
  startPasskey,
  startPasskeyRegistration,
  startTotp,
} from '../support/operations.js'
import { enrolPasskey, optionsOf, SoftwarePasskey } from '../support/passkey.js'
import { type SignedIn, signUp } from '../support/people.js'
import { type Race, type RaceScene, racePairs } from '../support/race-pairs.js'
import { type RunningApp, startApp } from '../support/start-app.js'

// Pairs of operations that change one user, at once.

const password = 'analytical engine 1843'

interface Scene extends RaceScene {
  own: SignedIn
  email: string
  resetToken: string
  verifyToken: string
  signInCode: string
}

const operations: Record<string, Race<Scene>> = {
  login: ({ email }) => [LoginDocument, { identifier: email, password }],
  refresh: ({ own }) => [RefreshDocument, { refreshToken: own.refresh }],
  logout: () => [LogoutDocument, { scope: 'ALL' }],
  updateProfile: () => [UpdateProfileDocument, { profile: { age: 36 } }],
  verifyEmail: ({ verifyToken: token }) => [VerifyEmailDocument, { token }],
  requestEmailChange: ({ email }) => [
    RequestEmailChangeDocument,
    { currentPassword: password, newEmail: `new-${email}` },
  ],
  changePassword: () => [
    ChangePasswordDocument,
    { currentPassword: password, newPassword: 'another engine altogether' },
  ],
  resetPassword: ({ resetToken: token }) => [
    ResetPasswordDocument,
    { token, newPassword: 'a third engine altogether' },
  ],
  reauthenticate: () => [ReauthenticateDocument, { password }],
  createRecoveryCodes: () => [CreateRecoveryCodesDocument, {}],
  removePassword: () => [RemovePasswordDocument, {}],
  signInWithEmail: ({ email, signInCode: code }) => [SignInWithEmailDocument, { email, code }],
  deleteAccount: () => [DeleteAccountDocument, { currentPassword: password }],
}

async function prepare(running: RunningApp, email: string): Promise<Scene> {
  const own = await signUp(running, { email, password })
  await plantProof(running, email)
  const verifyToken = await tokenTo(running, email)
  running.clock.move(61)
  await requestPasswordReset(running, { email })
  const resetToken = await tokenTo(running, email)
  running.clock.move(61)
  await requestEmailCode(running, { email, purpose: 'SIGN_IN' })
  const signInCode = await codeTo(running, email)
  return { running, token: own.access, own, email, verifyToken, resetToken, signInCode }
}

interface FactorScene extends RaceScene {
  resetToken: string
  identityId: string
  passkeyId: string
  signInToken: string
  /** The answer to the pending sign-in, and the one to the registration of another passkey. */
  assertion: object
  attestation: object
  totpCode: string
}

/** The operations around second factors, and those that take them all away. */
const factorOperations: Record<string, Race<FactorScene>> = {
  continueSignIn: ({ signInToken, assertion: passkey }) => [
    ContinueSignInDocument,
    { signInToken, passkey, rememberDevice: true },
  ],
  confirmTotp: ({ totpCode: code }) => [ConfirmTotpDocument, { code }],
  removeTotp: () => [RemoveTotpDocument, {}],
  addPasskey: ({ attestation: passkey }) => [AddPasskeyDocument, { passkey }],
  removePasskey: ({ passkeyId }) => [RemovePasskeyDocument, { passkeyId }],
  unlinkIdentity: ({ identityId }) => [UnlinkIdentityDocument, { identityId }],
  forgetTrustedDevices: () => [ForgetTrustedDevicesDocument, {}],
  createRecoveryCodes: () => [CreateRecoveryCodesDocument, {}],
  removePassword: () => [RemovePasswordDocument, {}],
  resetPassword: ({ resetToken: token }) => [
    ResetPasswordDocument,
    { token, newPassword: 'a third engine altogether' },
  ],
  deleteAccount: () => [DeleteAccountDocument, {}],
}

/** A user with a passkey, an identity and a pending sign-in. The app is set up, or waits for its first code. */
async function prepareFactors(running: RunningApp, email: string, pair: readonly string[]): Promise<FactorScene> {
  const { access: token, user } = await signUp(running, { email, password })
  await plantProof(running, email)
  const now = running.clock.now()
  const identityId = randomId()
  const named = { provider: 'acme', issuer: 'https://acme.example.com', subject: email, email, displayName: null }
  await plant(running, (tx) =>
    insertIdentity(tx, { id: identityId, userId: user.id, ...named, createdAt: now, lastUsedAt: null }),
  )
  running.clock.move(61)
  await requestPasswordReset(running, { email })
  const resetToken = await tokenTo(running, email)
  const { passkey, added } = await enrolPasskey(running, token)
  const prove = async () => {
    const options = optionsOf(await startPasskey(running, { purpose: 'REAUTHENTICATE' }, { token }))
    await reauthenticate(running, { token, input: { passkey: passkey.get(options) } })
  }
  await prove()
  const setup = await startTotp(running, {}, { token })
  if (setup.__typename !== 'TotpSetup') throw new Error(setup.__typename)
  const totpCode = totpCodeAt(setup.secret, running.clock.now())
  if (!pair.includes('confirmTotp')) await confirmTotp(running, { code: totpCode }, { token })
  await prove()
  const begun = await login(running, { identifier: email, password })
  if (begun.__typename !== 'SecondFactorRequired') throw new Error(begun.__typename)
  const { signInToken, passkeyOptions } = begun
  const options = optionsOf(await startPasskeyRegistration(running, {}, { token }))
  return {
    running,
    token,
    identityId,
    passkeyId: added.passkey.id,
    signInToken,
    assertion: passkey.get(passkeyOptions as Record<string, unknown>),
    attestation: new SoftwarePasskey().create(options),
    totpCode,
    resetToken,
  }
}

// Links and mails of a deleted account stay until they expire. Users may remove the password, and make codes first.
const usual = /^\d+ ((links|mails) without a user|users without a password|recovery codes without a factor)/

describe.each(engines)('two operations on one user on %s', (engine) => {
  test('two operations on one user at once never fail inside the server and leave no half change', async () => {
    const running = await startApp(engine, { ...limitsOff, EMAIL_SIGN_IN: 'existing' })
    expect(await racePairs(operations, (email) => prepare(running, email))).toEqual([])
    expect((await checkDatabase(running.settings.DATABASE_URL)).filter((line) => !usual.test(line))).toEqual([])
  }, 600_000)

  test('two operations around the second factors of one user at once never fail inside the server and leave no half change', async () => {
    const running = await startApp(engine, { ...limitsOff, EMAIL_SIGN_IN: 'existing' })
    const surprises = await racePairs(factorOperations, (email, pair) => prepareFactors(running, email, pair))
    expect(surprises).toEqual([])
    expect((await checkDatabase(running.settings.DATABASE_URL)).filter((line) => !usual.test(line))).toEqual([])
  }, 600_000)
})
