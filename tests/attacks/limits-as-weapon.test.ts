import { describe, expect, test } from 'vitest'
import { plant } from '../support/database.js'
import { engines } from '../support/engines.js'
import { login, updateProfile } from '../support/operations.js'
import { ada, signUp } from '../support/people.js'
import { startApp, startAppOn } from '../support/start-app.js'

const right = { identifier: ada.email, password: ada.password }
const [home, elsewhere] = [{ address: '203.0.113.5' }, { address: '198.51.100.7' }]

describe.each(engines)('an account with its own right password on %s', (engine) => {
  test('a right password is throttled after the bound from one network, on two instances together, and not from another', async () => {
    const running = await startApp(engine, { LIMIT_RIGHT_PASSWORDS: '5/15m' })
    const other = await startAppOn(running.settings.DATABASE_URL, { LIMIT_RIGHT_PASSWORDS: '5/15m' }, running.clock)
    await signUp(running)
    for (let round = 0; round < 5; round += 1) {
      expect(await login(round % 2 ? running : other, right, elsewhere)).toMatchObject({ __typename: 'SignedIn' })
    }
    for (const instance of [running, other])
      expect(await login(instance, right, elsewhere)).toMatchObject({ __typename: 'Throttled', retryAfter: 180 })
    expect(await login(running, right, home)).toMatchObject({ __typename: 'SignedIn' })
  })
})

describe.each(engines)('a signed-in user who updates the profile without end on %s', (engine) => {
  test('a user who updates the profile too often is throttled at LIMIT_WRITES_PER_USER until the wait ends', async () => {
    const running = await startApp(engine, { LIMIT_WRITES_PER_USER: '3/1m' })
    const { access: token } = await signUp(running)
    const update = (school: string) => updateProfile(running, { token, input: { profile: { school } } })
    for (const school of ['a', 'b', 'c']) expect(await update(school)).toMatchObject({ __typename: 'ProfileUpdated' })
    expect(await update('d')).toMatchObject({ __typename: 'Throttled', retryAfter: 20 })
    running.clock.move(20)
    expect(await update('d')).toMatchObject({ __typename: 'ProfileUpdated' })
  })

  test('equal updates of a profile leave one audit event', async () => {
    const running = await startApp(engine)
    const { access: token } = await signUp(running)
    for (let round = 0; round < 3; round += 1)
      expect(
        await updateProfile(running, { token, input: { username: ada.username, profile: { school: 'Bath' } } }),
      ).toMatchObject({ __typename: 'ProfileUpdated' })
    const events = await plant(running, (tx) => tx.select().from(tx.tables.auditEvents))
    expect(events.filter(({ kind }) => kind === 'user.updated')).toHaveLength(1)
  })

  test('an operation that updates the profile twice is refused whole', async () => {
    const running = await startApp(engine)
    const { access: token } = await signUp(running)
    const fields = 'a: updateProfile(input: {}) { __typename } b: updateProfile(input: {}) { __typename }'
    const { errors } = await running.askText(`mutation { ${fields} }`, {}, { token })
    expect(errors?.[0]?.extensions.code).toBe('OPERATION_LIMIT')
  })
})
