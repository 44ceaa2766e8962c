import { describe, expect, test } from 'vitest'
import { openOtlpReceiver } from '../support/otlp-receiver.js'
import { startApp } from '../support/start-app.js'

const page = 'https://app.example.com'
const settings = { CORS_ORIGINS: page, EXPLORER: 'off' }
const documents = [
  '/.well-known/jwks.json',
  '/.well-known/openid-configuration',
  '/.well-known/oauth-authorization-server',
]

async function start(overrides = {}) {
  const { app } = await startApp('sqlite', { ...settings, ...overrides })
  const ask = async (url: string, headers: Record<string, string>) =>
    (await app.http.inject({ method: 'POST', url, headers, payload: { query: '{ __typename }' } })).headers
  const preflight = async (url: string, asked: string, origin = page) => {
    const headers = { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': asked }
    return app.http.inject({ method: 'OPTIONS', url, headers })
  }
  return { app, ask, preflight }
}

/** What a browser makes of the header (Fetch standard, CORS preflight fetch). */
const allowedBy = (headers: Record<string, unknown>) =>
  String(headers['access-control-allow-headers'])
    .split(',')
    .map((name) => name.trim().toLowerCase())

test.each([
  [page, page],
  ['https://app.example.com.evil.test', undefined],
  ['https://evil-app.example.com', undefined],
  ['http://app.example.com', undefined],
  ['https://app.example.com:8443', undefined],
  ['null', undefined],
])('the origin %s is granted %s as the reader of an answer', async (origin, allowed) => {
  const { ask } = await start()
  const headers = await ask('/graphql', { origin })
  expect(headers['access-control-allow-origin']).toBe(allowed)
  expect(headers.vary).toContain('Origin')
})

test.each([
  ['Apollo Client', ['content-type', 'authorization', 'apollographql-client-name', 'apollographql-client-version']],
  ['Apollo iOS and Kotlin', ['x-apollo-operation-name', 'x-apollo-operation-id', 'apollo-require-preflight']],
  ['other GraphQL clients', ['graphql-require-preflight', 'x-requested-with']],
  ['OpenTelemetry and Sentry', ['traceparent', 'tracestate', 'baggage', 'sentry-trace']],
])('a preflight lets a front end send the headers of %s', async (_, names) => {
  const { preflight } = await start()
  const { statusCode, headers } = await preflight('/graphql', names.join(','))
  expect(statusCode).toBe(204)
  expect(headers).toMatchObject({
    'access-control-allow-origin': page,
    'access-control-allow-credentials': 'true',
  })
  expect(allowedBy(headers)).toEqual(expect.arrayContaining(names))
})

test('a preflight allows a header of CORS_HEADERS, and no header that is named nowhere', async () => {
  const { preflight } = await start({ CORS_HEADERS: 'X-Tenant, x-datadog-trace-id' })
  const allowed = allowedBy((await preflight('/graphql', 'x-tenant')).headers)
  expect(allowed).toEqual(expect.arrayContaining(['x-tenant', 'x-datadog-trace-id', 'authorization']))
  for (const name of ['x-forwarded-for', 'x-evil', '*']) expect(allowed).not.toContain(name)
})

test('a preflight of another origin is granted nothing', async () => {
  const { preflight } = await start()
  const { headers } = await preflight('/graphql', 'authorization', 'https://evil.test')
  expect(headers).not.toHaveProperty('access-control-allow-origin')
})

test.each(documents)('every origin may read %s, without cookies and from one cached copy', async (url) => {
  const { app } = await start()
  for (const headers of [{}, { origin: 'https://evil.test' }, { origin: page }]) {
    const answer = await app.http.inject({ method: 'GET', url, headers })
    expect(answer.statusCode).toBe(200)
    expect(answer.headers).toMatchObject({ 'access-control-allow-origin': '*' })
    expect(answer.headers).not.toHaveProperty('access-control-allow-credentials')
    expect(answer.headers).not.toHaveProperty('vary')
  }
})

test.each(documents)('a page of any origin may send tracing headers when it reads %s', async (url) => {
  const { preflight } = await start()
  const { statusCode, headers } = await preflight(url, 'traceparent', 'https://elsewhere.test')
  expect(statusCode).toBe(204)
  expect(headers).toMatchObject({ 'access-control-allow-origin': '*' })
  expect(allowedBy(headers)).toContain('*')
})

test('an OPTIONS request that is no preflight is granted nothing', async () => {
  const { app } = await startApp('sqlite')
  const response = await app.http.inject({ method: 'OPTIONS', url: '/graphql' })
  expect(response.statusCode).toBe(204)
  expect(response.headers).not.toHaveProperty('access-control-allow-origin')
})

describe('traceparent', () => {
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'
  const traceparent = `00-${traceId}-00f067aa0ba902b7-01`

  test('an answer names the span of its request, readable for the front end, while the server is traced', async () => {
    const receiver = await openOtlpReceiver()
    const { app, ask } = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url })
    const headers = await ask('/graphql', { origin: page, traceparent })
    await app[Symbol.asyncDispose]()
    const span = receiver.spans.find(({ name }) => name === 'POST /graphql')
    expect(headers.traceparent).toBe(`00-${traceId}-${span?.spanId}-01`)
    expect(headers['access-control-expose-headers']).toContain('traceparent')
  })

  test('an answer names no span while the server is not traced', async () => {
    const { ask } = await start()
    const headers = await ask('/graphql', { origin: page, traceparent })
    expect(headers).not.toHaveProperty('traceparent')
    expect(headers['access-control-expose-headers']).not.toContain('traceparent')
  })
})
