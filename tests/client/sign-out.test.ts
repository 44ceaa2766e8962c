import { describe, expect, test, vi } from 'vitest'
import { setScene } from '../support/client-scene.js'

const loggedOut = { status: 'signedOut', user: null, reason: 'LOGGED_OUT', unreachable: false }

describe('a session that the server has ended', () => {
  test.each(['REVOKED', 'REPLAYED', 'EXPIRED', 'PASSWORD_CHANGED', 'USER_DISABLED'] as const)(
    'a session that the server has ended is signed out at the next operation, with the reason: %s',
    async (reason) => {
      const { time, server, signIn } = setScene()
      const { auth, whoAmI } = await signIn()
      server.endSessions('ada', reason)
      const answer = whoAmI().catch((error: { errors: { extensions: object }[] }) => error.errors[0]?.extensions)
      await time.pass(0)
      expect(await answer).toEqual({ code: 'UNAUTHENTICATED', reason: 'SESSION_ENDED' })
      expect(auth.state).toEqual({ status: 'signedOut', user: null, reason, unreachable: false })
      expect(await auth.accessToken()).toBeNull()
      expect([server.count('WhoAmI'), server.count('Refresh')]).toEqual([1, 1])
    },
  )

  test('a page that is opened after the server ended the session says why it ended', async () => {
    const { time, server, signIn, openTab } = setScene()
    await signIn()
    server.endSessions('ada', 'EXPIRED')
    const { auth } = openTab()
    void auth.start()
    await time.pass(1)
    expect(auth.state).toMatchObject({ status: 'signedOut', reason: 'EXPIRED' })
  })

  test('the end of a session signs out the other tabs, with the reason', async () => {
    const { time, server, signIn, openTabs } = setScene()
    const { whoAmI } = await signIn()
    const others = openTabs(3)
    for (const { auth } of others) void auth.start()
    await time.pass(2)
    server.endSessions('ada', 'REVOKED')
    void whoAmI().catch(() => undefined)
    await time.pass(1)
    expect(others.map(({ auth }) => auth.state.reason)).toEqual(['REVOKED', 'REVOKED', 'REVOKED'])
  })
})

describe('logout', () => {
  test('a logout signs out at once, here and in nine other tabs, and tells the server', async () => {
    const { time, server, signIn, openTabs } = setScene()
    const { auth } = await signIn()
    const others = openTabs(9)
    for (const other of others) void other.auth.start()
    await time.pass(2)
    expect(others.every((other) => other.auth.state.status === 'signedIn')).toBe(true)
    const done = auth.logout()
    expect(auth.state).toEqual(loggedOut)
    await time.pass(1)
    await done
    expect(others.map((other) => other.auth.state)).toEqual(others.map(() => loggedOut))
    expect(server.isLive('ada')).toBe(false)
    expect(server.count('Logout')).toBe(1)
  })

  test('a logout is not undone by the answer to a refresh that was on its way', async () => {
    const { time, server, signIn, openTabs } = setScene()
    const { auth, whoAmI } = await signIn()
    const [other] = openTabs(1)
    void other?.auth.start()
    await time.pass(901)
    let answerRefresh: (value?: unknown) => void = () => undefined
    server.gates.set('Refresh', new Promise((resolve) => (answerRefresh = resolve)))
    const answers = Promise.allSettled([whoAmI(), other?.whoAmI()])
    await time.pass(1)
    const done = auth.logout()
    answerRefresh()
    await time.pass(2)
    await done
    await answers
    expect([auth.state, other?.auth.state]).toEqual([loggedOut, loggedOut])
    expect(server.isLive('ada')).toBe(false)
  })

  test('without a network signs out all the same, and the server is told when it is back', async () => {
    const { time, server, signIn } = setScene()
    const { auth } = await signIn()
    server.outage = 'no network'
    await Promise.all([auth.logout(), time.pass(1)])
    expect(auth.state).toEqual(loggedOut)
    expect(server.isLive('ada')).toBe(true)
    server.outage = null
    await time.pass(40)
    expect(server.isLive('ada')).toBe(false)
  })

  test('a logout that the server has not received is not undone by opening the page again', async () => {
    const { time, server, signIn, openTab } = setScene()
    const { auth } = await signIn()
    server.outage = 'no network'
    await Promise.all([auth.logout(), time.pass(1)])
    auth.dispose()
    server.outage = null
    const { auth: reopened } = openTab()
    await Promise.all([reopened.start(), time.pass(1)])
    expect(reopened.state).toEqual(loggedOut)
    expect(server.isLive('ada')).toBe(false)
  })

  test('a logout that is still to be sent does not end the session of the user who signs in afterwards', async () => {
    const { time, server, signIn } = setScene()
    const { auth } = await signIn()
    server.outage = 'no network'
    await Promise.all([auth.logout(), time.pass(1)])
    server.outage = null
    const result = auth.login({ identifier: 'grace', password: 'grace' })
    await time.pass(120)
    expect(await result).toMatchObject({ __typename: 'SignedIn' })
    expect(auth.state.user?.id).toBe('grace')
    expect(server.isLive('grace')).toBe(true)
  })

  test('with scope OTHERS keeps this session', async () => {
    const { time, server, signIn } = setScene()
    const { auth } = await signIn()
    await Promise.all([auth.logout('OTHERS'), time.pass(1)])
    expect(auth.state.status).toBe('signedIn')
    expect(server.count('Logout')).toBe(1)
  })
})

test('a wrong password signs nobody out and nobody in', async () => {
  const { time, signIn } = setScene()
  const { auth } = await signIn()
  const result = auth.login({ identifier: 'grace', password: 'wrong' })
  await time.pass(1)
  expect(await result).toMatchObject({ __typename: 'InvalidCredentials' })
  expect(auth.state.user?.id).toBe('ada')
})

test('a browser in which nobody has signed in is signed out without a reason, after one request', async () => {
  const { time, server, openTab } = setScene()
  const { auth } = openTab()
  expect(auth.state.status).toBe('loading')
  const states = [auth.start(), auth.start(), auth.accessToken()]
  await time.pass(1)
  await Promise.all(states)
  expect(auth.state).toEqual({ status: 'signedOut', user: null, reason: null, unreachable: false })
  expect(server.asked).toHaveLength(1)
})

test('a listener that throws keeps nobody else from hearing, and is reported', async () => {
  const { time, server, signIn } = setScene()
  const reportError = vi.fn()
  vi.stubGlobal('reportError', reportError)
  const { auth } = await signIn()
  const failure = new Error('of the listener')
  const heard: string[] = []
  auth.subscribe(() => {
    throw failure
  })
  auth.subscribe(({ status }) => heard.push(status))
  await Promise.all([auth.logout(), time.pass(1)])
  expect(heard).toEqual(['signedOut'])
  expect(reportError).toHaveBeenCalledExactlyOnceWith(failure)
  expect(server.isLive('ada')).toBe(false)
})
