import { request } from 'node:http'
import { expect, test } from 'vitest'
import { findFreePort } from '../support/free-port.js'
import { openOtlpReceiver } from '../support/otlp-receiver.js'
import { ada } from '../support/people.js'
import { readRaw, sendRaw } from '../support/raw-http.js'
import { type RunningProcess, startReadyProcess } from '../support/start-process.js'

/** Sent as it is: `fetch` would refuse or encode what hostile clients send. */
async function send(url: string, path: string, headers: Record<string, string>): Promise<string | undefined> {
  const { port } = new URL(url)
  return new Promise((resolve, reject) => {
    const sent = request({ agent: false, port, host: '127.0.0.1', path, method: 'POST', headers }, (response) => {
      response.resume().on('end', () => resolve(String(response.headers['x-request-id'])))
    })
    sent.on('error', reject).end('{"query":"{ me { id } }"}')
  })
}

async function post({ url }: RunningProcess, payload: object): Promise<string> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify(payload) })
  return response.text()
}

/** Ends the program and gives its lines. */
async function linesOf(running: RunningProcess): Promise<string[]> {
  running.child.kill('SIGTERM')
  await running.ended
  return running.output().trim().split('\n')
}

/** The lines of answers to /graphql. */
async function answersOf(running: RunningProcess): Promise<Record<string, unknown>[]> {
  const lines = (await linesOf(running)).map((line) => JSON.parse(line) as Record<string, unknown>)
  return lines.filter(({ route }) => route === '/graphql')
}

test('hostile requests make one valid, short line each with a request id of ours and an address', async () => {
  const running = await startReadyProcess({ TRUST_PROXY: '127.0.0.0/8', LOG_LEVEL: 'debug' })
  const json = { 'content-type': 'application/json' }
  const id = await send(running.url, '/graphql', { ...json, 'x-request-id': 'forged', 'user-agent': '\u009b31m"}' })
  await send(running.url, `/${'x'.repeat(9000)}%0d%0aforged`, json)
  await send(running.url, '/graphql', { ...json, 'x-forwarded-for': `"}{"msg":"forged"}${'x'.repeat(9000)}` })
  await send(running.url, '/graphql?a={"b":"c"}', { ...json, 'accept-language': '"'.repeat(5000) })
  const answered = (await linesOf(running)).map((line) => JSON.parse(line)).filter(({ method }) => method === 'POST')
  expect(answered).toHaveLength(4)
  expect(answered[0].requestId).toBe(id)
  for (const line of answered) {
    expect(line.requestId).toMatch(/^[0-9a-f]{32}$/)
    expect(line.address).toBe('127.0.0.1')
    expect(JSON.stringify(line).length).toBeLessThan(600)
    expect(JSON.stringify(line)).not.toMatch(/forged|\u009b/)
  }
})

test('a token in the address of a request is in no answer, line, metric or span', async () => {
  const receiver = await openOtlpReceiver()
  const port = String(await findFreePort())
  const running = await startReadyProcess({
    LOG_LEVEL: 'debug',
    MANAGEMENT_PORT: port,
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
  })
  const token = `lk_lt_${'Canary5e1f'.repeat(4)}`
  const paths = [
    `/${token}`,
    `/reset-password/${token}?token=${token}`,
    `/graphql/${token}`,
    `/graphql;${token}`,
    `/.well-known/${token}`,
    `/.well-known/openid-configuration/${token}`,
    `/livez/${token}`,
    `/%ff/${token}`,
    `/%2/${token}`,
    `//${token}`,
    `/%6C%6B${token.slice(2)}`,
  ]
  for (const path of paths) {
    for (const [base, method] of [
      [running.url, 'GET'],
      [running.url, 'POST'],
      [running.url, 'OPTIONS'],
      [`http://127.0.0.1:${port}`, 'GET'],
    ]) {
      const answer = await sendRaw(base ?? '', `${method} ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
      expect([path, method, [200, 204, 404].includes(readRaw(answer).status)]).toEqual([path, method, true])
      expect(answer).not.toMatch(/Canary/)
    }
  }
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  const lines = (await linesOf(running)).filter((line) => line.includes('"route":"none"'))
  expect(lines.length).toBeGreaterThanOrEqual(paths.length)
  expect(receiver.spans.length).toBeGreaterThanOrEqual(paths.length)
  for (const text of [running.output(), metrics, receiver.text()]) expect(text).not.toMatch(/Canary/)
})

test('the line of an answer names the operation and what became of each of its root fields, and no value', async () => {
  const running = await startReadyProcess({})
  const { email, password } = ada
  const login = 'login(input: { identifier: $email, password: $password }) { __typename }'
  const variables = { email, password }
  const declared = '($email: String!, $password: String!)'
  await post(running, { query: `mutation Register${declared} { register(input: $i) { __typename } }` })
  await post(running, { query: `mutation SignIn${declared} { a: ${login} }`, variables })
  await post(running, { query: '{ me { id } authConfig { registration } }' })
  await post(running, { query: 'query Me { me { id } }', extensions: { name: password } })
  await post(running, { query: 'query Two { __typename } mutation Other { __typename }', operationName: 'Two' })
  await post(running, { query: `mutation Twice${declared} { a: ${login} b: ${login} }`, variables })
  await post(running, {
    query: '{ verifyToken(token: "x") { __typename } a: __typename b: __typename c: __typename }',
  })
  await post(running, { query: `{ me { ${password} ` })
  await post(running, { variables })
  const answers = await answersOf(running)
  expect(answers.map(({ status, operation, outcome }) => [status, operation, outcome])).toEqual([
    [400, null, 'GRAPHQL_VALIDATION_FAILED'],
    [200, 'mutation SignIn', 'login invalidCredentials'],
    [200, 'anonymous query', 'me ok, authConfig ok'],
    [200, 'query Me', 'me ok'],
    [200, 'query Two', '__typename ok'],
    [400, 'mutation Twice', 'login OPERATION_LIMIT, login OPERATION_LIMIT'],
    [200, 'anonymous query', 'verifyToken invalidToken, __typename ok, __typename ok, …'],
    [400, null, 'GRAPHQL_PARSE_FAILED'],
    [400, null, 'BAD_USER_INPUT'],
  ])
  for (const value of [email, password, 'analytical']) expect(running.output()).not.toContain(value)
})

test('the line of an answer says that the name of an operation is unusual when it may be a secret', async () => {
  const running = await startReadyProcess({})
  const secrets = [`lk_rt_${'a'.repeat(76)}`, `lk_lt_${'a'.repeat(43)}`, 'LK_a', 'a'.repeat(65), 'a'.repeat(9000)]
  for (const name of [...secrets, 'LongButFine_2']) await post(running, { query: `query ${name} { me { id } }` })
  const titles = (await answersOf(running)).map(({ operation }) => operation)
  expect(titles).toEqual([...secrets.map(() => 'query with an unusual name'), 'query LongButFine_2'])
})

test('an answer is one short line on a terminal, with the operation and its outcome', async () => {
  const running = await startReadyProcess({ LOG_FORMAT: 'pretty' })
  await post(running, { query: 'query Me { me { id } }' })
  await fetch(`${running.url}/nothing`)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours.
  const lines = (await linesOf(running)).map((line) => line.replace(/\u001b\[\d+m/g, ''))
  const lineOf = (text: string) => lines.filter((line) => line.includes(text))
  expect(lineOf('/graphql 200')).toEqual([
    expect.stringMatching(/^\[[\d:.]{12}\] INFO: POST \/graphql 200 query Me: me ok, \d+ ms, 127\.0\.0\.1$/),
  ])
  expect(lineOf('GET none')).toEqual([
    expect.stringMatching(/^\[[\d:.]{12}\] INFO: GET none 404, \d+ ms, 127\.0\.0\.1$/),
  ])
})

test('a line with details is one line on a terminal', async () => {
  const running = await startReadyProcess({ LOG_FORMAT: 'pretty' })
  const register =
    'mutation ($i: RegisterInput!) { register(input: $i) { ... on SignedIn { tokens { refreshToken } } } }'
  const [, refreshToken] =
    /"refreshToken":"([^"]+)"/.exec(await post(running, { query: register, variables: { i: ada } })) ?? []
  const refresh = 'mutation ($i: RefreshInput!) { refresh(input: $i) { __typename } }'
  await post(running, { query: refresh, variables: { i: { refreshToken } } })
  const lines = (await linesOf(running)).filter((line) => line.includes('session refreshed'))
  expect(lines).toEqual([
    expect.stringMatching(/session refreshed.*"userId".*"requestId"|session refreshed.*"requestId".*"userId"/),
  ])
})
