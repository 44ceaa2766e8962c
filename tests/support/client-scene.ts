import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client'
import { onTestFinished, vi } from 'vitest'
import { createAuthLink } from '../../src/client/apollo/auth-link.js'
import type { AuthClient, AuthClientOptions } from '../../src/client/types.js'
import { FakeAuthServer } from './fake-auth-server.js'
import { createFakeBrowser, type FakeBrowser } from './fake-browser.js'
import { createFakeTime, type FakeTime } from './fake-time.js'

export interface Tab {
  auth: AuthClient
  apollo: ApolloClient
  /** Who the server says the caller is. */
  whoAmI(): Promise<unknown>
  /** Who paid. */
  pay(): Promise<unknown>
}

export interface Scene {
  time: FakeTime
  server: FakeAuthServer
  browser: FakeBrowser
  openTab(options?: Partial<AuthClientOptions>): Tab
  openTabs(count: number, options?: Partial<AuthClientOptions>): Tab[]
  /** Opens a tab and signs in. */
  signIn(user?: string, options?: Partial<AuthClientOptions>): Promise<Tab>
}

/** A browser with cookies, a server and a time that the test moves. */
export function setScene(): Scene {
  vi.stubGlobal('document', {})
  onTestFinished(() => void vi.unstubAllGlobals())
  const time = createFakeTime()
  const server = new FakeAuthServer(time)
  const browser = createFakeBrowser(server, time)
  const openTab = (options?: Partial<AuthClientOptions>) => tabOf(browser.openTab(options), browser.fetch)
  return {
    time,
    server,
    browser,
    openTab,
    openTabs: (count, options) => Array.from({ length: count }, () => openTab(options)),
    async signIn(user = 'ada', options = {}) {
      const tab = openTab(options)
      const result = tab.auth.login({ identifier: user, password: user })
      await time.pass(0.2)
      await result
      return tab
    },
  }
}

const WHO_AM_I = gql`
  query WhoAmI {
    whoAmI
  }
`
const PAY = gql`
  mutation Pay {
    pay
  }
`

export function tabOf(auth: AuthClient, fetch: typeof globalThis.fetch): Tab {
  const http = new HttpLink({ uri: auth.url, fetch })
  const apollo = new ApolloClient({
    link: ApolloLink.from([createAuthLink({ auth }), http]),
    cache: new InMemoryCache(),
    queryDeduplication: false,
    defaultOptions: { query: { fetchPolicy: 'network-only' } },
  })
  return {
    auth,
    apollo,
    whoAmI: async () => (await apollo.query<{ whoAmI: string }>({ query: WHO_AM_I })).data?.whoAmI,
    pay: async () => (await apollo.mutate<{ pay: string }>({ mutation: PAY })).data?.pay,
  }
}
