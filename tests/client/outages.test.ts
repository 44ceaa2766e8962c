import { describe, expect, test } from 'vitest'
import { AuthUnreachableError } from '../../src/client/errors.js'
import { setScene } from '../support/client-scene.js'

const signedInAs = (id: string) => ({ status: 'signedIn', user: { id }, reason: null })

describe.each(['no network', 'html', 'UNAVAILABLE', 'THROTTLED', 'silence'] as const)(
  'a refresh that meets %s',
  (outage) => {
    test('an outage signs no user out, and operations wait and finish when it is over', async () => {
      const { time, server, signIn } = setScene()
      const { auth, whoAmI, pay } = await signIn()
      await time.pass(901)
      server.outage = outage
      const answers = Promise.all([whoAmI(), pay()])
      await time.pass(16)
      expect(auth.state).toMatchObject({ ...signedInAs('ada'), unreachable: true })
      server.outage = null
      await time.pass(13)
      expect(await answers).toEqual(['ada', 'ada'])
      expect(auth.state).toMatchObject({ ...signedInAs('ada'), unreachable: false })
      expect(server.payments).toHaveLength(1)
    })

    test('an operation in a long outage fails as unreachable after thirty seconds, and the session is kept', async () => {
      const { time, server, signIn } = setScene()
      const { auth, whoAmI } = await signIn()
      await time.pass(901)
      server.outage = outage
      const failure = whoAmI().catch((error: unknown) => error)
      await time.pass(31)
      expect(await failure).toBeInstanceOf(AuthUnreachableError)
      expect(auth.state).toMatchObject({ ...signedInAs('ada'), unreachable: true })
      server.outage = null
      await time.pass(61)
      expect(auth.state.unreachable).toBe(false)
      expect(await whoAmI()).toBe('ada')
    })
  },
)

test('while the old token lasts, operations do not wait for a server that does not answer a refresh', async () => {
  const { time, server, signIn } = setScene()
  const { whoAmI } = await signIn()
  await time.pass(850)
  server.gates.set('Refresh', new Promise(() => undefined))
  expect(await whoAmI()).toBe('ada')
  await time.pass(20)
  expect(await whoAmI()).toBe('ada')
})

test('a refresh whose answer is lost is asked again with the same token', async () => {
  const { time, server, browser, signIn } = setScene()
  const { whoAmI } = await signIn()
  const before = browser.jar.refreshToken
  await time.pass(901)
  server.lost = ['Refresh']
  const answer = whoAmI()
  await time.pass(5)
  expect(await answer).toBe('ada')
  const refreshes = server.asked.filter(({ operation }) => operation === 'Refresh')
  expect(refreshes.map(({ refreshToken }) => refreshToken)).toEqual([before, before])
})

test('pauses grow to thirty seconds and differ by chance', async () => {
  const { time, server, signIn } = setScene()
  const { auth } = await signIn()
  await time.pass(901)
  const instants: number[] = []
  server.asked.push = (...asked) => instants.push(time.now() / 1000) + asked.length
  server.outage = 'no network'
  void auth.accessToken().catch(() => undefined)
  await time.pass(300)
  const pauses = instants.slice(1).map((instant, place) => instant - (instants[place] ?? 0))
  expect(pauses.length).toBeLessThan(20)
  for (const [place, pause] of pauses.entries()) {
    const full = Math.min(30, 2 ** place)
    expect(pause).toBeGreaterThanOrEqual(full / 2)
    expect(pause).toBeLessThanOrEqual(full + 0.2)
  }
  expect(new Set(pauses.slice(6)).size).toBeGreaterThan(1)
})

test('a server that says when to come back is not asked before', async () => {
  const { time, server, signIn } = setScene()
  const { auth } = await signIn()
  await time.pass(901)
  server.outage = 'UNAVAILABLE'
  server.retryAfter = 20
  void auth.accessToken().catch(() => undefined)
  await time.pass(19)
  expect(server.count('Refresh')).toBe(1)
  await time.pass(3)
  expect(server.count('Refresh')).toBe(2)
})

test('a page that is opened during an outage stays loading, and is signed in after it', async () => {
  const { time, server, signIn, openTab } = setScene()
  const first = await signIn()
  first.auth.dispose()
  server.outage = 'no network'
  const { auth } = openTab()
  const started = auth.start()
  await time.pass(31)
  expect(await started).toMatchObject({ status: 'loading', unreachable: true })
  server.outage = null
  await time.pass(40)
  expect(auth.state).toMatchObject({ ...signedInAs('ada'), unreachable: false })
})

test('a login without a network rejects as unreachable and changes nothing', async () => {
  const { time, server, openTab } = setScene()
  const { auth } = openTab()
  await Promise.all([auth.start(), time.pass(1)])
  server.outage = 'no network'
  const failure = auth.login({ identifier: 'ada', password: 'ada' }).catch((error: unknown) => error)
  await time.pass(1)
  expect(await failure).toBeInstanceOf(AuthUnreachableError)
  expect(auth.state.status).toBe('signedOut')
})

test('what the user cannot be asked for is asked again without another refresh', async () => {
  const { time, server, signIn, openTab } = setScene()
  const first = await signIn()
  first.auth.dispose()
  const { auth } = openTab()
  server.lost = ['Me']
  void auth.start()
  await time.pass(5)
  expect(auth.state).toMatchObject(signedInAs('ada'))
  expect([server.count('Refresh'), server.count('Me')]).toEqual([1, 2])
})

describe('a mutation', () => {
  test('a mutation whose answer is lost is not sent again', async () => {
    const { time, server, signIn } = setScene()
    const { pay } = await signIn()
    server.lost = ['Pay']
    const failure = pay().catch(() => 'failed')
    await time.pass(60)
    expect(await failure).toBe('failed')
    expect(server.payments).toEqual(['ada'])
    expect(server.count('Pay')).toBe(1)
  })
})
