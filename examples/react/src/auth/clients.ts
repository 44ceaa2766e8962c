import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client'
import { createAuthClient, createAuthLink, keepCacheOfOneUser } from 'latchkey/client'
import { possibleTypes } from 'latchkey/client/operations'
import { currentLanguage } from '../texts/language.ts'
import { describeDevice } from './describe-device.ts'

// The Vite server, or the reverse proxy in production, hands this path to Latchkey: one origin, so the cookie is sent.
const url = '/graphql'

/** The server’s messages come in the language that the app shows. */
const fetchInLanguage: typeof fetch = (input, init) => {
  const headers = new Headers(init?.headers)
  headers.set('accept-language', currentLanguage())
  return fetch(input, { ...init, headers })
}

/** How lists of devices name this browser. */
export const deviceName = describeDevice(navigator.userAgent)

export const auth = createAuthClient({ url, fetch: fetchInLanguage, deviceName })

export const apollo = new ApolloClient({
  link: ApolloLink.from([createAuthLink({ auth }), new HttpLink({ uri: url, fetch: fetchInLanguage })]),
  cache: new InMemoryCache({ possibleTypes }),
})

// What one user has read is no business of the next.
keepCacheOfOneUser(auth, apollo)
