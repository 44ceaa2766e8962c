import { describe, expect, test } from 'vitest'
import { engines } from '../support/engines.js'
import { changePassword, deleteAccount, login, refresh, requestEmailChange } from '../support/operations.js'
import { ada, signIn, signUp } from '../support/people.js'
import { startApp } from '../support/start-app.js'

const minutes = 60

describe.each(engines)('a recent proof of identity on %s', (engine) => {
  test('a session of less than ten minutes changes the password, the address and deletes the account without the password', async () => {
    const running = await startApp(engine)
    const { access: token } = await signUp(running)
    running.clock.move(10 * minutes - 1)
    const changed = await changePassword(running, { token, input: { newPassword: 'difference engine 1822' } })
    expect(changed).toMatchObject({ __typename: 'PasswordChanged' })
    expect(await login(running, { identifier: ada.email, password: 'difference engine 1822' })).toMatchObject({
      __typename: 'SignedIn',
    })
    const requested = await requestEmailChange(running, { token, input: { newEmail: 'new@example.com' } })
    expect(requested).toMatchObject({ __typename: 'EmailChangeRequested' })
    expect(await deleteAccount(running, { token, input: {} })).toMatchObject({ __typename: 'AccountDeleted' })
  })

  test('an older session is told what to prove and changes nothing', async () => {
    const running = await startApp(engine)
    const { access: token } = await signUp(running)
    running.clock.move(10 * minutes)
    const required = { __typename: 'ReauthenticationRequired', maxAge: 600, assurance: 'AAL1', methods: ['PASSWORD'] }
    const change = { token, input: { newPassword: 'difference engine 1822' } }
    expect(await changePassword(running, change)).toMatchObject(required)
    expect(await requestEmailChange(running, { token, input: { newEmail: 'new@example.com' } })).toMatchObject(required)
    expect(await deleteAccount(running, { token, input: {} })).toMatchObject(required)
    expect((await signIn(running)).user.email).toBe(ada.email)
  })

  test('another session that signed in just now does not make an older one recent', async () => {
    const running = await startApp(engine)
    const { access: token } = await signUp(running)
    running.clock.move(10 * minutes)
    await signIn(running)
    expect(await deleteAccount(running, { token, input: {} })).toMatchObject({ __typename: 'ReauthenticationRequired' })
  })

  test('sessions and tokens tell when the person signed in and with what, and a refresh does not renew it', async () => {
    const running = await startApp(engine)
    const { session, refresh: refreshToken } = await signUp(running)
    const proof = {
      authenticatedAt: running.clock.now().toISOString(),
      methods: ['PASSWORD'],
      assurance: 'AAL1',
      impersonated: false,
    }
    expect(session).toMatchObject(proof)
    running.clock.move(minutes)
    const refreshed = await refresh(running, { refreshToken })
    expect(refreshed).toMatchObject({ session: proof })
  })
})
