import { describe, expect, test } from 'vitest'
import { startApp } from '../support/start-app.js'

const json = { 'content-type': 'application/json' }

async function start(overrides = {}) {
  const running = await startApp('sqlite', overrides)
  const post = (payload: string | object, headers: Record<string, string> = json) =>
    running.app.http.inject({ method: 'POST', url: '/graphql', headers, payload })
  const get = (url: string, headers: Record<string, string> = {}) =>
    running.app.http.inject({ method: 'GET', url, headers })
  return { ...running, post, get }
}

describe('GraphQL over HTTP', () => {
  test.each([
    [undefined, 'application/json; charset=utf-8', 200],
    ['*/*', 'application/json; charset=utf-8', 200],
    ['application/json', 'application/json; charset=utf-8', 200],
    ['application/graphql-response+json', 'application/graphql-response+json; charset=utf-8', 200],
  ])('a request with Accept %s gets the media type %s', async (accept, type, status) => {
    const { post } = await start()
    const response = await post({ query: '{ __typename }' }, { ...json, ...(accept ? { accept } : {}) })
    expect(response.statusCode).toBe(status)
    expect(response.headers['content-type']).toBe(type)
  })

  test('a request for a media type that the server does not have is 406 in JSON', async () => {
    const { post } = await start()
    const response = await post({ query: '{ __typename }' }, { ...json, accept: 'image/png' })
    expect(response.statusCode).toBe(406)
    expect(response.body).not.toContain('<')
  })

  test.each([
    ['a document that is not GraphQL', { query: '{' }, 'GRAPHQL_PARSE_FAILED'],
    ['a field that does not exist', { query: '{ nothing }' }, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'a variable of the wrong type',
      { query: 'query($t: String!) { verifyToken(token: $t) { __typename } }', variables: { t: 5 } },
      'BAD_USER_INPUT',
    ],
    ['a missing variable', { query: 'query($t: String!) { verifyToken(token: $t) { __typename } }' }, 'BAD_USER_INPUT'],
    ['no query', {}, 'BAD_USER_INPUT'],
    ['a query that is a number', { query: 5 }, 'BAD_USER_INPUT'],
    ['variables that are a text', { query: '{ __typename }', variables: 'x' }, 'BAD_USER_INPUT'],
    ['extensions that are a text', { query: '{ __typename }', extensions: 'x' }, 'BAD_USER_INPUT'],
    [
      'an operation that is not in the document',
      { query: 'query A { __typename }', operationName: 'B' },
      'BAD_USER_INPUT',
    ],
    ['a batch', [{ query: '{ __typename }' }], 'BAD_USER_INPUT'],
    ['an empty batch', [], 'BAD_USER_INPUT'],
  ])('%s is 400 with a code and no data', async (_, payload, code) => {
    const { post } = await start()
    const response = await post(payload)
    expect(response.statusCode).toBe(400)
    expect(response.json()).toMatchObject({ errors: [{ extensions: { code } }] })
    expect(response.json().data).toBeUndefined()
    expect(response.body).not.toContain('stacktrace')
  })

  test('a wrong variable is named with the type that is expected, and its value is not repeated', async () => {
    const { post } = await start()
    const query = 'mutation($input: LoginInput!) { login(input: $input) { __typename } }'
    const said = async (input: unknown) => (await post({ query, variables: { input } })).json().errors[0].message
    expect(await said({ identifier: 'ada', password: 12345678 })).toBe('Variable $input.password: expected String!.')
    expect(await said({ identifier: 'ada' })).toBe('Variable $input.password: expected String!.')
    expect(await said({ identifier: 'ada', password: 'x', delivery: 'PIGEON' })).toBe(
      'Variable $input.delivery: expected TokenDelivery!.',
    )
    expect(await said({ identifier: 'ada', password: 'x', secretword: 1 })).toBe(
      'Variable $input: expected LoginInput!.',
    )
    expect(await said('secretword')).toBe('Variable $input: expected LoginInput!.')
  })

  test.each([
    ['application/x-www-form-urlencoded', 'query={__typename}'],
    ['text/plain', '{"query":"{__typename}"}'],
    ['multipart/form-data; boundary=x', '--x--'],
    ['text/plain; application/json', '{"query":"{__typename}"}'],
    ['application/json; charset=utf-16', '{"query":"{__typename}"}'],
    ['application/json; charset=ibm037', '{"query":"{__typename}"}'],
  ])('a body sent as %s is 415 before it is read', async (type, payload) => {
    const { post } = await start()
    const response = await post(payload, { 'content-type': type })
    expect(response.statusCode).toBe(415)
    expect(response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] })
  })

  test.each(['[bad', 'a b', 'a:port'])('a Host header of %s is 400', async (host) => {
    const { post } = await start()
    expect((await post({ query: '{ __typename }' }, { ...json, host })).statusCode).toBe(400)
  })

  test('a compressed body is 415', async () => {
    const { post } = await start()
    expect((await post('x', { ...json, 'content-encoding': 'gzip' })).statusCode).toBe(415)
  })

  test('a body above 64 kB is 413, one just below is read', async () => {
    const { post } = await start()
    const padded = (bytes: number) => JSON.stringify({ query: '{ __typename }', variables: { pad: 'x'.repeat(bytes) } })
    expect((await post(padded(65_536))).statusCode).toBe(413)
    expect((await post(padded(65_000))).statusCode).toBe(200)
  })

  test('malformed JSON is 400 and repeats nothing of it', async () => {
    const { post } = await start()
    const response = await post('{"query": secretword')
    expect(response.statusCode).toBe(400)
    expect(response.body).not.toContain('secretword')
  })

  test('a mutation by GET is 405, and nothing is executed', async () => {
    const { get } = await start()
    const query = encodeURIComponent('mutation { logout { revokedSessions } }')
    const response = await get(`/graphql?query=${query}`, { 'apollo-require-preflight': 'yes' })
    expect(response.statusCode).toBe(405)
  })

  test('a query by GET needs a header that foreign sites cannot send', async () => {
    const { get } = await start()
    const url = `/graphql?query=${encodeURIComponent('{ __typename }')}`
    const refused = await get(url)
    expect(refused.statusCode).toBe(400)
    expect(refused.json()).toMatchObject({ errors: [{ extensions: { code: 'CSRF_REJECTED' } }] })
    expect((await get(url, { 'apollo-require-preflight': 'yes' })).json()).toEqual({ data: { __typename: 'Query' } })
  })

  test.each([
    ['aliases', 'mutation { a: login(input: $i) { __typename } b: login(input: $i) { __typename } }'],
    [
      'fragments',
      'mutation { ...A ...B } fragment A on Mutation { a: logout { revokedSessions } ... on Mutation { x: login(input: $i) { __typename } } } fragment B on Mutation { y: refresh { __typename } }',
    ],
  ])('one operation tries one credential, however %s hide them', async (_, text) => {
    const { post } = await start()
    const input = '{ identifier: "ada@example.com", password: "whatever it is" }'
    const response = await post({ query: text.replaceAll('$i', input) })
    expect(response.statusCode).toBe(400)
    expect(response.json()).toMatchObject({ errors: [{ extensions: { code: 'OPERATION_LIMIT' } }] })
  })

  const times = (count: number, text: (index: number) => string) =>
    Array.from({ length: count }, (_, n) => text(n)).join(' ')
  test.each([
    ['30 aliases', `{ ${times(30, (n) => `a${n}: __typename`)} }`, `{ ${times(31, (n) => `a${n}: __typename`)} }`],
    [
      '30 directives',
      `{ ${times(30, () => '__typename @include(if: true)')} }`,
      `{ ${times(31, () => '__typename @include(if: true)')} }`,
    ],
    [
      'a cost of 500',
      `{ ${times(2, () => 'me { sessions { id } }')} }`,
      `{ ${times(3, () => `me { sessions { id } }`)} }`,
    ],
    [
      'a cost of 500, fragments expanded',
      '{ ...A ...A } fragment A on Query { me { ...B } } fragment B on User { sessions { id } }',
      `{ ${times(3, () => '...A')} } fragment A on Query { me { ...B } } fragment B on User { sessions { id } }`,
    ],
    [
      'fragments that do not double at each level',
      '{ me { ...F0 } } fragment F0 on User { ...F1 } fragment F1 on User { id }',
      `{ me { ...F0 } } ${times(60, (n) => `fragment F${n} on User { ...F${n + 1} ...F${n + 1} }`)} fragment F60 on User { id }`,
    ],
  ])('an operation may have %s and no more', async (_, within, beyond) => {
    const { post } = await start()
    expect((await post({ query: within })).statusCode).toBe(200)
    const refused = await post({ query: beyond })
    expect(refused.statusCode).toBe(400)
    expect(refused.json()).toMatchObject({ errors: [{ extensions: { code: 'OPERATION_LIMIT' } }] })
  })

  test('only the operation that runs is measured, so a document may hold them all', async () => {
    const { post } = await start()
    const query = `query A { __typename } mutation B { ${times(20, (n) => `a${n}: logout { revokedSessions }`)} }`
    expect((await post({ query, operationName: 'A' })).statusCode).toBe(200)
  })

  test('a document of too many tokens is 400', async () => {
    const { post } = await start()
    const response = await post({ query: `{ ${'__typename '.repeat(3000)} }` })
    expect(response.statusCode).toBe(400)
    expect(response.json()).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }] })
  })

  test('answers are not cached, not sniffed, and carry the request id', async () => {
    const { post } = await start()
    const { headers } = await post({ query: '{ __typename }' })
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
    expect(headers['x-request-id']).toMatch(/^[0-9a-f]{32}$/)
    expect(headers).not.toHaveProperty('x-powered-by')
  })

  test.each([
    ['GET', '/nothing', 404],
    ['GET', '/GraphQL', 404],
    ['PUT', '/graphql', 405],
    ['DELETE', '/graphql', 405],
  ] as const)('%s %s is %d in JSON', async (method, url, status) => {
    const { app } = await start()
    const response = await app.http.inject({ method, url })
    expect(response.statusCode).toBe(status)
    expect(response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] })
  })
})

describe('in production', () => {
  const production = { NODE_ENV: 'production', BCRYPT_COST: '10' }

  test('the schema cannot be read, and what does not fit it gets one answer', async () => {
    const { post } = await start(production)
    for (const query of [
      '{ __schema { types { name } } }',
      '{ mee { id } }',
      '{ verifyToken { __typename } }',
      '{ me }',
    ]) {
      const response = await post({ query })
      expect(response.statusCode).toBe(400)
      expect(response.json()).toEqual({
        errors: [
          { message: 'The document does not fit the schema.', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
        ],
      })
    }
  })

  test('a server in production serves no explorer', async () => {
    const { get } = await start(production)
    const response = await get('/graphql', { accept: 'text/html' })
    expect(response.statusCode).toBe(400)
    expect(response.body).not.toContain('<')
  })
})

describe('in development', () => {
  test('a browser that opens /graphql gets Sandbox', async () => {
    const { get } = await start()
    const response = await get('/graphql', { accept: 'text/html' })
    expect(response.statusCode).toBe(200)
    expect(response.headers['content-type']).toContain('text/html')
    expect(response.body).toContain('embeddable-sandbox')
    expect(response.headers).not.toHaveProperty('content-security-policy')
  })

  test('a typo in the document is explained, a wrong literal is not repeated', async () => {
    const { post } = await start()
    expect((await post({ query: '{ mee { id } }' })).body).toContain('Did you mean')
    const literal = await post({
      query: 'mutation { login(input: { identifier: "ada", password: 4711 }) { __typename } }',
    })
    expect(literal.json()).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] })
    expect(literal.body).not.toContain('4711')
  })
})
