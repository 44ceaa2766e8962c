import { describe, expect, test } from 'vitest'
import { memoryStorage } from '../../src/client/session/refresh-token-store.js'
import type { RefreshTokenStorage } from '../../src/client/types.js'
import { setScene } from '../support/client-scene.js'

const alone = { locks: null, openChannel: null }

/** Of a native app: asynchronous, and there after a restart. */
function createKeychain(): RefreshTokenStorage & { kept: string | null } {
  return {
    kept: null,
    async get() {
      return this.kept
    },
    async set(token: string) {
      this.kept = token
    },
    async clear() {
      this.kept = null
    },
  }
}

test('without a stored token nobody is signed in, and the server is not asked', async () => {
  const { server, openTab } = setScene()
  const { auth } = openTab({ delivery: 'BODY', storage: createKeychain() })
  expect(await auth.start()).toEqual({ status: 'signedOut', user: null, reason: null, unreachable: false })
  expect(server.asked).toEqual([])
})

test('a restarted app goes on with the stored token', async () => {
  const storage = createKeychain()
  const { time, signIn, openTab } = setScene()
  const { auth } = await signIn('ada', { delivery: 'BODY', storage })
  auth.dispose()
  const restarted = openTab({ delivery: 'BODY', storage })
  await Promise.all([restarted.auth.start(), time.pass(1)])
  expect(restarted.auth.state.user?.id).toBe('ada')
})

test('the new refresh token is stored before the new access token is used', async () => {
  const storage = createKeychain()
  const { time, server, signIn } = setScene()
  const { whoAmI } = await signIn('ada', { delivery: 'BODY', storage })
  await time.pass(901)
  let stored: (value?: unknown) => void = () => undefined
  const slow = new Promise((resolve) => (stored = resolve))
  const set = storage.set.bind(storage)
  storage.set = async (token) => {
    await slow
    await set(token)
  }
  const answer = whoAmI()
  await time.pass(5)
  expect(server.count('WhoAmI')).toBe(0)
  stored()
  await time.pass(0)
  expect(await answer).toBe('ada')
})

test.each(['REVOKED', 'LOGGED_OUT'] as const)('a token that is refused (%s) is forgotten', async (reason) => {
  const storage = createKeychain()
  const { time, server, signIn } = setScene()
  const { auth } = await signIn('ada', { delivery: 'BODY', storage })
  server.endSessions('ada', reason)
  await Promise.all([auth.accessToken({ fresh: true }), time.pass(1)])
  expect(auth.state.reason).toBe(reason)
  expect(storage.kept).toBeNull()
})

test('a refused token is not forgotten when another one has taken its place', async () => {
  const storage = createKeychain()
  const { time, server, signIn, openTab } = setScene()
  const { auth } = await signIn('ada', { delivery: 'BODY', storage, environment: alone })
  await time.pass(901)
  server.endSessions('ada', 'REVOKED')
  let answerRefresh: (value?: unknown) => void = () => undefined
  server.gates.set('Refresh', new Promise((resolve) => (answerRefresh = resolve)))
  void auth.accessToken()
  await time.pass(1)
  const other = openTab({ delivery: 'BODY', storage, environment: alone })
  await Promise.all([other.auth.login({ identifier: 'grace', password: 'grace' }), time.pass(1)])
  const graces = storage.kept
  answerRefresh()
  await time.pass(1)
  expect(auth.state.reason).toBe('REVOKED')
  expect(storage.kept).toBe(graces)
})

test.each([
  ['can be aborted', false],
  ['cannot be aborted, as on some platforms', true],
])('a logout clears the storage, and a refresh that %s does not fill it again', async (_platform, isDeaf) => {
  const storage = createKeychain()
  const { time, server, signIn, browser } = setScene()
  const deafFetch: typeof globalThis.fetch = (url, init) => browser.fetch(url, { ...init, signal: null })
  const fetch = isDeaf ? deafFetch : browser.fetch
  const { auth } = await signIn('ada', { delivery: 'BODY', storage, fetch })
  await time.pass(901)
  let answerRefresh: (value?: unknown) => void = () => undefined
  server.gates.set('Refresh', new Promise((resolve) => (answerRefresh = resolve)))
  void auth.accessToken()
  await time.pass(1)
  const done = auth.logout()
  answerRefresh()
  await time.pass(2)
  await done
  expect(storage.kept).toBeNull()
  expect(server.isLive('ada')).toBe(false)
})

describe('a storage that fails', () => {
  const failing: Record<string, RefreshTokenStorage> = {
    'throws at everything': {
      get: () => {
        throw new DOMException('no', 'SecurityError')
      },
      set: () => {
        throw new DOMException('full', 'QuotaExceededError')
      },
      clear: () => {
        throw new DOMException('no', 'SecurityError')
      },
    },
    'rejects writes': {
      get: async () => null,
      set: () => Promise.reject(new Error('full')),
      clear: async () => undefined,
    },
    'has an old token and rejects the new one': {
      get: async () => 'lk_rt_s1.1',
      set: () => Promise.reject(new Error('full')),
      clear: async () => undefined,
    },
    'forgets at once': { get: () => null, set: () => undefined, clear: () => undefined },
  }

  test.each(Object.keys(failing))('(%s) loses nothing while the app runs', async (kind) => {
    const { time, signIn } = setScene()
    const storage = failing[kind] ?? memoryStorage()
    const { auth, whoAmI } = await signIn('ada', { delivery: 'BODY', storage })
    for (let round = 0; round < 4; round++) {
      await time.pass(901)
      const answer = whoAmI()
      await time.pass(1)
      expect(await answer).toBe('ada')
    }
    await Promise.all([auth.logout(), time.pass(1)])
    expect(auth.state.reason).toBe('LOGGED_OUT')
  })
})

test('a browser whose localStorage fails can log out', async () => {
  const localStorage = {
    getItem: () => {
      throw new DOMException('no', 'SecurityError')
    },
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError')
    },
    removeItem: () => undefined,
  }
  const { time, server, signIn } = setScene()
  const { auth } = await signIn('ada', { environment: { localStorage } })
  await Promise.all([auth.logout(), time.pass(1)])
  expect(server.isLive('ada')).toBe(false)
})

test('tabs that keep the token in memory are sessions of their own', async () => {
  const { time, signIn, openTab } = setScene()
  await signIn('ada', { delivery: 'BODY' })
  const other = openTab({ delivery: 'BODY' })
  await Promise.all([other.auth.start(), time.pass(1)])
  expect(other.auth.state.status).toBe('signedOut')
})
