import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache, Observable } from '@apollo/client'
import { describe, expect, test } from 'vitest'
import { createAuthLink } from '../../src/client/apollo/auth-link.js'
import { type AuthLinkOptions, createAuthFetch } from '../../src/client/apollo-react.js'
import { setScene } from '../support/client-scene.js'

const operations = {
  public: gql`
    query AuthConfig {
      authConfig {
        emailRequired
      }
    }
  `,
  mixed: gql`
    query Mixed {
      authConfig {
        emailRequired
      }
      whoAmI
    }
  `,
  hidden: gql`
    query Hidden {
      ...Public
    }
    fragment Public on Query {
      authConfig {
        emailRequired
      }
      ... on Query {
        whoAmI
      }
    }
  `,
  login: gql`
    mutation Login {
      login {
        __typename
      }
    }
  `,
  subscription: gql`
    subscription Ticks {
      ticks
    }
  `,
}

const defaultOptions = { query: { fetchPolicy: 'no-cache' }, mutate: { fetchPolicy: 'no-cache' } } as const

/** A client whose last link notes the header of each operation and gives what the test says. */
function noting(auth: AuthLinkOptions['auth'], results: object[] = [], options: Partial<AuthLinkOptions> = {}) {
  const headers: unknown[] = []
  const last = new ApolloLink((operation) => {
    headers.push((operation.getContext().headers as Record<string, string> | undefined)?.authorization)
    return new Observable((observer) => {
      observer.next((results.shift() ?? { data: {} }) as ApolloLink.Result)
      observer.complete()
    })
  })
  const link = ApolloLink.from([createAuthLink({ auth, ...options }), last])
  return { headers, client: new ApolloClient({ link, cache: new InMemoryCache(), defaultOptions }) }
}

describe('the token goes', () => {
  test('with what may need the caller, and with nothing else', async () => {
    const { signIn } = setScene()
    const { auth } = await signIn()
    const { client, headers } = noting(auth)
    const bearer = `Bearer ${await auth.accessToken()}`
    await client.query({ query: operations.mixed, errorPolicy: 'all' }).catch(() => undefined)
    await client.query({ query: operations.hidden, errorPolicy: 'all' }).catch(() => undefined)
    expect(headers.splice(0)).toEqual([bearer, bearer])
    await client.query({ query: operations.public }).catch(() => undefined)
    await client.mutate({ mutation: operations.login }).catch(() => undefined)
    client.subscribe({ query: operations.subscription, fetchPolicy: 'no-cache' }).subscribe({ error: () => undefined })
    expect(headers).toEqual([undefined, undefined, undefined])
  })

  test('the token goes to no other address than that of the server', async () => {
    const { signIn } = setScene()
    const { auth } = await signIn()
    const { client, headers } = noting(auth)
    const context = { uri: 'https://elsewhere.example.com/graphql' }
    await client.query({ query: operations.mixed, context }).catch(() => undefined)
    expect(headers).toEqual([undefined])
  })

  test('the token goes to the addresses that sendTo names', async () => {
    const { signIn } = setScene()
    const { auth } = await signIn()
    const sendTo = ({ operationName }: ApolloLink.Operation) => operationName !== 'Mixed'
    const { client, headers } = noting(auth, [], { sendTo })
    await client.query({ query: operations.mixed }).catch(() => undefined)
    expect(headers).toEqual([undefined])
  })

  test('beside the headers that are there', async () => {
    const { signIn, browser, server } = setScene()
    const { auth } = await signIn()
    const sent: Headers[] = []
    const fetch: typeof globalThis.fetch = (url, init) => {
      sent.push(new Headers(init?.headers))
      return browser.fetch(url, init)
    }
    const link = ApolloLink.from([createAuthLink({ auth }), new HttpLink({ uri: server.url, fetch })])
    const client = new ApolloClient({ link, cache: new InMemoryCache(), defaultOptions })
    await client.query({ query: operations.mixed, context: { headers: { 'x-trace': '7' } } }).catch(() => undefined)
    expect([sent[0]?.get('x-trace'), sent[0]?.get('authorization')]).toEqual([
      '7',
      `Bearer ${await auth.accessToken()}`,
    ])
  })
})

const refused = (path?: string[], reason = 'TOKEN_EXPIRED') => ({
  message: 'No.',
  ...(path === undefined ? {} : { path }),
  extensions: { code: 'UNAUTHENTICATED', reason },
})
const one = gql`
  mutation One {
    a
  }
`
const two = gql`
  mutation Two {
    a
    b
  }
`
const twice = gql`
  mutation Twice {
    ...Both
  }
  fragment Both on Mutation {
    first: a
    second: a
  }
`

describe('a mutation that is refused', () => {
  test.each([
    ['its only field was', one, { data: null, errors: [refused(['a'])] }, 2],
    ['the whole operation was', two, { errors: [refused()] }, 2],
    ['one of two fields was: the first may have run', two, { data: null, errors: [refused(['b'])] }, 1],
    ['one of two fields in a fragment was', twice, { data: null, errors: [refused(['second'])] }, 1],
    ['something inside of its field was: the field has run', one, { data: null, errors: [refused(['a', 'b'])] }, 1],
    ['another error came too', one, { data: null, errors: [refused(['a']), { message: 'Other', path: ['a'] }] }, 1],
    ['there is data', one, { data: { a: 'done' }, errors: [refused(['a'])] }, 1],
  ])(
    'a refused mutation is repeated only when nothing of it has run: %s',
    async (...[, mutation, result, sendings]) => {
      const { time, signIn } = setScene()
      const { auth } = await signIn()
      await time.pass(10)
      const { client, headers } = noting(auth, [result, { data: { a: 'done', b: 'done', first: 1, second: 1 } }])
      const done = client.mutate({ mutation, errorPolicy: 'all' })
      await time.pass(1)
      await done
      expect(headers).toHaveLength(sendings)
      if (sendings === 2) expect(headers[1]).not.toBe(headers[0])
    },
  )
})

test('a query of which a part was refused is repeated', async () => {
  const { time, signIn } = setScene()
  const { auth } = await signIn()
  await time.pass(10)
  const first = { data: { authConfig: { emailRequired: true }, whoAmI: null }, errors: [refused(['whoAmI'])] }
  const { client, headers } = noting(auth, [first, { data: { authConfig: { emailRequired: true }, whoAmI: 'ada' } }])
  const answer = client.query<{ whoAmI: string }>({ query: operations.mixed })
  await time.pass(1)
  expect((await answer).data?.whoAmI).toBe('ada')
  expect(headers).toHaveLength(2)
})

test('401 from a server that looks at the token alone is a refusal of it', async () => {
  const { time, server, browser, signIn } = setScene()
  const { auth } = await signIn()
  await time.pass(10)
  const answers = [new Response('no', { status: 401 }), undefined]
  const fetch: typeof globalThis.fetch = async (url, init) => answers.shift() ?? browser.fetch(url, init)
  const link = ApolloLink.from([createAuthLink({ auth }), new HttpLink({ uri: server.url, fetch })])
  const client = new ApolloClient({ link, cache: new InMemoryCache(), defaultOptions })
  const answer = client.mutate<{ pay: string }>({ mutation: gql`mutation Pay { pay }` })
  await time.pass(1)
  expect((await answer).data?.pay).toBe('ada')
  expect(server.payments).toEqual(['ada'])
})

test('an operation that is given up while it waits for a token is never sent', async () => {
  const { time, server, signIn } = setScene()
  const { apollo } = await signIn()
  await time.pass(901)
  server.outage = 'no network'
  const watching = apollo.watchQuery({ query: gql`query WhoAmI { whoAmI }` }).subscribe({ error: () => undefined })
  await time.pass(1)
  watching.unsubscribe()
  server.outage = null
  await time.pass(10)
  expect([server.count('Refresh') > 0, server.count('WhoAmI')]).toEqual([true, 0])
})

describe('createAuthFetch', () => {
  const ask = (query: string) => ({ method: 'POST', body: JSON.stringify({ query }) })

  test('createAuthFetch refreshes, repeats a request once and uses one refresh, like the link', async () => {
    const { time, server, browser, signIn } = setScene()
    const { auth } = await signIn()
    const fetch = createAuthFetch(auth, { fetch: browser.fetch })
    await time.pass(10)
    server.expireTokens()
    const answers = Promise.all([
      fetch(server.url, ask('query WhoAmI { whoAmI }')),
      fetch(server.url, ask('mutation Pay { pay }')),
    ])
    await time.pass(1)
    const bodies = await Promise.all((await answers).map((response) => response.json()))
    expect(bodies).toEqual([{ data: { whoAmI: 'ada' } }, { data: { pay: 'ada' } }])
    expect(server.payments).toEqual(['ada'])
    expect(server.count('Refresh')).toBe(1)
  })

  test('createAuthFetch leaves other addresses, other bodies and public operations alone', async () => {
    const { signIn, server } = setScene()
    const { auth } = await signIn()
    const sent: (string | null)[] = []
    const fetch = createAuthFetch(auth, {
      fetch: async (_url, init) => {
        sent.push(new Headers(init?.headers).get('authorization'))
        return Response.json({})
      },
    })
    await fetch('https://elsewhere.example.com/graphql', ask('{ whoAmI }'))
    await fetch(server.url, { method: 'POST', body: new FormData() })
    await fetch(server.url, ask('mutation Login { login { __typename } }'))
    await fetch(server.url)
    expect(sent).toEqual([null, null, null, null])
    await fetch(new URL(server.url), ask('{ whoAmI }'))
    expect(sent.at(-1)).toBe(`Bearer ${await auth.accessToken()}`)
  })

  test('createAuthFetch does not repeat a mutation of two fields', async () => {
    const { time, signIn, server } = setScene()
    const { auth } = await signIn()
    await time.pass(10)
    let sendings = 0
    const fetch = createAuthFetch(auth, {
      fetch: async () => {
        sendings++
        return Response.json({ data: null, errors: [refused(['b'])] })
      },
    })
    const answer = fetch(
      server.url,
      ask('mutation ($x: [Int!]! = [1, 2]) { a(x: "}{", y: {z: 1}) { c } second: b @skip(if: false) }'),
    )
    await time.pass(1)
    await answer
    expect(sendings).toBe(1)
  })
  test('createAuthFetch does not repeat a body that it cannot read, because that may be a mutation that has run', async () => {
    const { time, signIn, server } = setScene()
    const { auth } = await signIn()
    await time.pass(10)
    let sendings = 0
    const fetch = createAuthFetch(auth, {
      fetch: async () => {
        sendings++
        return Response.json({ data: null, errors: [refused(['b'])] })
      },
    })
    const answer = fetch(server.url, ask('mutation { a b <new syntax> }'))
    await time.pass(1)
    await answer
    expect(sendings).toBe(1)
  })
})
