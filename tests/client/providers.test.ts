import { expect, onTestFinished, test, vi } from 'vitest'
import {
  AuthUnreachableError,
  createAuthClient,
  createProviders,
  memoryStorage,
  type ProvidersOptions,
} from '../../src/client/core.js'
import { returnTo, startOpenIdProvider } from '../support/openid-provider.js'
import { returnFromProvider, visitProvider } from '../support/provider-dance.js'
import { startApp } from '../support/start-app.js'

/** The real server and a real provider, and a device that comes back with the URL that `visit` tells. */
async function setStage(options: ProvidersOptions = {}, overrides: Record<string, string> = {}) {
  const provider = await startOpenIdProvider()
  const running = await startApp('sqlite', { ...provider.settings(), ...overrides })
  const address = await running.app.http.listen({ host: '127.0.0.1', port: 0 })
  const network = { isDown: false }
  const fetchIfUp: typeof fetch = (...request) =>
    network.isDown ? Promise.reject(new TypeError('down')) : fetch(...request)
  const auth = createAuthClient({ url: `${address}/graphql`, delivery: 'BODY', deviceName: 'Phone', fetch: fetchIfUp })
  onTestFinished(() => auth.dispose())
  const opened: string[] = []
  const storage = memoryStorage()
  const open = (url: string) => void opened.push(url)
  const createDevice = () => createProviders(auth, { storage, open, ...options })
  const visit = async (url = opened.at(-1) ?? '') => {
    const response = await returnFromProvider(running, await visitProvider(url))
    return String(response.headers.location)
  }
  return { provider, running, auth, network, opened, storage, createDevice, visit, providers: createDevice() }
}

const acme = { provider: 'acme', returnTo }

test('a person signs in with a provider, and the client has the session', async () => {
  const { auth, providers, opened, storage, visit } = await setStage()
  const started = await providers.start(acme)
  expect(started).toMatchObject({ __typename: 'ProviderSignInStarted', url: opened[0] })
  const outcome = await providers.finish(await visit())
  expect(outcome).toMatchObject({ __typename: 'SignedIn', newUser: true, session: { deviceName: 'Phone' } })
  expect(auth.state).toMatchObject({ status: 'signedIn', user: { email: 'ada@example.com' } })
  expect(storage.get()).toBeNull()
})

test('an app that was restarted meanwhile finishes with what its storage kept', async () => {
  const { providers, createDevice, visit } = await setStage()
  await providers.start(acme)
  expect(await createDevice().finish(await visit())).toMatchObject({ __typename: 'SignedIn' })
})

test('a tab keeps the secret in sessionStorage, and another tab cannot finish', async () => {
  const kept = new Map<string, string>()
  const sessionStorage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
  onTestFinished(() => void vi.unstubAllGlobals())
  const { auth, opened, visit } = await setStage()
  const location = { assign: (url: string) => void opened.push(url) }
  vi.stubGlobal('sessionStorage', sessionStorage)
  vi.stubGlobal('location', location)
  await createProviders(auth).start(acme)
  expect([...kept.keys()]).toEqual([`latchkey:${auth.url}:provider`])
  const url = await visit()
  vi.stubGlobal('sessionStorage', { ...sessionStorage, getItem: () => null })
  expect(await createProviders(auth).finish(url)).toEqual({ __typename: 'NoProviderSignIn' })
  vi.stubGlobal('sessionStorage', sessionStorage)
  expect(await createProviders(auth).finish(url)).toMatchObject({ __typename: 'SignedIn' })
  expect(kept.size).toBe(0)
})

test('a browser that forbids storage finishes while the page lives', async () => {
  onTestFinished(() => void vi.unstubAllGlobals())
  const { auth, opened, visit } = await setStage()
  Object.defineProperty(globalThis, 'sessionStorage', {
    configurable: true,
    get: () => {
      throw new DOMException('no', 'SecurityError')
    },
  })
  onTestFinished(() => void Reflect.deleteProperty(globalThis, 'sessionStorage'))
  const providers = createProviders(auth, { open: (url) => void opened.push(url) })
  await providers.start(acme)
  expect(await providers.finish(await visit())).toMatchObject({ __typename: 'SignedIn' })
})

test('a person who refuses at the provider is told so, and the secret is forgotten', async () => {
  const { provider, providers, storage, visit } = await setStage()
  await providers.start(acme)
  provider.person = null
  expect(await providers.finish(await visit())).toEqual({ __typename: 'ProviderRefused', denied: true })
  expect(storage.get()).toBeNull()
})

test('an error that is no refusal is not called one', async () => {
  const { providers } = await setStage()
  await providers.start(acme)
  const url = `${returnTo}?error=temporarily_unavailable`
  expect(await providers.finish(url)).toEqual({ __typename: 'ProviderRefused', denied: false })
})

test.each(['', '?', '?other=1', '#code=x'])(
  'a page opened with "%s" after the address finishes nothing',
  async (end) => {
    const { providers, storage } = await setStage()
    await providers.start(acme)
    expect(await providers.finish(returnTo + end)).toEqual({ __typename: 'NoProviderSignIn' })
    expect(storage.get()).not.toBeNull()
  },
)

test('the code of a sign-in that began elsewhere opens no session', async () => {
  const { auth, providers, createDevice, visit } = await setStage()
  await providers.start(acme)
  const url = await visit()
  expect(await createProviders(auth, { storage: memoryStorage() }).finish(url)).toEqual({
    __typename: 'NoProviderSignIn',
  })
  await createDevice().start(acme)
  expect(await providers.finish(url)).toMatchObject({ __typename: 'InvalidToken' })
  expect(auth.state.user).toBeNull()
})

test('a refused start opens nothing and keeps nothing', async () => {
  const { providers, opened, storage } = await setStage()
  const refused = await providers.start({ ...acme, provider: 'nobody' })
  expect(refused).toMatchObject({ __typename: 'InvalidInput', issues: [{ path: ['provider'] }] })
  expect([opened, storage.get()]).toEqual([[], null])
})

test('a finish that did not reach the server can be repeated', async () => {
  const { providers, network, visit } = await setStage()
  await providers.start(acme)
  const url = await visit()
  network.isDown = true
  await expect(providers.finish(url)).rejects.toThrow(AuthUnreachableError)
  network.isDown = false
  expect(await providers.finish(url)).toMatchObject({ __typename: 'SignedIn' })
})

test('a platform without WebCrypto says what to give, and goes on with it', async () => {
  const { webcrypto } = await import('node:crypto')
  onTestFinished(() => void vi.unstubAllGlobals())
  const { auth, providers, opened, storage } = await setStage()
  vi.stubGlobal('crypto', { getRandomValues: (bytes: Uint8Array) => webcrypto.getRandomValues(bytes) })
  await expect(providers.start(acme)).rejects.toThrow('sha256')
  vi.stubGlobal('crypto', undefined)
  await expect(providers.start(acme)).rejects.toThrow('sha256')
  const sha256: ProvidersOptions['sha256'] = (bytes) => webcrypto.subtle.digest('SHA-256', bytes)
  await expect(createProviders(auth, { sha256 }).start(acme)).rejects.toThrow('randomBytes')
  const own = createProviders(auth, {
    storage,
    open: (url) => void opened.push(url),
    environment: { randomBytes: (length) => webcrypto.getRandomValues(new Uint8Array(length)) },
    sha256,
  })
  vi.unstubAllGlobals()
  expect(await own.start(acme)).toMatchObject({ __typename: 'ProviderSignInStarted' })
})
