import { describe, expect, test } from 'vitest'
import { countRows, disable, importUser, verifyEmail as plantProof } from '../support/database.js'
import { engines } from '../support/engines.js'
import { codeTo, mailsTo, tokenTo } from '../support/mails.js'
import {
  atOnce,
  kindsOf,
  login,
  meOf,
  register,
  requestEmailCode,
  statusOf,
  verifyEmail,
} from '../support/operations.js'
import { ada, grace, signIn, signUp } from '../support/people.js'
import { type RunningApp, startApp, startAppOn } from '../support/start-app.js'

const required = {
  EMAIL_VERIFICATION: 'required',
  LIMIT_REGISTER_PER_ADDRESS: 'off',
  LIMIT_CODE_PER_ADDRESS: 'off',
  LIMIT_MAIL_PER_RECIPIENT: 'off',
}
const stranger = 'words of a stranger'
const taken = ada.email
const free = 'free@example.com'

/** A server with one proven user, who has the address `taken`. */
async function startWithOwner(engine: 'sqlite' | 'postgres'): Promise<RunningApp> {
  const running = await startApp(engine, required)
  await register(running, { email: taken, password: ada.password, sendEmail: false })
  await plantProof(running, taken)
  return running
}

describe.each(engines)('a pending registration on %s', (engine) => {
  test('a login after a registration answers the same, whether the address was taken or free', async () => {
    const running = await startWithOwner(engine)
    for (const email of [taken, free]) {
      await register(running, { email, password: stranger })
      const right = await login(running, { identifier: email, password: stranger })
      expect([email, right.__typename]).toEqual([email, 'EmailNotVerified'])
      const wrong = await login(running, { identifier: email, password: 'words of another' })
      expect([email, wrong.__typename]).toEqual([email, 'InvalidCredentials'])
    }
    await signIn(running, ada)
  })

  test('a name of a registration answers the same in a second one, whether the address was taken or free', async () => {
    const running = await startWithOwner(engine)
    for (const [place, email] of [taken, free].entries()) {
      const username = `name_${place}`
      await register(running, { email, username, password: stranger })
      const second = await register(running, { email: `other${place}@example.com`, username, password: stranger })
      expect([email, second.__typename]).toEqual([email, 'RegistrationAccepted'])
      const byName = await login(running, { identifier: username, password: stranger })
      expect([email, byName.__typename]).toEqual([email, 'EmailNotVerified'])
    }
  })

  test('a registration of a taken address leaves the owner, the password and the sessions as they were', async () => {
    const running = await startWithOwner(engine)
    const own = await signIn(running, ada)
    await register(running, { email: taken, password: stranger })
    expect(await statusOf(running, own.access)).toBe('fine')
    expect((await mailsTo(running, taken)).map(({ subject }) => subject)).toEqual(['You already have an account'])
    await requestEmailCode(running, { email: taken, purpose: 'VERIFY_EMAIL' })
    expect(await mailsTo(running, taken)).toHaveLength(1)
    await signIn(running, ada)
  })

  test('the person who proves the address gets the registered password, name and profile, in one user', async () => {
    const running = await startApp(engine, required)
    const input = { email: free, username: 'Wanted', password: grace.password, profile: { age: 36 } }
    await register(running, input)
    const token = await tokenTo(running, free)
    const other = await startAppOn(running.settings.DATABASE_URL, required, running.clock)
    const outcomes = await atOnce(50, (place) => verifyEmail(place % 2 === 0 ? running : other, { token }))
    expect(kindsOf(outcomes)).toEqual({ EmailVerified: 1, InvalidToken: 49 })
    expect(await countRows(running)).toMatchObject({ users: 1, profiles: 1, pendingRegistrations: 0 })
    const { user } = await signIn(running, { username: 'wanted', password: grace.password })
    expect(user).toMatchObject({ email: free, emailVerified: true, username: 'Wanted', profile: { age: 36 } })
  })

  test('a name that another user took before the proof is left out of the account', async () => {
    const running = await startApp(engine, required)
    await register(running, { email: free, username: 'wanted', password: grace.password })
    await importUser(running, { email: 'faster@example.com', username: 'Wanted', usernameKey: 'wanted' })
    await verifyEmail(running, { token: await tokenTo(running, free) })
    const { user } = await signIn(running, { email: free, password: grace.password })
    expect(user).toMatchObject({ username: null, emailVerified: true })
  })

  test('a proof of the address ends an unproven account from before the setting, and a disabled one stays', async () => {
    const lax = await startApp(engine, { LIMIT_MAIL_PER_RECIPIENT: 'off' })
    const squatter = await signUp(lax, { email: free, password: stranger, sendEmail: false })
    const disabled = await signUp(lax, { email: 'disabled@example.com', password: stranger, sendEmail: false })
    await disable(lax, disabled.user.id)
    const running = await startAppOn(lax.settings.DATABASE_URL, required, lax.clock)
    await register(running, { email: free, password: grace.password })
    expect(await statusOf(running, squatter.access)).toBe('fine')
    await verifyEmail(running, { token: await tokenTo(running, free) })
    expect(await statusOf(running, squatter.access)).toBe('SESSION_ENDED')
    await signIn(running, { email: free, password: grace.password })

    await register(running, { email: 'disabled@example.com', password: grace.password })
    expect(await mailsTo(running, 'disabled@example.com')).toEqual([])
    const outcome = await login(running, { identifier: 'disabled@example.com', password: stranger })
    expect(outcome.__typename).toBe('UserDisabled')
  })

  test('a code for an unproven user does not complete the registration of a stranger', async () => {
    const lax = await startApp(engine, { LIMIT_MAIL_PER_RECIPIENT: 'off' })
    const own = await signUp(lax, { email: free, password: grace.password, sendEmail: false })
    const running = await startAppOn(lax.settings.DATABASE_URL, required, lax.clock)
    await register(running, { email: free, password: stranger, sendEmail: false })
    await requestEmailCode(running, { email: free, purpose: 'VERIFY_EMAIL' })
    const code = await codeTo(running, free)
    expect(await verifyEmail(running, { email: free, code })).toMatchObject({ __typename: 'EmailVerified' })
    expect(await meOf(running, own.access)).toMatchObject({ id: own.user.id, emailVerified: true })
    await signIn(running, { email: free, password: grace.password })
  })

  test('a pending registration can be proven for seven days with a code that is asked for, and then is gone', async () => {
    const running = await startApp(engine, required)
    const day = 86_400
    for (const [email, days] of [
      ['sixth@example.com', 6],
      ['eighth@example.com', 8],
    ] as const) {
      await register(running, { email, password: grace.password, sendEmail: false })
      running.clock.move(days * day)
      await requestEmailCode(running, { email, purpose: 'VERIFY_EMAIL' })
      expect(await mailsTo(running, email)).toHaveLength(days < 7 ? 1 : 0)
    }
    const late = await login(running, { identifier: 'eighth@example.com', password: grace.password })
    expect(late.__typename).toBe('InvalidCredentials')
  })
})
