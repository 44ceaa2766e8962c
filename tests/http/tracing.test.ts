import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { LoginDocument, MeDocument } from '../../src/client/generated/operations.js'
import { engines } from '../support/engines.js'
import { findFreePort } from '../support/free-port.js'
import { openOtlpReceiver, type ReceivedSpan } from '../support/otlp-receiver.js'
import { ada, signIn, signUp } from '../support/people.js'
import { startApp } from '../support/start-app.js'
import { startProcess, startReadyProcess } from '../support/start-process.js'
import { runSql } from '../support/stores.js'

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'
const traceparent = `00-${traceId}-00f067aa0ba902b7-01`

/** Runs before the program and says what it asks for; `refused` makes Node answer as if that were not installed. */
function watchImports(refused: 'nothing' | 'OpenTelemetry'): string {
  const source = `import { registerHooks } from 'node:module'
    const missing = (name) => Object.assign(new Error('no ' + name), { code: 'ERR_MODULE_NOT_FOUND' })
    registerHooks({ resolve(name, context, next) {
      if (/opentelemetry|prom-client/.test(name)) process.stdout.write('LOADS ' + name + '\\n')
      if (${refused === 'OpenTelemetry'} && name.startsWith('@opentelemetry/')) throw missing(name)
      return next(name, context)
    } })`
  return `--import=data:text/javascript,${encodeURIComponent(source)}`
}

describe.each(engines)('with an endpoint for spans, on %s', (engine) => {
  test('one trace joins the caller, the request, the operation, its statements and its hashing', async () => {
    const receiver = await openOtlpReceiver()
    const running = await startApp(engine, { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url })
    await signUp(running)
    await signIn(running, ada, { headers: { traceparent } })
    await running.app[Symbol.asyncDispose]()

    const trace = receiver.spans.filter((span) => span.traceId === traceId)
    const named = (name: string) => trace.filter((span) => span.name === name)
    const [request] = named('POST /graphql')
    expect(request).toMatchObject({ kind: 2, parentSpanId: '00f067aa0ba902b7', failed: false })
    expect(request?.attributes).toMatchObject({ 'http.route': '/graphql', 'http.response.status_code': 200 })
    const [operation] = named('mutation login')
    expect(operation?.parentSpanId).toBe(request?.spanId)
    const [turn] = named('password turn')
    expect(turn?.parentSpanId).toBe(operation?.spanId)
    expect(named('bcrypt').map(({ parentSpanId }) => parentSpanId)).toEqual([turn?.spanId])
    const statements = trace.filter(({ attributes }) => attributes['db.query.text'] !== undefined)
    const within = new Set([operation?.spanId, turn?.spanId])
    for (const { parentSpanId, kind } of statements) expect([within.has(parentSpanId), kind]).toEqual([true, 3])
    const texts = statements.map(({ name, attributes }) => `${name}: ${attributes['db.query.text']}`)
    expect(texts).toEqual(expect.arrayContaining([expect.stringMatching(/^INSERT: insert into "sessions" .*(\?|\$1)/)]))
    expect(texts).toEqual(expect.arrayContaining([expect.stringMatching(/^SELECT: select .*"users"/)]))
  })

  test('each of many requests at once has its own statements and hashes in its trace, and no other', async () => {
    const receiver = await openOtlpReceiver()
    const running = await startApp(engine, { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, HASH_CONCURRENCY: '2' })
    await signUp(running)
    const traces = Array.from({ length: 20 }, (_, place) => String(place + 1).padStart(32, 'a'))
    await Promise.all(
      traces.map((trace) => signIn(running, ada, { headers: { traceparent: `00-${trace}-00f067aa0ba902b7-01` } })),
    )
    await running.app[Symbol.asyncDispose]()
    const shapes = traces.map((trace) => {
      const spans = receiver.spans.filter(({ traceId }) => traceId === trace)
      const nameOf = (id: string | undefined) => spans.find(({ spanId }) => spanId === id)?.name
      const opened = spans.filter(({ attributes }) =>
        /^insert into "sessions"/.test(String(attributes['db.query.text'])),
      )
      const hashed = spans.filter(({ name }) => name === 'bcrypt')
      return [opened, hashed].map((found) => found.map(({ parentSpanId }) => nameOf(parentSpanId)))
    })
    expect(shapes).toEqual(traces.map(() => [['mutation login'], ['password turn']]))
  })

  test('no value of a client is in a span: neither variables nor documents, names, paths or queries', async () => {
    const receiver = await openOtlpReceiver()
    const running = await startApp(engine, { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url })
    const canary = 'canary5e1f'
    const person = { email: `${canary}@example.com`, username: `${canary}name`, password: `${canary} password` }
    const { access, refresh } = await signUp(running, person)
    await signUp(running, { email: 'other@example.com', password: person.password })
    await running.askText(
      `query ${canary} { ${canary}: me { id } }`,
      { [canary]: canary },
      { token: access, headers: { 'user-agent': canary, baggage: `${canary}=1`, traceparent: canary } },
    )
    await running.askText(
      `mutation { login(input: { identifier: "${canary}", password: "${canary}" }) { __typename } }`,
    )
    await running.app.http.inject({ method: 'GET', url: `/${canary}?${canary}` })
    await running.app.deliverMail()
    await running.app[Symbol.asyncDispose]()
    expect(receiver.spans.length).toBeGreaterThan(20)
    for (const secret of [canary, access, refresh]) expect(receiver.text()).not.toContain(secret)
  })

  test('a statement that fails is marked by its code, and so are the operation and its request’s trace', async () => {
    const receiver = await openOtlpReceiver()
    const running = await startApp(engine, { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url })
    await signUp(running)
    await runSql(running.settings.DATABASE_URL, 'drop table audit_events')
    await running.ask(LoginDocument, { input: { identifier: ada.email, password: ada.password } })
    await running.app[Symbol.asyncDispose]()
    const failed = receiver.spans.filter((span) => span.failed)
    const reasons = failed.map(({ name, attributes }) => [name, attributes['error.type']])
    expect(reasons).toContainEqual(['mutation login', 'INTERNAL'])
    expect(failed.some(({ attributes }) => attributes['db.query.text'] !== undefined)).toBe(true)
    expect(receiver.text()).not.toMatch(/no such table|does not exist/)
  })

  test('a mail that is sent or refused is a span, and looking for mail is none', async () => {
    const receiver = await openOtlpReceiver()
    const running = await startApp(engine, {
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
      SMTP_URL: `smtp://127.0.0.1:${await findFreePort()}`,
    })
    await signUp(running)
    const before = (span: ReceivedSpan) => span.name === 'send mail'
    await running.app.deliverMail()
    await running.app.deliverMail()
    await running.app[Symbol.asyncDispose]()
    expect(receiver.spans.filter(before)).toMatchObject([{ kind: 3, failed: true }])
    const roots = receiver.spans.filter(({ parentSpanId }) => parentSpanId === undefined).map(({ name }) => name)
    expect(new Set(roots)).toEqual(new Set(['POST /graphql', 'send mail']))
  })
})

describe('the process', () => {
  test('the process writes the trace id into log lines, names its service, and sends waiting spans before it ends', async () => {
    const receiver = await openOtlpReceiver()
    const running = await startReadyProcess({
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${receiver.url}/v1/traces`,
      OTEL_SERVICE_NAME: 'sign-in',
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test',
    })
    await fetch(`${running.url}/livez`, { headers: { traceparent } })
    await running.ask(MeDocument, {})
    running.child.kill('SIGTERM')
    expect(await running.ended).toBe(0)
    const lines = running
      .output()
      .split('\n')
      .filter((line) => line.includes('"answered"'))
      .map((line) => JSON.parse(line))
    expect(lines.find(({ route }) => route === '/livez').traceId).toBe(traceId)
    const ofMe = lines.find(({ route }) => route === '/graphql').traceId
    expect(receiver.spans.find(({ name }) => name === 'query me')?.traceId).toBe(ofMe)
    expect(receiver.resource()).toMatchObject({ 'service.name': 'sign-in', 'deployment.environment.name': 'test' })
  })

  test('the process loads neither OpenTelemetry nor the metrics library without their settings', async () => {
    const NODE_OPTIONS = watchImports('nothing')
    const off = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1', OTEL_SDK_DISABLED: 'true' }
    const running = await startReadyProcess({ NODE_OPTIONS, ...off })
    expect(running.output()).not.toContain('LOADS')
  })

  test('the process ends with 78 and names the packages to install if they are missing', async () => {
    const running = await startProcess({
      NODE_OPTIONS: watchImports('OpenTelemetry'),
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1',
    })
    expect(await running.ended).toBe(78)
    expect(running.output()).toContain('LOADS @opentelemetry/')
    expect(running.output()).toContain('npm install --no-save @opentelemetry/api')
  })

  test('the spans go to the SDK that an operator has registered, and to no other', async () => {
    const [own, other] = [await openOtlpReceiver(), await openOtlpReceiver()]
    const running = await startReadyProcess({
      NODE_OPTIONS: `--import=${pathToFileURL(resolve(import.meta.dirname, '../support/preload/register-sdk.ts'))}`,
      OWN_SDK_URL: own.url,
      OTEL_EXPORTER_OTLP_ENDPOINT: other.url,
    })
    await running.ask(MeDocument, {})
    await expect
      .poll(() => own.spans.map(({ name }) => name))
      .toEqual(expect.arrayContaining(['query me', 'POST /graphql']))
    running.child.kill('SIGTERM')
    expect(await running.ended).toBe(0)
    expect(other.spans).toEqual([])
  })

  test('the process answers while the endpoint for spans does not listen, and says so in the log', async () => {
    const running = await startReadyProcess({
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${await findFreePort()}`,
      OTEL_EXPORTER_OTLP_TIMEOUT: '200',
    })
    expect((await fetch(`${running.url}/livez`)).status).toBe(200)
    running.child.kill('SIGTERM')
    expect(await running.ended).toBe(0)
    expect(running.output()).toContain('spans could not be sent')
  })
})
