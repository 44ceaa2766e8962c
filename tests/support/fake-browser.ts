import { createAuthClient } from '../../src/client/core.js'
import type { Channel, Locks } from '../../src/client/platform/environment.js'
import type { AuthClient, AuthClientOptions } from '../../src/client/types.js'
import type { CookieJar, FakeAuthServer } from './fake-auth-server.js'
import type { FakeTime } from './fake-time.js'

export interface FakeBrowser {
  jar: CookieJar
  locks: Locks
  localStorage: Map<string, string>
  /** A page with a client of its own; it shares cookies, locks and messages with the others. */
  openTab(options?: Partial<AuthClientOptions>): AuthClient
  /** The fetch of its pages, for what they send besides the client. */
  fetch: typeof fetch
}

/** A browser without a network but the fake server. Give it a `document` with vi.stubGlobal. */
export function createFakeBrowser(server: FakeAuthServer, time: FakeTime): FakeBrowser {
  const jar: CookieJar = { refreshToken: null }
  const localStorage = new Map<string, string>()
  const fetch = server.fetchFrom(jar)
  const locks = createFakeLocks()
  const openChannel = createFakeChannels(time)
  let chance = 0
  // Different for each call, and the same in every run.
  const random = () => (++chance * 0.381966) % 1
  return {
    jar,
    locks,
    localStorage,
    fetch,
    openTab: ({ environment, ...options } = {}) =>
      createAuthClient({
        url: server.url,
        fetch,
        environment: {
          clock: time,
          random,
          randomBytes: (length) => Uint8Array.from({ length }, () => random() * 256),
          locks,
          openChannel,
          localStorage: {
            getItem: (key) => localStorage.get(key) ?? null,
            setItem: (key, value) => void localStorage.set(key, value),
            removeItem: (key) => void localStorage.delete(key),
          },
          ...environment,
        },
        ...options,
      }),
  }
}

/** Grants in order, as browsers do; what is granted cannot be aborted. */
export function createFakeLocks(): Locks & { held: number } {
  let last: Promise<unknown> = Promise.resolve()
  const locks = {
    held: 0,
    async request(_name: string, { signal }: { signal: AbortSignal }, run: () => Promise<void>) {
      const before = last
      let release: () => void = () => undefined
      last = new Promise<void>((resolve) => {
        release = resolve
      })
      const aborted = new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
      aborted.catch(() => undefined)
      try {
        signal.throwIfAborted()
        await Promise.race([before, aborted])
      } catch (error) {
        void before.then(release)
        throw error
      }
      locks.held++
      await run().finally(() => locks.held--)
      release()
    },
  }
  return locks
}

/** Messages reach the other pages a little later, as copies, and never the page that sent them. */
export function createFakeChannels(time: FakeTime): (name: string) => Channel {
  const open = new Set<Channel>()
  return () => {
    const channel: Channel = {
      onmessage: null,
      postMessage(message) {
        const data: unknown = structuredClone(message)
        for (const other of open) if (other !== channel) time.setTimeout(() => other.onmessage?.({ data }), 20)
      },
      close: () => void open.delete(channel),
    }
    open.add(channel)
    return channel
  }
}
