import { describe, expect, test } from 'vitest'
import { LoginDocument, LogoutDocument, MeDocument, RefreshDocument } from '../../src/client/generated/operations.js'
import { engines } from '../support/engines.js'
import { ada, signIn, signUp } from '../support/people.js'
import { startApp } from '../support/start-app.js'

describe.each(engines)('signing in on %s', (engine) => {
  test('a user can register, log in, read me, refresh and log out', async () => {
    const running = await startApp(engine)
    await signUp(running)
    const { access, refresh } = await signIn(running)

    const seen = await running.ask(MeDocument, {}, { token: access })
    expect(seen.data.me).toMatchObject({ email: ada.email, username: ada.username, emailVerified: false, type: 0 })

    const refreshed = await running.ask(RefreshDocument, { input: { refreshToken: refresh } })
    expect(refreshed.data.refresh).toMatchObject({
      __typename: 'Refreshed',
      tokens: { tokenType: 'Bearer', expiresIn: 900 },
    })

    const loggedOut = await running.ask(LogoutDocument, {}, { token: access })
    expect(loggedOut.data.logout).toEqual({ revokedSessions: 1 })
    const after = await running.ask(MeDocument, {}, { token: access })
    expect(after.data.me).toBeNull()
    expect(after.errors?.[0]?.extensions).toEqual({ code: 'UNAUTHENTICATED', reason: 'SESSION_ENDED' })
  })

  test('a wrong password and an unknown username get the same answer', async () => {
    const running = await startApp(engine)
    await signUp(running)
    const wrong = await running.ask(LoginDocument, { input: { identifier: ada.email, password: 'not this one' } })
    const unknown = await running.ask(LoginDocument, {
      input: { identifier: 'bob@example.com', password: 'not this one' },
    })
    expect(wrong.data).toEqual(unknown.data)
    expect(wrong.data.login).toMatchObject({ __typename: 'InvalidCredentials', code: 'INVALID_CREDENTIALS' })
  })
})
