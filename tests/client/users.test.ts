import { gql } from '@apollo/client'
import { expect, test } from 'vitest'
import { keepCacheOfOneUser } from '../../src/client/apollo/cache-of-one-user.js'
import { AuthUserChangedError } from '../../src/client/errors.js'
import { setScene } from '../support/client-scene.js'

const WHO_AM_I = gql`
  query WhoAmI {
    whoAmI
  }
`

test('a sign-in as another user in one tab counts in every tab, and no old token is used any more', async () => {
  const { time, server, signIn, openTab } = setScene()
  const first = await signIn('ada')
  const second = openTab()
  void second.auth.start()
  await time.pass(2)
  await Promise.all([second.auth.login({ identifier: 'grace', password: 'grace' }), time.pass(2)])
  expect([first, second].map(({ auth }) => auth.state.user?.id)).toEqual(['grace', 'grace'])
  server.asked.length = 0
  expect(await Promise.all([first.whoAmI(), second.whoAmI(), first.pay()])).toEqual(['grace', 'grace', 'grace'])
  expect(server.asked.some(({ token }) => token?.endsWith('ada'))).toBe(false)
})

test('an operation that waits while another user signs in is not sent as that user', async () => {
  const { time, server, signIn, openTab } = setScene()
  const first = await signIn('ada')
  await time.pass(901)
  server.outage = 'no network'
  const failure = first.pay().catch((error: unknown) => error)
  await time.pass(1)
  server.outage = null
  const second = openTab()
  void second.auth.login({ identifier: 'grace', password: 'grace' })
  await time.pass(10)
  expect(await failure).toBeInstanceOf(AuthUserChangedError)
  expect(server.payments).toEqual([])
})

test('an operation refused because its user has gone is not repeated as the next one', async () => {
  const { time, server, signIn, browser } = setScene()
  const { auth, pay } = await signIn('ada')
  server.endSessions('ada', 'REVOKED')
  // Another tab that cannot be heard has replaced the cookie.
  const silent = browser.openTab({ environment: { openChannel: null, locks: null } })
  await Promise.all([silent.login({ identifier: 'grace', password: 'grace' }), time.pass(1)])
  const failure = pay().catch((error: Error) => error.message)
  await time.pass(2)
  expect(await failure).toBe('No.')
  expect(server.payments).toEqual([])
  expect(auth.state.user?.id).toBe('grace')
})

test('a refresh that was on its way for the old user does not replace the new one', async () => {
  const { time, server, browser, signIn } = setScene()
  const { auth, whoAmI } = await signIn('ada')
  await time.pass(901)
  let answerRefresh: (value?: unknown) => void = () => undefined
  server.gates.set('Refresh', new Promise((resolve) => (answerRefresh = resolve)))
  const stale = whoAmI().catch(() => 'given up')
  await time.pass(1)
  const login = auth.login({ identifier: 'grace', password: 'grace' })
  await time.pass(1)
  answerRefresh()
  await time.pass(2)
  await Promise.all([login, stale])
  expect(auth.state.user?.id).toBe('grace')
  expect(await whoAmI()).toBe('grace')
  const graces = browser.jar.refreshToken
  await Promise.all([auth.accessToken({ fresh: true }), time.pass(10)])
  expect(auth.state.user?.id).toBe('grace')
  expect(server.asked.filter(({ operation }) => operation === 'Refresh').at(-1)?.refreshToken).toBe(graces)
})

test('nobody finds in the cache what another user has read', async () => {
  const { time, signIn } = setScene()
  const { auth, apollo } = await signIn('ada')
  keepCacheOfOneUser(auth, apollo)
  const read = () => apollo.readQuery<{ whoAmI: string }>({ query: WHO_AM_I })
  await apollo.query({ query: WHO_AM_I })
  expect(read()).toEqual({ whoAmI: 'ada' })
  await Promise.all([auth.logout(), time.pass(1)])
  expect(read()).toBeNull()
  await Promise.all([auth.login({ identifier: 'ada', password: 'ada' }), time.pass(1)])
  await apollo.query({ query: WHO_AM_I })
  await Promise.all([auth.login({ identifier: 'grace', password: 'grace' }), time.pass(1)])
  expect(read()).toBeNull()
})

test('a token that is refreshed for the same user leaves the cache alone', async () => {
  const { time, signIn } = setScene()
  const { auth, apollo } = await signIn('ada')
  keepCacheOfOneUser(auth, apollo)
  await apollo.query({ query: WHO_AM_I })
  await Promise.all([auth.accessToken({ fresh: true }), time.pass(1)])
  expect(apollo.readQuery({ query: WHO_AM_I })).toEqual({ whoAmI: 'ada' })
})

test('the outcome of a login that was sent by other means is taken over', async () => {
  const { time, server, browser, openTab } = setScene()
  const { auth, whoAmI } = openTab()
  await Promise.all([auth.start(), time.pass(1)])
  const body = JSON.stringify({
    query: 'mutation Login { login }',
    variables: { input: { identifier: 'ada', password: 'ada', delivery: 'COOKIE' } },
  })
  const response = await browser.fetch(server.url, { method: 'POST', credentials: 'include', body })
  const { data } = (await response.json()) as { data: { login: { __typename: string } } }
  expect(await auth.adopt(data.login)).toBe(true)
  expect(await whoAmI()).toBe('ada')
  expect(await auth.adopt({ __typename: 'InvalidCredentials' })).toBe(false)
})

test('a login whose refresh token came by the other delivery is refused, as the session could not go on', async () => {
  const { openTab } = setScene()
  const session = { id: 's1' }
  const tokens = { accessToken: 'at', expiresIn: 900, refreshToken: 'lk_rt_s1.1' }
  await expect(openTab().auth.adopt({ __typename: 'SignedIn', session, tokens } as never)).rejects.toThrow('COOKIE')
})
