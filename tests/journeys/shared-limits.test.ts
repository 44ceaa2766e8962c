import { describe, expect, test } from 'vitest'
import { createDatabase, engines } from '../support/engines.js'
import { atOnce, kindsOf, login, meOf, refresh } from '../support/operations.js'
import { ada, grace, signUp } from '../support/people.js'
import { type RunningApp, startAppOn, testSecretKey } from '../support/start-app.js'

const newKey = 'zN4o1x9J6aG2s0VbQ7yKfP3mRtEwLcUdHiXjB8pZq5M='

describe.each(engines)('instances on one database (%s)', (engine) => {
  test('share each limit: however the attempts are spread, no more pass than on one', async () => {
    const databaseUrl = await createDatabase(engine)
    const limit = { LIMIT_LOGIN_PER_USER: '10/15m' }
    const first = await startAppOn(databaseUrl, limit)
    const instances = [
      first,
      await startAppOn(databaseUrl, limit, first.clock),
      await startAppOn(databaseUrl, limit, first.clock),
    ]
    await signUp(first)
    const wrong = { identifier: ada.email, password: grace.password }
    const outcomes = await atOnce(45, (place) => login(instances[place % 3] as RunningApp, wrong))
    expect(kindsOf(outcomes)).toEqual({ InvalidCredentials: 10, Throttled: 35 })
  })

  test('take a new SECRET_KEY one after the other and sign nobody out, when all know it before one uses it', async () => {
    const databaseUrl = await createDatabase(engine)
    const known = await startAppOn(databaseUrl, { SECRET_KEY: `${testSecretKey},${newKey}` })
    const using = await startAppOn(databaseUrl, { SECRET_KEY: `${newKey},${testSecretKey}` }, known.clock)
    let { access, refresh: refreshToken } = await signUp(known)
    for (const instance of [using, known, using, known]) {
      expect((await meOf(instance, access))?.email).toBe(ada.email)
      const refreshed = await refresh(instance, { refreshToken })
      expect(refreshed).toMatchObject({ __typename: 'Refreshed' })
      const { tokens } = refreshed as unknown as { tokens: { accessToken: string; refreshToken: string } }
      access = tokens.accessToken
      refreshToken = tokens.refreshToken
    }
  })
})
