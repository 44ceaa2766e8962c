import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client'
import { expect, onTestFinished, test } from 'vitest'
import {
  type AuthClient,
  type AuthState,
  createAuthClient,
  createAuthLink,
  keepCacheOfOneUser,
} from '../../src/client/apollo-react.js'
import { type Clock, createAuthFetch } from '../../src/client/core.js'
import {
  MeDocument,
  possibleTypes,
  RevokeSessionDocument,
  SessionsDocument,
  UpdateProfileDocument,
} from '../../src/client/generated/operations.js'
import { ada } from '../support/people.js'
import { startApp } from '../support/start-app.js'

/** The real server, listening. */
async function startServer() {
  const running = await startApp('sqlite')
  const address = await running.app.http.listen({ host: '127.0.0.1', port: 0 })
  return { ...running, url: `${address}/graphql` }
}

function createDevice(url: string, deviceName: string) {
  let aheadMs = 0
  const clock: Clock = {
    now: () => Date.now() + aheadMs,
    setTimeout: (run, milliseconds) => setTimeout(run, milliseconds),
    clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
  }
  const auth = createAuthClient({ url, delivery: 'BODY', deviceName, environment: { clock } })
  const link = ApolloLink.from([createAuthLink({ auth }), new HttpLink({ uri: url })])
  const apollo = new ApolloClient({ link, cache: new InMemoryCache({ possibleTypes }) })
  keepCacheOfOneUser(auth, apollo)
  onTestFinished(() => auth.dispose())
  return {
    auth,
    apollo,
    moveClock(seconds: number) {
      aheadMs += seconds * 1000
    },
  }
}

function nextState(auth: AuthClient, isMeant: (state: AuthState) => boolean): Promise<AuthState> {
  return new Promise((resolve) => {
    const stop = auth.subscribe((state) => {
      if (!isMeant(state)) return
      stop()
      resolve(state)
    })
  })
}

test('a device signs up, goes on silently after its token has expired, is revoked by another and told why', async () => {
  const { url, clock } = await startServer()
  const phone = createDevice(url, 'Phone')
  expect(await phone.auth.start()).toMatchObject({ status: 'signedOut', reason: null })
  expect(await phone.auth.register(ada)).toMatchObject({ __typename: 'SignedIn' })
  expect(phone.auth.state.user?.username).toBe('ada')

  const setClinic = async (clinic: string) => {
    const variables = { input: { profile: { clinic } } }
    const { data } = await phone.apollo.mutate({ mutation: UpdateProfileDocument, variables })
    return data?.updateProfile.__typename
  }
  const tokens = new Set([await phone.auth.accessToken()])
  // By the clock of the phone the token lasts; the server refuses it.
  clock.move(3600)
  phone.moveClock(10)
  expect(await setClinic('St Mary')).toBe('ProfileUpdated')
  tokens.add(await phone.auth.accessToken())
  // By that clock it has expired too.
  clock.move(3600)
  phone.moveClock(3600)
  expect(await setClinic('St John')).toBe('ProfileUpdated')
  tokens.add(await phone.auth.accessToken())
  expect(tokens.size).toBe(3)
  await phone.auth.refreshUser()
  expect(phone.auth.state.user?.profile.clinic).toBe('St John')

  const laptop = createDevice(url, 'Laptop')
  expect(await laptop.auth.login({ identifier: 'ada', password: ada.password })).toMatchObject({
    __typename: 'SignedIn',
    tokens: { refreshToken: expect.any(String) },
  })
  const { data } = await laptop.apollo.query({ query: SessionsDocument })
  const sessions = data?.me?.sessions ?? []
  expect(sessions.map(({ deviceName }) => deviceName).sort()).toEqual(['Laptop', 'Phone'])
  const { id: sessionId = '' } = sessions.find(({ current }) => !current) ?? {}
  await laptop.apollo.mutate({ mutation: RevokeSessionDocument, variables: { input: { sessionId } } })

  const told = nextState(phone.auth, ({ status }) => status === 'signedOut')
  await phone.apollo.query({ query: MeDocument, fetchPolicy: 'network-only' }).catch(() => undefined)
  expect(await told).toEqual({ status: 'signedOut', user: null, reason: 'REVOKED', unreachable: false })
  expect(laptop.auth.state.status).toBe('signedIn')
})

test('plain fetch goes through the same session, and logout ends it on the server', async () => {
  const { url } = await startServer()
  const { auth } = createDevice(url, 'Script')
  await auth.register(ada)
  const authFetch = createAuthFetch(auth)
  const body = JSON.stringify({ query: '{ me { username } }' })
  const ask = async (): Promise<unknown> => {
    const headers = { 'content-type': 'application/json' }
    return (await authFetch(url, { method: 'POST', headers, body })).json()
  }
  expect(await ask()).toEqual({ data: { me: { username: 'ada' } } })
  const token = await auth.accessToken()
  await auth.logout()
  expect(await ask()).toEqual({ data: { me: null } })
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
  const late = await fetch(url, { method: 'POST', headers, body })
  expect(await late.json()).toMatchObject({ errors: [{ extensions: { reason: 'SESSION_ENDED' } }] })
})
