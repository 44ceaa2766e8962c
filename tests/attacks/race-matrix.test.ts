import { print } from 'graphql'
import { describe, expect, test } from 'vitest'
import {
  ChangePasswordDocument,
  CreateRecoveryCodesDocument,
  DeleteAccountDocument,
  LoginDocument,
  LogoutDocument,
  ReauthenticateDocument,
  RefreshDocument,
  RemovePasswordDocument,
  RequestEmailChangeDocument,
  ResetPasswordDocument,
  SignInWithEmailDocument,
  UpdateProfileDocument,
  VerifyEmailDocument,
} from '../../src/client/generated/operations.js'
import { verifyEmail as plantProof } from '../support/database.js'
import { engines } from '../support/engines.js'
import { checkDatabase } from '../support/faults/oracle.js'
import { limitsOff } from '../support/limits-off.js'
import { codeTo, tokenTo } from '../support/mails.js'
import { requestEmailCode, requestPasswordReset } from '../support/operations.js'
import { type SignedIn, signUp } from '../support/people.js'
import { type RunningApp, startApp } from '../support/start-app.js'

// Every pair of operations that change one user, at once. `npm run check:races` repeats each pair twenty times.

const rounds = Number(process.env.RACE_ROUNDS ?? 1)
const password = 'analytical engine 1843'

interface Scene {
  running: RunningApp
  own: SignedIn
  email: string
  resetToken: string
  verifyToken: string
  signInCode: string
}

type Operation = (scene: Scene) => [document: Parameters<typeof print>[0], input: object]

const operations: Record<string, Operation> = {
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
const names = Object.keys(operations)
const pairs = names.flatMap((first, place) => names.slice(place).map((second) => [first, second] as const))

async function prepare(running: RunningApp, email: string): Promise<Scene> {
  const own = await signUp(running, { email, password })
  await plantProof(running, email)
  const verifyToken = await tokenTo(running, email)
  running.clock.move(61)
  await requestPasswordReset(running, { email })
  const resetToken = await tokenTo(running, email)
  running.clock.move(61)
  await requestEmailCode(running, { email, purpose: 'SIGN_IN' })
  return { running, own, email, verifyToken, resetToken, signInCode: await codeTo(running, email) }
}

/** The codes of the errors at the top of the answer. */
async function run(name: string, scene: Scene): Promise<unknown[]> {
  const [document, input] = operations[name]?.(scene) ?? [LogoutDocument, {}]
  const { errors = [] } = await scene.running.askText(print(document), { input }, { token: scene.own.access })
  return errors.map(({ extensions }) => extensions.code)
}

/** Pairs that failed with anything but the end of the session, each with the codes. */
async function race(running: RunningApp, round: number): Promise<unknown[]> {
  const surprises: unknown[] = []
  for (const [place, [first, second]] of pairs.entries()) {
    const scene = await prepare(running, `pair${place}-${round}@example.com`)
    const codes = (await Promise.all([run(first, scene), run(second, scene)])).flat()
    // A change that finds the account deleted says so with UNAVAILABLE; repeated, it is UNAUTHENTICATED.
    const isDeleted = [first, second].includes('deleteAccount')
    const honest = isDeleted ? ['UNAUTHENTICATED', 'UNAVAILABLE'] : ['UNAUTHENTICATED']
    if (codes.some((code) => !honest.includes(String(code)))) surprises.push([first, second, codes])
  }
  return surprises
}

describe.each(engines)('two operations on one user on %s', (engine) => {
  test('two operations on one user at once never fail inside the server and leave no half change', async () => {
    const running = await startApp(engine, { ...limitsOff, EMAIL_SIGN_IN: 'existing' })
    const surprises: unknown[] = []
    for (let round = 0; round < rounds; round += 1) surprises.push(...(await race(running, round)))
    expect(surprises).toEqual([])
    // Links and mails of a deleted account stay until they expire. Users may remove the password, and make codes first.
    const usual = /^\d+ ((links|mails) without a user|users without a password|recovery codes without a factor)/
    expect((await checkDatabase(running.settings.DATABASE_URL)).filter((line) => !usual.test(line))).toEqual([])
  }, 600_000)
})
