import { describe, expect, test } from 'vitest'
import type { Channel } from '../../src/client/platform/environment.js'
import { type Scene, setScene, type Tab } from '../support/client-scene.js'
import { atOnce } from '../support/operations.js'

const alone = { environment: { locks: null, openChannel: null } }

/** All of them signed in, their tokens one second over. */
async function tabsAtExpiry({ time, openTabs, signIn }: Scene, count: number, options = {}): Promise<Tab[]> {
  const first = await signIn('ada', options)
  const others = openTabs(count - 1, options)
  for (const { auth } of others) void auth.start()
  await time.pass(5)
  await time.pass(901)
  return [first, ...others]
}

describe('tabs with Web Locks', () => {
  test('ten of them with twenty operations each at the moment of expiry refresh once, and all succeed', async () => {
    const scene = setScene()
    const tabs = await tabsAtExpiry(scene, 10)
    scene.server.asked.length = 0
    const answers = Promise.all(tabs.flatMap(({ whoAmI, pay }) => [atOnce(10, whoAmI), atOnce(10, pay)]))
    await scene.time.pass(5)
    expect((await answers).flat()).toEqual(Array.from({ length: 200 }, () => 'ada'))
    expect(scene.server.count('Refresh')).toBe(1)
    expect(scene.server.asked).toHaveLength(201)
    expect(scene.server.payments).toHaveLength(100)
  })

  test('a tab that begins just after another has finished uses what that one got', async () => {
    const scene = setScene()
    const [first, second] = (await tabsAtExpiry(scene, 2)) as [Tab, Tab]
    scene.server.asked.length = 0
    let asked: Promise<unknown> = Promise.resolve()
    // Before the message about it can have arrived.
    first.auth.subscribe(() => (asked = second.whoAmI()))
    void first.whoAmI()
    await scene.time.pass(5)
    expect(await asked).toBe('ada')
    expect(scene.server.count('Refresh')).toBe(1)
  })

  test('a tab that hangs with the lock holds up the others for twenty seconds at most', async () => {
    const scene = setScene()
    const [first, second] = (await tabsAtExpiry(scene, 2)) as [Tab, Tab]
    void scene.browser.locks.request(
      'latchkey',
      { signal: AbortSignal.timeout(1e6) },
      () => new Promise(() => undefined),
    )
    scene.server.gates.set('Refresh', new Promise(() => undefined))
    void first.whoAmI().catch(() => undefined)
    await scene.time.pass(1)
    scene.server.gates.clear()
    const answer = second.whoAmI()
    await scene.time.pass(21)
    expect(await answer).toBe('ada')
  })

  test('an outage costs one request a pause, not one a tab', async () => {
    const scene = setScene()
    const tabs = await tabsAtExpiry(scene, 10)
    scene.server.asked.length = 0
    scene.server.outage = 'no network'
    const answers = Promise.all(tabs.map(({ whoAmI }) => whoAmI()))
    await scene.time.pass(10)
    expect(scene.server.asked.length).toBeLessThanOrEqual(6)
    expect(tabs.every(({ auth }) => auth.state.status === 'signedIn' && auth.state.unreachable)).toBe(true)
    scene.server.outage = null
    await scene.time.pass(15)
    expect(await answers).toHaveLength(10)
    expect(tabs.some(({ auth }) => auth.state.unreachable)).toBe(false)
  })
})

test('tabs that cannot speak to each other refresh each for itself, and nobody is signed out', async () => {
  const scene = setScene()
  const tabs = await tabsAtExpiry(scene, 5, alone)
  const answers = Promise.all(tabs.map(({ whoAmI }) => whoAmI()))
  await scene.time.pass(1)
  expect(await answers).toEqual(['ada', 'ada', 'ada', 'ada', 'ada'])
})

test('locks that the browser forbids are done without', async () => {
  const forbidden = { request: () => Promise.reject(new DOMException('no', 'SecurityError')) }
  const { time, signIn } = setScene()
  const { whoAmI } = await signIn('ada', { environment: { locks: forbidden } })
  await time.pass(901)
  const answer = whoAmI()
  await time.pass(1)
  expect(await answer).toBe('ada')
})

test('no message between tabs has a refresh token in it', async () => {
  const heard: unknown[] = []
  const openChannel = () => ({
    postMessage: (data: unknown) => heard.push(data),
    onmessage: null,
    close: () => undefined,
  })
  const kept: string[] = []
  const storage = {
    get: () => kept.at(-1) ?? null,
    set: (token: string) => void kept.push(token),
    clear: () => undefined,
  }
  const { time, signIn } = setScene()
  const { whoAmI, auth } = await signIn('ada', { environment: { openChannel }, delivery: 'BODY', storage })
  await time.pass(901)
  void whoAmI()
  await time.pass(1)
  void auth.logout()
  await time.pass(1)
  expect(kept.map((text) => text.split('~')[0])).toEqual(['lk_rt_s1.1', 'lk_rt_s1.2'])
  expect(heard.length).toBeGreaterThan(2)
  expect(JSON.stringify(heard)).not.toContain('lk_rt_')
})

test('a tab that has logged out is signed in by the sign-in of another, not by a late message about a refresh', async () => {
  const channel: Channel = { postMessage: () => undefined, onmessage: null, close: () => undefined }
  const { time, signIn } = setScene()
  const { auth } = await signIn('ada', { environment: { openChannel: () => channel } })
  await Promise.all([auth.logout(), time.pass(1)])
  const access = { token: 'at9', sessionId: 's1', sinceMs: time.now(), lifetimeMs: 900_000 }
  const hear = (type: string) => {
    channel.onmessage?.({ data: { version: 1, message: { type, access, user: { id: 'ada' } } } })
  }
  hear('refreshed')
  expect(auth.state.reason).toBe('LOGGED_OUT')
  hear('signedIn')
  expect(auth.state.user?.id).toBe('ada')
})

test('a change of the profile reaches the other tabs', async () => {
  const { time, signIn, openTab } = setScene()
  const first = await signIn()
  const second = openTab()
  void second.auth.start()
  await time.pass(2)
  let changes = 0
  second.auth.subscribe(() => changes++)
  void first.auth.refreshUser()
  await time.pass(1)
  expect(changes).toBe(1)
})
