import { describe, expect, test } from 'vitest'
import { LoginDocument } from '../../src/client/generated/operations.js'
import { engines } from '../support/engines.js'
import {
  atOnce,
  changePassword,
  deleteAccount,
  kindsOf,
  login,
  refresh,
  register,
  statusOf,
} from '../support/operations.js'
import { ada, grace, signIn, signUp } from '../support/people.js'
import { type RunningApp, startApp, startAppOn } from '../support/start-app.js'

const right = { identifier: ada.email, password: ada.password }
const wrong = { identifier: ada.email, password: 'not this one' }

/** One after the other; the kinds of the answers in order. */
async function guess(running: RunningApp, identifiers: readonly string[], address = '127.0.0.1'): Promise<string[]> {
  const kinds: string[] = []
  for (const identifier of identifiers) {
    kinds.push((await login(running, { ...wrong, identifier }, { address })).__typename)
  }
  return kinds
}

function repeat<T>(count: number, item: T): T[] {
  return Array.from({ length: count }, () => item)
}

describe.each(engines)('guessing the password of one user on %s', (engine) => {
  test('guesses of one password end after 10, until one more is free; then the right password works', async () => {
    const running = await startApp(engine)
    const own = await signUp(running)
    expect(await guess(running, repeat(10, ada.email))).toEqual(repeat(10, 'InvalidCredentials'))
    const throttled = {
      __typename: 'Throttled',
      code: 'THROTTLED',
      retryAfter: 90,
      retryAt: new Date(running.clock.now().getTime() + 90_000).toISOString(),
    }
    expect(await login(running, wrong)).toMatchObject(throttled)
    expect(await login(running, right)).toMatchObject(throttled)
    expect(await statusOf(running, own.access)).toBe('fine')
    expect(await refresh(running, { refreshToken: own.refresh })).toMatchObject({ __typename: 'Refreshed' })
    running.clock.move(89)
    expect(await login(running, right)).toMatchObject({ __typename: 'Throttled', retryAfter: 1 })
    running.clock.move(1)
    await signIn(running)
    await signIn(running)
    expect(await guess(running, repeat(2, ada.email))).toEqual(['InvalidCredentials', 'Throttled'])
  })

  test('tries that were refused cost nothing, and after a quarter of an hour all is forgotten', async () => {
    const running = await startApp(engine)
    await signUp(running)
    await guess(running, repeat(10, ada.email))
    expect(new Set(await guess(running, repeat(20, ada.email)))).toEqual(new Set(['Throttled']))
    expect(await login(running, right)).toMatchObject({ __typename: 'Throttled', retryAfter: 90 })
    running.clock.move(15 * 60)
    expect(await guess(running, repeat(11, ada.email))).toEqual([...repeat(10, 'InvalidCredentials'), 'Throttled'])
  })

  test('a throttled login looks the same, byte for byte, for a user that does not exist', async () => {
    const running = await startApp(engine)
    await signUp(running)
    const answersFor = async (identifier: string) => {
      const payloads: string[] = []
      for (let attempt = 0; attempt < 11; attempt += 1) {
        const { response } = await running.ask(LoginDocument, { input: { ...wrong, identifier } })
        payloads.push(response.payload)
      }
      return payloads
    }
    const known = await answersFor(ada.email)
    expect(new Set(known).size).toBe(2)
    for (const identifier of ['unknown@example.com', 'unknown', ada.username]) {
      expect(await answersFor(identifier), identifier).toEqual(known)
    }
  })

  test('every spelling of one address or one username is counted together', async () => {
    const running = await startApp(engine)
    await signUp(running)
    const addresses = [
      'ada@example.com',
      'ADA@example.com',
      ' ada@EXAMPLE.com',
      'ada@ｅｘａｍｐｌｅ.com',
      'Ada@Example.Com',
    ]
    const names = ['ada', 'ADA', ' ada', 'ａｄａ', 'Ada']
    for (const spellings of [addresses, names]) {
      const kinds = await guess(running, [...spellings, ...spellings, ...spellings.slice(0, 2)])
      expect(kinds).toEqual([...repeat(10, 'InvalidCredentials'), 'Throttled', 'Throttled'])
    }
  })

  test('a guesser gains nothing from 40 logins at once on two instances', async () => {
    const running = await startApp(engine)
    const other = await startAppOn(running.settings.DATABASE_URL, {}, running.clock)
    await signUp(running)
    const outcomes = await atOnce(40, (place) => login(place % 2 === 0 ? running : other, wrong))
    expect(kindsOf(outcomes)).toEqual({ InvalidCredentials: 10, Throttled: 30 })
  })

  test('guesses of one password are counted by all instances together, one that starts later included', async () => {
    const running = await startApp(engine)
    await signUp(running)
    await guess(running, repeat(5, ada.email))
    const other = await startAppOn(running.settings.DATABASE_URL, {}, running.clock)
    await guess(other, repeat(4, ada.email))
    const third = await startAppOn(running.settings.DATABASE_URL, {}, running.clock)
    expect(await guess(third, repeat(2, ada.email))).toEqual(['InvalidCredentials', 'Throttled'])
  })

  test('guesses of one password are counted from all addresses together, and the owner signs in after the wait', async () => {
    const running = await startApp(engine)
    await signUp(running)
    for (let host = 1; host <= 10; host += 1) await guess(running, [ada.email], `198.51.100.${host}`)
    const owner = { address: '203.0.113.5' }
    const outcome = await login(running, right, owner)
    expect(outcome).toMatchObject({ __typename: 'Throttled', retryAfter: 90 })
    running.clock.move(90)
    expect(await login(running, right, owner)).toMatchObject({ __typename: 'SignedIn' })
  })

  test('changePassword and deleteAccount of one session share an allowance, which those of login do not use up', async () => {
    const running = await startApp(engine)
    const { access: token } = await signUp(running)
    const change = (currentPassword: string) =>
      changePassword(running, { token, input: { currentPassword, newPassword: grace.password } })
    const remove = (currentPassword: string) => deleteAccount(running, { token, input: { currentPassword } })
    expect(await guess(running, repeat(11, ada.email))).toEqual([...repeat(10, 'InvalidCredentials'), 'Throttled'])
    for (let round = 0; round < 5; round += 1) {
      expect(await change(wrong.password)).toMatchObject({ __typename: 'InvalidCredentials' })
      expect(await remove(wrong.password)).toMatchObject({ __typename: 'InvalidCredentials' })
    }
    expect(await change(ada.password)).toMatchObject({ __typename: 'Throttled', code: 'THROTTLED', retryAfter: 90 })
    expect(await remove(ada.password)).toMatchObject({ __typename: 'Throttled', code: 'THROTTLED', retryAfter: 90 })
    running.clock.move(90)
    expect(await change(ada.password)).toMatchObject({ __typename: 'PasswordChanged' })
    expect(await remove(grace.password)).toMatchObject({ __typename: 'AccountDeleted' })
  })

  test('LIMIT_LOGIN_PER_USER moves the bound, and off removes it', async () => {
    const strict = await startApp(engine, { LIMIT_LOGIN_PER_USER: '2/1m' })
    expect(await guess(strict, repeat(3, ada.email))).toEqual(['InvalidCredentials', 'InvalidCredentials', 'Throttled'])
    expect(await login(strict, wrong)).toMatchObject({ retryAfter: 30 })
    const lax = await startAppOn(strict.settings.DATABASE_URL, { LIMIT_LOGIN_PER_USER: 'off' }, strict.clock)
    expect(new Set(await guess(lax, repeat(12, ada.email)))).toEqual(new Set(['InvalidCredentials']))
  })
})

describe.each(engines)('signing in with the right password on %s', (engine) => {
  test('20 at once all succeed, time after time', async () => {
    const running = await startApp(engine)
    await signUp(running)
    for (let round = 0; round < 4; round += 1) {
      const outcomes = await atOnce(20, () => login(running, right))
      expect(kindsOf(outcomes)).toEqual({ SignedIn: 20 })
    }
  })

  test('neither counts nor clears what others have used up', async () => {
    const running = await startApp(engine)
    await signUp(running)
    await signUp(running, grace)
    for (let round = 0; round < 9; round += 1) {
      await guess(running, [ada.email])
      await signIn(running)
      await signIn(running, grace)
    }
    expect(await guess(running, repeat(2, ada.email))).toEqual(['InvalidCredentials', 'Throttled'])
    await signIn(running, grace)
  })
})

describe.each(engines)('one client address on %s', (engine) => {
  const few = { LIMIT_LOGIN_PER_ADDRESS: '5/15m', LIMIT_REGISTER_PER_ADDRESS: '5/1h' }
  const people = (count: number) => Array.from({ length: count }, (_, place) => `person${place}@example.com`)

  test('one client address may fail 100 times over all users, and others are not held up by it', async () => {
    const running = await startApp(engine)
    await signUp(running)
    const outcomes = await atOnce(101, (place) => login(running, { ...wrong, identifier: `user${place}@example.com` }))
    expect(kindsOf(outcomes)).toEqual({ InvalidCredentials: 100, Throttled: 1 })
    expect(await login(running, right)).toMatchObject({ __typename: 'Throttled', retryAfter: 9 })
    expect(await login(running, right, { address: '203.0.113.5' })).toMatchObject({ __typename: 'SignedIn' })
    running.clock.move(9)
    await signIn(running)
  })

  test('in IPv6 is the /64, and an IPv4 address in IPv6 form is that address', async () => {
    const running = await startApp(engine, few)
    const sameNetwork = ['2001:db8:1:2::1', '2001:db8:1:2::2', '2001:DB8:1:2:ffff:ffff:ffff:ffff', '2001:db8:1:2:a::']
    for (const [place, address] of [...sameNetwork, '2001:db8:1:2::1'].entries()) {
      expect(await guess(running, people(place + 1).slice(-1), address)).toEqual(['InvalidCredentials'])
    }
    expect(await guess(running, ['last@example.com'], '2001:db8:1:2:dead:beef::')).toEqual(['Throttled'])
    expect(await guess(running, ['last@example.com'], '2001:db8:1:3::1')).toEqual(['InvalidCredentials'])

    await guess(running, people(3), '198.51.100.9')
    await guess(running, people(2), '::ffff:198.51.100.9')
    expect(await guess(running, ['other@example.com'], '198.51.100.9')).toEqual(['Throttled'])
    expect(await guess(running, ['other@example.com'], '198.51.100.10')).toEqual(['InvalidCredentials'])
  })

  test('a forwarding header of a stranger moves nobody to another address', async () => {
    const running = await startApp(engine, few)
    await guess(running, people(5))
    const headers = { 'x-forwarded-for': '203.0.113.77', forwarded: 'for=203.0.113.77', 'x-real-ip': '203.0.113.77' }
    expect(await login(running, wrong, { headers })).toMatchObject({ __typename: 'Throttled' })
  })

  test('behind a proxy of TRUST_PROXY is what the proxy reports', async () => {
    const running = await startApp(engine, { ...few, TRUST_PROXY: '127.0.0.1' })
    const from = (address: string) => ({ headers: { 'x-forwarded-for': address } })
    for (const identifier of people(5)) await login(running, { ...wrong, identifier }, from('203.0.113.77'))
    expect(await login(running, wrong, from('203.0.113.77'))).toMatchObject({ __typename: 'Throttled' })
    expect(await login(running, wrong, from('203.0.113.78'))).toMatchObject({ __typename: 'InvalidCredentials' })
  })

  test('one client address may register 20 times an hour, and an input that breaks a rule does not count', async () => {
    const running = await startApp(engine)
    for (let attempt = 0; attempt < 30; attempt += 1) await register(running, { email: 'nowhere', password: 'x' })
    const registerAll = () =>
      atOnce(21, (place) => register(running, { email: `new${place}@example.com`, password: ada.password }))
    expect(kindsOf(await registerAll())).toEqual({ SignedIn: 20, Throttled: 1 })
    const refused = await register(running, ada)
    expect(refused).toMatchObject({ __typename: 'Throttled', code: 'THROTTLED', retryAfter: 180 })
    const elsewhere = await register(running, grace, { address: '2001:db8::1' })
    expect(elsewhere).toMatchObject({ __typename: 'SignedIn' })
    running.clock.move(180)
    expect(await register(running, ada)).toMatchObject({ __typename: 'SignedIn' })
  })

  test('LIMIT_REGISTER_PER_ADDRESS and LIMIT_LOGIN_PER_ADDRESS move the bounds, and off removes them', async () => {
    const strict = await startApp(engine, few)
    const registered = await atOnce(6, (place) => register(strict, { email: `n${place}@a.bc`, password: ada.password }))
    expect(kindsOf(registered)).toEqual({ SignedIn: 5, Throttled: 1 })
    expect((await guess(strict, people(6))).at(-1)).toBe('Throttled')
    const off = { LIMIT_REGISTER_PER_ADDRESS: 'off', LIMIT_LOGIN_PER_ADDRESS: 'off' }
    const lax = await startAppOn(strict.settings.DATABASE_URL, off, strict.clock)
    const all = await atOnce(6, (place) => register(lax, { email: `m${place}@a.bc`, password: ada.password }))
    expect(kindsOf(all)).toEqual({ SignedIn: 6 })
    expect(new Set(await guess(lax, people(6)))).toEqual(new Set(['InvalidCredentials']))
  })
})

describe.each(engines)('refreshing too often on %s', (engine) => {
  test('a refresh that comes too often is throttled for that session alone, and the session goes on after the wait', async () => {
    const running = await startApp(engine, { LIMIT_REFRESH_PER_SESSION: '3/1m' })
    const [own, other] = [await signUp(running), await signIn(running)]
    let token = own.refresh
    for (let round = 0; round < 3; round += 1) {
      const outcome = await refresh(running, { refreshToken: token })
      token = outcome.__typename === 'Refreshed' ? (outcome.tokens.refreshToken ?? '') : ''
    }
    const throttled = await refresh(running, { refreshToken: token })
    expect(throttled).toMatchObject({ __typename: 'Throttled', code: 'THROTTLED', retryAfter: 20 })
    expect(await refresh(running, { refreshToken: other.refresh })).toMatchObject({ __typename: 'Refreshed' })
    running.clock.move(20)
    expect(await refresh(running, { refreshToken: token })).toMatchObject({ __typename: 'Refreshed' })
  })
})
