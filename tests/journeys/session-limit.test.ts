import { describe, expect, test } from 'vitest'
import { insertSession } from '../../src/store/sessions.js'
import { plant } from '../support/database.js'
import { engines } from '../support/engines.js'
import { newSession } from '../support/new-rows.js'
import { refresh, sessionsOf } from '../support/operations.js'
import { signIn, signUp } from '../support/people.js'
import { startApp, startAppOn } from '../support/start-app.js'

const limits = { LIMIT_LOGIN_PER_USER: 'off', LIMIT_LOGIN_PER_ADDRESS: 'off' }

describe.each(engines)('the number of sessions of one user on %s', (engine) => {
  test('a sign-in beyond SESSIONS_PER_USER ends the session that was idle longest, and says why', async () => {
    const running = await startApp(engine, { ...limits, SESSIONS_PER_USER: '3' })
    const first = await signUp(running)
    running.clock.move(1)
    const second = await signIn(running)
    running.clock.move(1)
    const used = await refresh(running, { refreshToken: first.refresh })
    expect(used).toMatchObject({ __typename: 'Refreshed' })
    running.clock.move(1)
    await signIn(running)
    const { access } = await signIn(running)
    expect(await sessionsOf(running, access)).toHaveLength(3)
    expect(await refresh(running, { refreshToken: second.refresh })).toMatchObject({
      __typename: 'SessionEnded',
      reason: 'EVICTED',
    })
  })

  test('fifty sign-ins at once on two instances never leave more than the limit', async () => {
    const running = await startApp(engine, { ...limits, SESSIONS_PER_USER: '5' })
    await signUp(running)
    const other = await startAppOn(running.settings.DATABASE_URL, { ...limits, SESSIONS_PER_USER: '5' }, running.clock)
    await Promise.all(Array.from({ length: 50 }, (_, place) => signIn(place % 2 === 0 ? running : other)))
    const { access } = await signIn(running)
    expect(await sessionsOf(running, access)).toHaveLength(5)
  })

  test('the list of a user who had a thousand sessions before has no more than the limit, and sign-ins end the rest', async () => {
    const running = await startApp(engine, limits)
    const { access, user } = await signUp(running)
    const now = running.clock.now()
    await plant(running, async (tx) => {
      for (let count = 0; count < 1000; count++) {
        const span = { createdAt: now, lastUsedAt: now, refreshExpiresAt: new Date(now.getTime() + 3_600_000) }
        await insertSession(tx, { ...newSession(user.id), ...span })
      }
    })
    expect(await sessionsOf(running, access)).toHaveLength(100)
    running.clock.move(1)
    for (let count = 0; count < 3; count++) await signIn(running)
    const { access: last } = await signIn(running)
    expect(await sessionsOf(running, last)).toHaveLength(100)
  })
})
