import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { serverAudits } from 'graphql-http'
import { describe, expect, test } from 'vitest'
import { countRows } from '../support/database.js'
import { engines } from '../support/engines.js'
import { ada, signIn, signUp } from '../support/people.js'
import { readRaw, sendRaw } from '../support/raw-http.js'
import { type RunningApp, startApp } from '../support/start-app.js'

/** What NODE_ENV=production chooses, with the cheap hashes of the tests. */
const production = { INTROSPECTION: 'false', EXPLORER: 'off' }
const json = { 'content-type': 'application/json' }

async function listen(running: RunningApp): Promise<string> {
  return running.app.http.listen({ host: '127.0.0.1', port: 0 })
}

describe('GraphQL over HTTP (the graphql-http audits)', () => {
  const always = {
    // Malformed requests are 4xx for `application/json` too, which the draft allows.
    warn: ['572B', '7B9B', 'FDE2'],
    // GET needs a header that foreign sites cannot send.
    notice: ['5A70', '6A70', 'D6D5'],
  }

  test.each([
    ['in development', {}, always],
    // These three ask for the schema.
    ['in production', production, { error: ['28B9', 'BF61'], warn: ['2EA1', ...always.warn], notice: always.notice }],
  ])('%s the audits of graphql-http find no deviation that is not documented', async (_, settings, expected) => {
    const url = await listen(await startApp('sqlite', settings))
    const deviations: Record<string, string[]> = {}
    for (const audit of serverAudits({ url: `${url}/graphql`, fetchFn: fetch })) {
      const { status } = await audit.fn()
      if (status !== 'ok') deviations[status] = [...(deviations[status] ?? []), audit.id].sort()
    }
    expect(deviations).toEqual(expected)
  })
})

describe('the schema in production', () => {
  const asked = 'name fields { name type { name } } possibleTypes { name }'
  const introspections = [
    `{ __schema { types { ${asked} } } }`,
    `{ __type(name: "User") { ${asked} } }`,
    `{ a: __schema { types { ${asked} } } }`,
    `{\n__schema,\n#comment\n{,types,{,name,}}}`,
    `{ ...F } fragment F on Query { __schema { queryType { ${asked} } } }`,
    `{ ... on Query { ... { __type(name: "Mutation") { ${asked} } } } }`,
    `{ ...F } fragment F on Query { ...G } fragment G on Query { __schema { mutationType { ${asked} } } }`,
    `query A { __typename } query B { __schema { types { name } } }`,
    `mutation { __schema { types { name } } }`,
    `query ($n: String = "User") { __type(name: $n) { ${asked} } }`,
  ]

  test('introspection does not read the schema in production, however it is hidden, by GET or with a token', async () => {
    const running = await startApp('sqlite', production)
    const { access } = await signUp(running)
    for (const query of introspections) {
      const answers = [
        await running.app.http.inject({
          method: 'GET',
          url: `/graphql?query=${encodeURIComponent(query)}`,
          headers: { 'apollo-require-preflight': 'yes' },
        }),
        (await running.askText(query, {})).response,
        (await running.askText(query, {}, { token: access })).response,
      ]
      for (const response of answers) {
        expect([query, response.statusCode, response.json()]).toEqual([query, 400, notFitting])
      }
    }
  })

  const notFitting = {
    errors: [{ message: 'The document does not fit the schema.', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
  }
  const login = (input: string) => `mutation { login(input: ${input}) { __typename } }`
  const typos = [
    '{ mee { id } }',
    '{ me { emial } }',
    '{ me { id sesions { id } } }',
    '{ verifyToken(tokn: "x") { __typename } }',
    '{ verifyToken { __typename } }',
    '{ verifyToken(token: 5) { __typename } }',
    '{ me }',
    '{ me { id { x } } }',
    '{ ... on Usr { id } }',
    'query ($x: Strng) { verifyToken(token: $x) { __typename } }',
    'query ($x: Int!) { verifyToken(token: $x) { __typename } }',
    'query ($unused: Int) { me { id } }',
    '{ me @inclde(if: true) { id } }',
    '{ me @include { id } }',
    'mutation { login { __typename } }',
    login('{ identifer: "x", password: "y" }'),
    login('{ identifier: "x" }'),
    login('{ identifier: "x", password: "y", delivery: COKIE }'),
    'mutation { login(input: { identifier: "x", password: "y" }) { ... on SignedIm { __typename } } }',
  ]

  test('a mistake teaches nothing of the schema in production: one text for everything that does not fit', async () => {
    const running = await startApp('sqlite', production)
    const { access } = await signUp(running)
    for (const query of typos) {
      for (const options of [{}, { token: access }]) {
        const { response } = await running.askText(query, {}, options)
        expect([query, response.statusCode, response.json()]).toEqual([query, 400, notFitting])
      }
    }
  })

  test('no header, landing page or path of a known explorer shows the schema or the program in production', async () => {
    const running = await startApp('sqlite', production)
    const paths = ['/', '/graphiql', '/playground', '/altair', '/voyager', '/sandbox', '/explorer', '/console', '/api']
    const more = ['/metrics', '/.env', '/.git/config', '/schema.graphql', '/graphql/', '/graphql/schema', '/data/x']
    for (const url of [...paths, ...more, '/graphql']) {
      const response = await running.app.http.inject({ method: 'GET', url, headers: { accept: 'text/html' } })
      expect([url, response.statusCode]).toEqual([url, url === '/graphql' ? 400 : 404])
      expect(response.headers['content-type'], url).toContain('json')
      expect(Object.keys(response.headers), url).not.toContain('server')
      expect(response.body, url).not.toMatch(/apollo|fastify|node|<|\d+\.\d+\.\d+/i)
    }
    const { response } = await running.askText('{ __typename }')
    expect(response.json()).toEqual({ data: { __typename: 'Query' } })
  })
})

describe.each(engines)('one request on %s', (engine) => {
  const guess = (password: string) => `login(input: { identifier: "ada", password: "${password}" }) { __typename }`
  const guesses = (count: number, place: (text: string, place: number) => string) =>
    Array.from({ length: count }, (_, n) =>
      place(`g${n}: ${guess(n === count - 1 ? ada.password : 'a wrong password')}`, n),
    )
  const hidden = (count: number): [string, string][] => {
    const named = guesses(count, (text, n) => `fragment F${n} on Mutation { ${text} }`).join(' ')
    const spreads = Array.from({ length: count }, (_, n) => `...F${n}`).join(' ')
    return [
      ['aliases', `mutation { ${guesses(count, (text) => text).join(' ')} }`],
      ['a fragment each', `mutation { ${spreads} } ${named}`],
      ['nested fragments', `mutation { ...Outer } fragment Outer on Mutation { ${spreads} } ${named}`],
      ['inline fragments', `mutation { ${guesses(count, (text) => `... on Mutation { ... { ${text} } }`).join(' ')} }`],
      ['directives', `mutation { ${guesses(count, (text) => `... @include(if: true) { ${text} }`).join(' ')} }`],
      [
        'a second operation',
        `query Q { __typename } mutation M { ${guesses(count, (text) => text).join(' ')} } ${named}`,
      ],
    ]
  }

  test('a request makes at most one guess at a credential, however it hides the others, and refused ones do not count', async () => {
    const running = await startApp(engine, { LIMIT_LOGIN_PER_USER: '1/15m' })
    await signUp(running)
    const before = await countRows(running)
    for (const count of [2, 5, 20]) {
      for (const [hidingPlace, query] of hidden(count)) {
        const response = await running.app.http.inject({
          method: 'POST',
          url: '/graphql',
          headers: json,
          payload: { query, ...(query.includes('query Q') && { operationName: 'M' }) },
        })
        const label = `${count} ${hidingPlace}: ${response.body}`
        expect(response.statusCode, label).toBe(400)
        expect(response.json().errors[0].extensions.code, label).toMatch(
          /^(OPERATION_LIMIT|GRAPHQL_(PARSE|VALIDATION)_FAILED)$/,
        )
      }
    }
    expect(await countRows(running)).toEqual(before)
    await signIn(running)
  })

  test('a request with a list of 0, 1, 2 or 1000 operations is refused and runs nothing', async () => {
    const running = await startApp(engine)
    const { access } = await signUp(running)
    for (const count of [0, 1, 2, 1000]) {
      const payload = Array.from({ length: count }, () => ({ query: 'mutation { logout { revokedSessions } }' }))
      const headers = { ...json, authorization: `Bearer ${access}` }
      const response = await running.app.http.inject({ method: 'POST', url: '/graphql', headers, payload })
      expect([count, response.statusCode]).toEqual([count, 400])
      expect(response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] })
    }
    expect((await running.askText('{ me { id } }', {}, { token: access })).data?.me).not.toBeNull()
  })

  test('a request by GET changes nothing, whatever picks the mutation', async () => {
    const running = await startApp(engine)
    const { access } = await signUp(running)
    const mutation = 'mutation M { logout { revokedSessions } }'
    const urls = [
      `/graphql?query=${encodeURIComponent(mutation)}`,
      `/graphql?query=${encodeURIComponent(`query Q { __typename } ${mutation}`)}&operationName=M`,
    ]
    for (const url of urls) {
      for (const more of [{}, { 'apollo-require-preflight': 'yes' }, { ...json }]) {
        const headers = { authorization: `Bearer ${access}`, ...more }
        const { statusCode } = await running.app.http.inject({ method: 'GET', url, headers })
        expect([400, 405]).toContain(statusCode)
      }
    }
    expect((await running.askText('{ me { id } }', {}, { token: access })).data?.me).not.toBeNull()
  })

  test('a request that a page of another site could send runs nothing', async () => {
    const running = await startApp(engine)
    const { access } = await signUp(running)
    const payload = JSON.stringify({ query: 'mutation { logout { revokedSessions } }' })
    const types = [
      'application/x-www-form-urlencoded',
      'text/plain',
      'multipart/form-data; boundary=x',
      'text/plain; application/json',
      'message/rfc822',
      'TEXT/PLAIN',
      '',
    ]
    for (const type of types) {
      const headers = { 'content-type': type, authorization: `Bearer ${access}` }
      const { statusCode } = await running.app.http.inject({ method: 'POST', url: '/graphql', headers, payload })
      expect([type, statusCode >= 400 && statusCode < 500]).toEqual([type, true])
    }
    expect((await running.askText('{ me { id } }', {}, { token: access })).data?.me).not.toBeNull()
    const upperCase = { 'content-type': 'APPLICATION/JSON', authorization: `Bearer ${access}` }
    const same = await running.app.http.inject({ method: 'POST', url: '/graphql', headers: upperCase, payload })
    expect(same.json().data.logout.revokedSessions).toBe(1)
  })

  test('a request for allowed and forbidden fields gets the allowed ones, and one error for each other', async () => {
    const running = await startApp(engine)
    await signUp(running)
    const query = 'mutation { updateProfile(input: {}) { __typename } logout { revokedSessions } }'
    const mixed = await running.askText('{ me { id } session { id } authConfig { registration } }', {}, { token: 'x' })
    expect(mixed.data).toEqual({ me: null, session: null, authConfig: { registration: 'OPEN' } })
    expect(mixed.errors?.map(({ path }) => path?.join('.'))).toEqual(['me', 'session'])
    const refused = await running.askText(query)
    expect([refused.data, refused.errors?.length]).toEqual([null, 1])
  })
})

describe('features that nobody asked for', () => {
  test('the server keeps no document, so that a hash alone never runs one', async () => {
    const { app } = await startApp('sqlite')
    const query = '{ __typename }'
    const sha256Hash = createHash('sha256').update(query).digest('hex')
    const extensions = { persistedQuery: { version: 1, sha256Hash } }
    const post = (payload: object) => app.http.inject({ method: 'POST', url: '/graphql', headers: json, payload })
    expect((await post({ query, extensions })).json()).toEqual({ data: { __typename: 'Query' } })
    const { data, errors } = (await post({ extensions })).json()
    expect([data, errors[0].extensions]).toEqual([undefined, { code: 'PERSISTED_QUERY_NOT_SUPPORTED' }])
  })

  test('subscriptions, uploads and answers in parts are refused', async () => {
    const running = await startApp('sqlite')
    const url = await listen(running)
    const upgrade = 'GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n'
    const key = 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n'
    expect(readRaw(await sendRaw(url, upgrade + key)).status).toBe(400)
    const inParts = await running.askText(
      '{ authConfig { registration ... @defer { emailRequired } } }',
      {},
      { headers: { accept: 'multipart/mixed; deferSpec=20220824' } },
    )
    expect([inParts.response.statusCode, inParts.response.json().data]).toEqual([406, undefined])
    const subscription = await running.askText('subscription { me { id } }')
    expect([subscription.response.statusCode, subscription.data]).toEqual([400, undefined])
    const upload = await fetch(`${url}/graphql`, { method: 'POST', body: new FormData() })
    expect(upload.status).toBe(415)
  })
})

describe('HTTP', () => {
  const head = (...lines: string[]) => `${['POST /graphql HTTP/1.1', ...lines].join('\r\n')}\r\n\r\n`
  const good = ['Host: x', 'Content-Type: application/json', 'Connection: close']
  const body = '{"query":"mutation { logout { revokedSessions } }"}'
  const length = `Content-Length: ${body.length}`

  test.each([
    ['length and chunked together', head(...good, length, 'Transfer-Encoding: chunked') + body],
    ['two lengths', head(...good, length, 'Content-Length: 3') + body],
    ['a folded header', head(...good, 'X-A: 1\r\n 2', length) + body],
    ['a space before the colon', head(...good, 'X-A : 1', length) + body],
    ['NUL in a value', head(...good, 'X-A: a\0b', length) + body],
    ['no line end but LF', head(...good, length).replaceAll('\r\n', '\n') + body],
    ['a header of 17 kB', head(...good, `X-A: ${'a'.repeat(17_000)}`, length) + body],
    ['20,000 bytes of small headers', head(...good, ...Array.from({ length: 2500 }, (_, n) => `A${n}: b`)) + body],
    ['two Host headers', head(...good, 'Host: y', length) + body],
    ['two Authorization headers', head(...good, 'Authorization: Bearer a', 'Authorization: Bearer b', length) + body],
    ['a version from the future', head(...good, length).replace('HTTP/1.1', 'HTTP/9.9') + body],
  ])('a request with %s gets one refusal, and the connection is closed', async (_, request) => {
    const url = await listen(await startApp('sqlite'))
    const { answers, status, body: said } = readRaw(await sendRaw(url, request))
    expect([answers, [400, 431, 505].includes(status), said.includes('<')]).toEqual([1, true, false])
  })

  test.each(['TRACE', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'PROPFIND'])(
    'the method %s of /graphql is refused and repeats nothing',
    async (method) => {
      const url = await listen(await startApp('sqlite'))
      const request = `${method} /graphql HTTP/1.1\r\nHost: x\r\nX-Canary: canary\r\nConnection: close\r\n\r\n`
      const answer = await sendRaw(url, request)
      expect([404, 405, 501]).toContain(readRaw(answer).status)
      expect(answer).not.toContain('canary')
    },
  )

  test.each(['//graphql', '/GraphQL', '/%67raphql/..', '/./x', '/graphql%2f', '/graphql;x', '/x/../graphql'])(
    'the path %s is not another name of /graphql',
    async (path) => {
      const url = await listen(await startApp('sqlite'))
      const request = `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`
      expect(readRaw(await sendRaw(url, request)).status).toBe(404)
    },
  )

  test('a body is bounded however its length is told', async () => {
    const url = await listen(await startApp('sqlite'))
    const large = 'x'.repeat(70_000)
    const chunked = `${(70_000).toString(16)}\r\n${large}\r\n0\r\n\r\n`
    const requests = [
      [head(...good, 'Content-Length: 62914560'), large],
      [head(...good, 'Transfer-Encoding: chunked'), chunked],
      [head(...good, 'Content-Length: 70000'), large],
    ]
    for (const parts of requests) {
      const { status, body: said } = readRaw(await sendRaw(url, ...parts))
      expect(status).toBe(413)
      expect(said).toContain('BAD_USER_INPUT')
    }
  })

  test.each(['gzip', 'br', 'deflate', 'zstd', 'gzip, gzip', 'x'])(
    'a body in the encoding %s is not unpacked',
    async (encoding) => {
      const { app } = await startApp('sqlite')
      const payload = gzipSync(Buffer.alloc(1_000_000))
      const headers = { ...json, 'content-encoding': encoding }
      const { statusCode } = await app.http.inject({ method: 'POST', url: '/graphql', headers, payload })
      expect(statusCode).toBe(415)
    },
  )

  test.each(['utf-7', 'utf-16', 'utf-32', 'ibm037', 'latin1', 'nonsense', '"utf-16"'])(
    'a body in the charset %s is not read',
    async (charset) => {
      const { app } = await startApp('sqlite')
      const headers = { 'content-type': `application/json; charset=${charset}` }
      const { statusCode } = await app.http.inject({ method: 'POST', url: '/graphql', headers, payload: body })
      expect(statusCode).toBe(415)
    },
  )

  test('a few requests in one pipe are answered in order, many are hung up on', async () => {
    const url = await listen(await startApp('sqlite'))
    const one = 'GET /livez HTTP/1.1\r\nHost: x\r\n\r\n'
    const last = 'GET /nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'
    const few = await sendRaw(url, one.repeat(4) + last)
    expect([...few.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual([...Array(4).fill('200'), '404'])
    const many = await sendRaw(url, one.repeat(500))
    expect(readRaw(many).answers).toBeLessThanOrEqual(5)
    expect((await fetch(`${url}/livez`)).status).toBe(200)
  })

  test('a token in the URL signs nobody in', async () => {
    const running = await startApp('sqlite')
    const { access } = await signUp(running)
    for (const name of ['access_token', 'token', 'authorization', 'bearer']) {
      const query = encodeURIComponent('{ me { id } }')
      const { data } = (
        await running.app.http.inject({
          method: 'GET',
          url: `/graphql?query=${query}&${name}=${access}`,
          headers: { 'apollo-require-preflight': 'yes' },
        })
      ).json()
      expect(data).toEqual({ me: null })
    }
  })

  test('answers with secrets are not cached, not sniffed and carry no ETag', async () => {
    const running = await startApp('sqlite')
    const { access, refresh } = await signUp(running)
    const operations: [string, object][] = [
      ['mutation ($i: LoginInput!) { login(input: $i) { __typename } }', { identifier: 'ada', password: ada.password }],
      ['mutation ($i: RefreshInput!) { refresh(input: $i) { __typename } }', { refreshToken: refresh }],
      ['{ me { id sessions { id } } }', {}],
      ['mutation ($i: RequestPasswordResetInput!) { requestPasswordReset(input: $i) { __typename } }', ada],
      ['{ nothing }', {}],
    ]
    for (const [query, i] of operations) {
      const { headers } = (await running.askText(query, { i }, { token: access })).response
      expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
      expect(Object.keys(headers)).not.toContain('etag')
    }
  })

  test('health and key set say the same to junk, and nothing of the database', async () => {
    const { app } = await startApp('sqlite', production)
    for (const [url, keys] of [
      ['/livez', ['status']],
      ['/readyz', ['status']],
      ['/.well-known/jwks.json', ['keys']],
    ] as const) {
      const [plain, junk] = [
        await app.http.inject({ url }),
        await app.http.inject({ url: `${url}?a=${'%27'.repeat(500)}&verbose=1`, headers: { authorization: 'x' } }),
      ]
      expect(junk.body).toBe(plain.body)
      expect(Object.keys(plain.json())).toEqual(keys)
    }
  })
})
