import { createHash } from 'node:crypto'
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client'
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries'
import { ApolloServerErrorCode } from '@apollo/server/errors'
import { expect, test } from 'vitest'
import { sentences } from '../../src/graphql/contract/errors.js'
import { startApp } from '../support/start-app.js'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const query = '{ authConfig { registration } }'
const extensions = { persistedQuery: { version: 1, sha256Hash: sha256(query) } }
const notSupported = {
  errors: [{ message: 'PersistedQueryNotSupported', extensions: { code: 'PERSISTED_QUERY_NOT_SUPPORTED' } }],
}
const answered = { data: { authConfig: { registration: 'OPEN' } } }

async function start() {
  const { app } = await startApp('sqlite')
  const post = (payload: object) =>
    app.http.inject({ method: 'POST', url: '/graphql', headers: { 'content-type': 'application/json' }, payload })
  const get = (parameters: Record<string, string>) =>
    app.http.inject({
      method: 'GET',
      url: `/graphql?${new URLSearchParams(parameters)}`,
      headers: { 'apollo-require-preflight': 'yes' },
    })
  return { app, post, get }
}

test('a hash without a document is answered in the words that clients send the document upon', async () => {
  const { post, get } = await start()
  for (const response of [await post({ extensions }), await get({ extensions: JSON.stringify(extensions) })]) {
    expect([response.statusCode, response.json()]).toEqual([200, notSupported])
    expect(response.headers['cache-control']).toContain('no-')
  }
})

test('a document beside its hash runs, whatever the hash says', async () => {
  const { post, get } = await start()
  for (const persistedQuery of [extensions.persistedQuery, { version: 2 }, { sha256Hash: 'of another' }, 'text', 1]) {
    expect((await post({ query, extensions: { persistedQuery } })).json()).toEqual(answered)
    const parameters = { query, extensions: JSON.stringify({ persistedQuery }) }
    expect((await get(parameters)).json()).toEqual(answered)
  }
})

test.each([false, true])(
  'Apollo Client with automatic persisted queries falls back to the document (hashes by GET: %s)',
  async (useGETForHashedQueries) => {
    const { app } = await start()
    const url = await app.http.listen({ host: '127.0.0.1', port: 0 })
    const sent: string[] = []
    const record: typeof fetch = async (address, options) => {
      sent.push(options?.method ?? 'GET')
      return fetch(address, options)
    }
    const client = new ApolloClient({
      link: ApolloLink.from([
        new PersistedQueryLink({ sha256, useGETForHashedQueries }),
        new HttpLink({ uri: `${url}/graphql`, fetch: record }),
      ]),
      cache: new InMemoryCache(),
    })
    const { data } = await client.query({ query: gql(query), fetchPolicy: 'no-cache' })
    expect(data).toMatchObject(answered.data)
    await client.query({ query: gql(query), fetchPolicy: 'no-cache' })
    // It tries the hash once, and then sends documents alone.
    expect(sent).toEqual([useGETForHashedQueries ? 'GET' : 'POST', 'POST', 'POST'])
  },
)

test('every code of Apollo is one of ours, or is known to be one that no client acts on', () => {
  const translated = ['INTERNAL_SERVER_ERROR', 'BAD_REQUEST', 'OPERATION_RESOLUTION_FAILURE']
  // Only a server that keeps documents gives it.
  const neverGiven = ['PERSISTED_QUERY_NOT_FOUND']
  const foreign = Object.values(ApolloServerErrorCode).filter((code) => !(code in sentences))
  expect(foreign.sort()).toEqual([...translated, ...neverGiven].sort())
})
