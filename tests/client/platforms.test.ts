import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, onTestFinished, test, vi } from 'vitest'
import { AuthProvider, createAuthClient, useAuth } from '../../src/client/apollo-react.js'
import { tabOf } from '../support/client-scene.js'
import { FakeAuthServer } from '../support/fake-auth-server.js'
import { createFakeTime } from '../support/fake-time.js'

function Status() {
  const { status, user } = useAuth()
  return createElement('p', null, `${status} ${user?.id ?? 'nobody'}`)
}

test('a server that renders shows loading, asks nothing and sends operations without a token', async () => {
  const server = new FakeAuthServer(createFakeTime())
  const fetch = server.fetchFrom({ refreshToken: 'lk_rt_s1.1' })
  const auth = createAuthClient({ url: server.url, delivery: 'COOKIE', fetch })
  const page = renderToString(createElement(AuthProvider, { auth, children: createElement(Status) }))
  expect(page).toBe('<p>loading nobody</p>')
  await auth.start()
  expect(await auth.accessToken()).toBeNull()
  await tabOf(auth, fetch)
    .whoAmI()
    .catch(() => undefined)
  expect(server.asked.map(({ operation, token }) => [operation, token])).toEqual([['WhoAmI', null]])
  expect(auth.state.status).toBe('loading')
})

test('where there is no document the refresh token comes in the body', async () => {
  const server = new FakeAuthServer(createFakeTime())
  const auth = createAuthClient({ url: server.url, fetch: server.fetchFrom({ refreshToken: null }) })
  expect(await auth.login({ identifier: 'ada', password: 'ada' })).toMatchObject({
    tokens: { refreshToken: expect.stringContaining('lk_rt_') },
  })
  expect(auth.state.user?.id).toBe('ada')
})

test('useAuth without a provider says so', () => {
  expect(() => renderToString(createElement(Status))).toThrow('AuthProvider')
})

test('a platform without secure random numbers is refused at the start, unless it brings some', () => {
  onTestFinished(() => void vi.unstubAllGlobals())
  vi.stubGlobal('crypto', undefined)
  const url = 'https://auth.example.com/graphql'
  expect(() => createAuthClient({ url })).toThrow('environment.randomBytes')
  const randomBytes = (length: number) => new Uint8Array(length)
  expect(createAuthClient({ url, environment: { randomBytes } }).state.status).toBe('loading')
})
