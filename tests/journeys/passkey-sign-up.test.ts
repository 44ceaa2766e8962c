import { describe, expect, test } from 'vitest'
import { countRows } from '../support/database.js'
import { engines } from '../support/engines.js'
import { codeTo, mailsTo, tokenTo } from '../support/mails.js'
import {
  atOnce,
  factorsOf,
  issuesOf,
  kindsOf,
  login,
  register,
  requestEmailCode,
  signInWithPasskey,
  startPasskeyRegistration,
  verifyEmail,
} from '../support/operations.js'
import { optionsOf, SoftwarePasskey, signInOptions } from '../support/passkey.js'
import { ada, grace, signUp } from '../support/people.js'
import { type RunningApp, startApp, startAppOn } from '../support/start-app.js'

const invalid = { __typename: 'InvalidPasskey' }
const unlimited = { LIMIT_PASSKEY_PER_ADDRESS: 'off', LIMIT_REGISTER_PER_ADDRESS: 'off' }

async function createPasskey(running: RunningApp, person: { email?: string; username?: string }) {
  const passkey = new SoftwarePasskey()
  const options = optionsOf(await startPasskeyRegistration(running, person))
  return { passkey, response: passkey.create(options) }
}

async function signIn(running: RunningApp, passkey: SoftwarePasskey) {
  return signInWithPasskey(running, { passkey: passkey.get(await signInOptions(running)) })
}

describe.each(engines)('a sign-up with a passkey on %s', (engine) => {
  test('a person signs up without a password, and the passkey signs in', async () => {
    const running = await startApp(engine)
    const { passkey, response } = await createPasskey(running, { email: 'ADA@example.com' })
    const outcome = await register(running, { email: ada.email, passkey: response, profile: { age: 36 } })
    expect(outcome).toMatchObject({
      __typename: 'SignedIn',
      newUser: true,
      user: { email: ada.email, profile: { age: 36 } },
      session: { methods: ['PASSKEY'], assurance: 'AAL2' },
    })
    const { tokens } = outcome as { tokens: { accessToken: string } }
    expect(await factorsOf(running, tokens.accessToken)).toMatchObject({ hasPassword: false, passkeys: [{}] })
    expect((await signIn(running, passkey)).__typename).toBe('SignedIn')
    const byPassword = await login(running, { identifier: ada.email, password: ada.password })
    expect(byPassword.__typename).toBe('InvalidCredentials')
  })

  test('a passkey belongs to the address and the name that it was made for, and its challenge works once', async () => {
    const running = await startApp(engine, { ...unlimited, EMAIL_REQUIRED: 'false' })
    const { response } = await createPasskey(running, { email: ada.email, username: 'Ada' })
    for (const person of [{ email: grace.email, username: 'ada' }, { email: ada.email }, { username: 'ada' }]) {
      expect(await register(running, { ...person, passkey: response })).toMatchObject(invalid)
    }
    const input = { email: ada.email, username: 'ADA', passkey: response }
    const outcomes = await atOnce(20, () => register(running, input))
    expect(kindsOf(outcomes)).toMatchObject({ SignedIn: 1 })
    expect(await countRows(running)).toMatchObject({ users: 1, profiles: 1 })
    expect(await register(running, { ...input, email: ada.email })).toMatchObject(invalid)
  })

  test('a taken address is told as with a password, and exactly one of password and passkey is needed', async () => {
    const running = await startApp(engine)
    await signUp(running)
    const { response } = await createPasskey(running, { email: ada.email })
    expect(await register(running, { email: ada.email, passkey: response })).toMatchObject({ __typename: 'EmailTaken' })
    expect(issuesOf(await register(running, { email: grace.email }))).toEqual(['password REQUIRED'])
    const both = await register(running, { email: grace.email, password: grace.password, passkey: response })
    expect(issuesOf(both)).toEqual(['passkey MISMATCH'])
    expect(issuesOf(await startPasskeyRegistration(running, { email: 'nowhere' }))).toEqual(['email NOT_AN_EMAIL'])
    expect(issuesOf(await startPasskeyRegistration(running, { username: 'a b' }))).toEqual(['username BAD_CHARACTERS'])
    const closed = await startAppOn(running.settings.DATABASE_URL, { REGISTRATION: 'closed' }, running.clock)
    expect(await startPasskeyRegistration(closed, { email: grace.email })).toMatchObject({
      __typename: 'RegistrationClosed',
    })
  })

  test('options for a sign-up are the same for a taken and a free address', async () => {
    const running = await startApp(engine)
    await signUp(running)
    const shapeOf = async (email: string) => {
      const { challenge: _, user, ...rest } = optionsOf(await startPasskeyRegistration(running, { email }))
      const { id, ...names } = user as { id: string }
      return JSON.stringify([rest, id.length, names]).replaceAll(email, '–')
    }
    expect(await shapeOf(ada.email)).toBe(await shapeOf('new@example.com'))
  })

  test('where the address has to be proven first, the passkey opens the account after the proof only', async () => {
    const running = await startApp(engine, { ...unlimited, EMAIL_VERIFICATION: 'required' })
    const { passkey, response } = await createPasskey(running, { email: ada.email })
    const input = { email: ada.email, passkey: response }
    const outcomes = await atOnce(5, () => register(running, input))
    expect(kindsOf(outcomes)).toEqual({ RegistrationAccepted: 1, InvalidPasskey: 4 })
    expect(await signIn(running, passkey)).toMatchObject(invalid)
    const early = await login(running, { identifier: ada.email, password: ada.password })
    expect(early.__typename).toBe('InvalidCredentials')
    expect(await mailsTo(running, ada.email)).toHaveLength(1)
    await verifyEmail(running, { token: await tokenTo(running, ada.email) })
    expect(await signIn(running, passkey)).toMatchObject({ __typename: 'SignedIn', user: { emailVerified: true } })
  })

  test('with a mailed code the address is proven at once', async () => {
    const running = await startApp(engine, { REGISTRATION: 'email-code' })
    await requestEmailCode(running, { email: ada.email, purpose: 'REGISTER' })
    const emailCode = await codeTo(running, ada.email)
    const { response } = await createPasskey(running, { email: ada.email })
    expect(await register(running, { email: ada.email, passkey: response, emailCode })).toMatchObject({
      __typename: 'SignedIn',
      user: { emailVerified: true },
    })
  })
})
