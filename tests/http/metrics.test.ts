import { setImmediate } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { MeDocument } from '../../src/client/generated/operations.js'
import { engines } from '../support/engines.js'
import { findFreePort } from '../support/free-port.js'
import { readMetric, readMetrics } from '../support/metrics.js'
import { atOnce, login, refresh, register } from '../support/operations.js'
import { ada, grace, signIn, signUp } from '../support/people.js'
import { type RunningApp, startApp } from '../support/start-app.js'
import { startReadyProcess } from '../support/start-process.js'
import { runSql } from '../support/stores.js'

const on = { MANAGEMENT_PORT: '0' }
const right = { identifier: ada.email, password: ada.password }
const wrong = { identifier: ada.email, password: grace.password }
const operations = (operation: string, outcome: string) =>
  `latchkey_operations_total{operation="${operation}",outcome="${outcome}"}`
const refreshes = (result: string) => `latchkey_refreshes_total{result="${result}"}`

/** As if somebody had taken the database away; its connections are closed. */
async function takeDatabaseAway({ settings }: RunningApp): Promise<void> {
  const url = new URL(settings.DATABASE_URL)
  const name = url.pathname.slice(1)
  url.pathname = '/postgres'
  const rename = async () => {
    await runSql(url.href, `select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '${name}'`)
    await runSql(url.href, `alter database ${name} rename to ${name}_away`)
  }
  // A job may connect between the two.
  while (!(await rename().then(isDone, isRefused)));
}

const isDone = () => true
const isRefused = () => false

test('the public listener has no metrics, and there is no other one unless the settings say so', async () => {
  const running = await startApp('sqlite')
  expect(running.app.management).toBeNull()
  const watched = await startApp('sqlite', on)
  for (const { app } of [running, watched]) {
    expect((await app.http.inject({ method: 'GET', url: '/metrics' })).statusCode).toBe(404)
  }
})

test('the management port tells of metrics and health, whatever is asked behind a question mark, and nothing else', async () => {
  const { app } = await startApp('sqlite', on)
  const get = async (url: string) => app.management?.inject({ method: 'GET', url })
  expect((await get('/metrics?name=x'))?.headers['content-type']).toContain('text/plain; version=0.0.4')
  expect((await get('/livez?x=%ff'))?.json()).toEqual({ status: 'ok' })
  expect((await get('/readyz?verbose=1'))?.json()).toEqual({ status: 'ok' })
  for (const url of ['/', '/graphql', '/.well-known/jwks.json']) expect((await get(url))?.statusCode).toBe(404)
})

describe.each(engines)('on %s', (engine) => {
  test('root fields are counted by the kind of their outcome or the code of their error, and timed', async () => {
    const running = await startApp(engine, on)
    const { access } = await signUp(running)
    await login(running, right)
    await login(running, wrong)
    await running.ask(MeDocument, {}, { token: access })
    await running.ask(MeDocument, {}, { token: 'garbage' })
    expect(await readMetric(running, operations('register', 'signedIn'))).toBe(1)
    expect(await readMetric(running, operations('login', 'signedIn'))).toBe(1)
    expect(await readMetric(running, operations('login', 'invalidCredentials'))).toBe(1)
    expect(await readMetric(running, operations('me', 'ok'))).toBe(1)
    expect(await readMetric(running, operations('me', 'UNAUTHENTICATED'))).toBe(1)
    expect(await readMetric(running, 'latchkey_operation_duration_seconds_count{operation="login"}')).toBe(2)
    expect(await readMetric(running, 'latchkey_http_answers_total{route="/graphql",status="200"}')).toBe(5)
  })

  test('a refresh is counted by what became of the token', async () => {
    const running = await startApp(engine, { ...on, LIMIT_REFRESH_PER_SESSION: '3/1h' })
    const first = await signUp(running)
    const second = await refresh(running, { refreshToken: first.refresh })
    await refresh(running, { refreshToken: first.refresh })
    expect(await readMetric(running, refreshes('rotated'))).toBe(1)
    expect(await readMetric(running, refreshes('repeated'))).toBe(1)
    const { tokens } = second as unknown as { tokens: { refreshToken: string } }
    await refresh(running, { refreshToken: tokens.refreshToken })
    await refresh(running, { refreshToken: first.refresh })
    await refresh(running, { refreshToken: first.refresh })
    await refresh(running, { refreshToken: 'garbage' })
    expect(await readMetric(running, refreshes('replayed'))).toBe(1)
    expect(await readMetric(running, refreshes('ended'))).toBe(2)

    const { refresh: raced } = await signIn(running)
    await atOnce(4, () => refresh(running, { refreshToken: raced }))
    const rotated = (await readMetric(running, refreshes('rotated'))) ?? 0
    expect(rotated).toBe(3)
    const shared =
      ((await readMetric(running, refreshes('raced'))) ?? 0) + ((await readMetric(running, refreshes('repeated'))) ?? 0)
    expect(shared).toBe(1 + 3)
  })

  test('attempts that a limit refuses are counted by its name', async () => {
    const running = await startApp(engine, { ...on, LIMIT_LOGIN_PER_USER: '2/15m', LIMIT_REFRESH_PER_SESSION: '1/1h' })
    const { refresh: refreshToken } = await signUp(running)
    for (let attempt = 0; attempt < 5; attempt++) await login(running, wrong)
    expect(await readMetric(running, 'latchkey_throttled_total{limit="loginPerUser"}')).toBe(3)
    expect(await readMetric(running, operations('login', 'throttled'))).toBe(3)
    const { tokens } = (await refresh(running, { refreshToken })) as unknown as { tokens: { refreshToken: string } }
    await refresh(running, { refreshToken: tokens.refreshToken })
    expect(await readMetric(running, refreshes('throttled'))).toBe(1)
    expect(await readMetric(running, 'latchkey_throttled_total{limit="refreshPerSession"}')).toBe(1)
  })

  test('mail that waits is counted and aged, and each attempt to deliver it by its result', async () => {
    const running = await startApp(engine, { ...on, SMTP_URL: `smtp://127.0.0.1:${await findFreePort()}` })
    await signUp(running)
    running.clock.move(40)
    expect(await readMetric(running, 'latchkey_mails_waiting')).toBe(1)
    expect(await readMetric(running, 'latchkey_mail_overdue_seconds')).toBe(40)
    await running.app.deliverMail()
    expect(await readMetric(running, 'latchkey_mails_total{result="postponed"}')).toBe(1)
    expect(await readMetric(running, 'latchkey_mail_overdue_seconds')).toBe(0)
    running.clock.move(30 * 86_400)
    await running.app.deliverMail()
    expect(await readMetric(running, 'latchkey_mails_total{result="dropped"}')).toBe(1)
    expect(await readMetric(running, 'latchkey_mails_waiting')).toBe(0)
  })

  test('a database that fails shows as 0, and the metrics are still answered', async () => {
    const running = await startApp(engine, on)
    expect(await readMetric(running, 'latchkey_database_up')).toBe(1)
    await runSql(running.settings.DATABASE_URL, 'drop table outbox_messages')
    expect(await readMetric(running, 'latchkey_database_up')).toBe(0)
    expect(await readMetric(running, 'latchkey_mails_waiting')).toBeNaN()
  })

  test('no value of a client is in the metrics: neither secrets nor names, paths or headers that it chose', async () => {
    const running = await startApp(engine, on)
    const canary = 'canary5e1f'
    const person = { email: `${canary}@example.com`, username: `${canary}name`, password: `${canary} password` }
    const { access, refresh: refreshToken, user } = await signUp(running, person)
    await register(running, { ...person, password: 'short' })
    await login(running, { identifier: person.email, password: `${canary} wrong` })
    await refresh(running, { refreshToken: `${refreshToken}${canary}` })
    await running.askText(`query ${canary} { ${canary}: me { ${canary}a: id } }`, {}, { token: access })
    await running.askText(`{ ${canary} }`)
    await running.askText(`mutation { login(input: "${canary}") }`)
    await running.askText(
      `query { me { `,
      { [canary]: canary },
      { headers: { 'user-agent': canary, 'x-canary': canary } },
    )
    for (const url of [`/${canary}`, `/graphql?query=${canary}`, `/livez?${canary}`]) {
      await running.app.http.inject({ method: 'GET', url })
    }
    const metrics = await readMetrics(running)
    for (const secret of [canary, access, refreshToken, user.id]) expect(metrics).not.toContain(secret)
    expect(await readMetric(running, operations('me', 'ok'))).toBe(1)
    expect(await readMetric(running, operations('none', 'GRAPHQL_VALIDATION_FAILED'))).toBe(2)
    expect(await readMetric(running, operations('none', 'GRAPHQL_PARSE_FAILED'))).toBe(1)
    expect(await readMetric(running, 'latchkey_http_answers_total{route="none",status="404"}')).toBe(1)
  })
})

test('passwords at work and waiting show while they are, and those refused are counted', async () => {
  const running = await startApp('sqlite', { ...on, BCRYPT_COST: '11', HASH_CONCURRENCY: '1', HASH_QUEUE: '2' })
  await signUp(running)
  const logins = atOnce(6, () => login(running, right).catch(() => null))
  const show = async () => [
    await readMetric(running, 'latchkey_passwords_running'),
    await readMetric(running, 'latchkey_passwords_waiting'),
  ]
  // What is polled must leave the event loop to the passwords.
  while (String(await show()) !== '1,2') await setImmediate()
  await logins
  expect(await show()).toEqual([0, 0])
  expect(await readMetric(running, 'latchkey_unavailable_total{part="passwords"}')).toBe(3)
  expect(await readMetric(running, 'latchkey_unavailable_total{part="database"}')).toBe(0)
})

describe('on PostgreSQL', () => {
  test('the connections of the pool show', async () => {
    const running = await startApp('postgres', on)
    const connections = (state: string) => readMetric(running, `latchkey_database_connections{state="${state}"}`)
    expect(await connections('total')).toBeGreaterThan(0)
    expect(await connections('waiting')).toBe(0)
    expect(
      await readMetric(await startApp('sqlite', on), 'latchkey_database_connections{state="total"}'),
    ).toBeUndefined()
  })

  test('operations that the database was away for are counted', async () => {
    const running = await startApp('postgres', on)
    const { access } = await signUp(running)
    await takeDatabaseAway(running)
    await running.ask(MeDocument, {}, { token: access })
    expect(await readMetric(running, operations('me', 'UNAVAILABLE'))).toBe(1)
    expect(await readMetric(running, 'latchkey_unavailable_total{part="database"}')).toBe(1)
  })
})

/** One metric of the text format. */
interface Family {
  name: string
  type: string
  help: string
  labels: string[]
}

function familiesOf(text: string): Family[] {
  const families = [...text.matchAll(/^# HELP (\S+) ?(.*)\n# TYPE \S+ (\w+)$/gm)]
  return families.map(([, name = '', help = '', type = '']) => {
    const series = text.split('\n').filter((line) => line.startsWith(`${name}`) && !line.startsWith('#'))
    const labels = series.flatMap((line) => [...line.matchAll(/[{,](\w+)="/g)].map(([, label]) => label ?? ''))
    return { name, type, help, labels: [...new Set(labels)] }
  })
}

/** What `promtool check metrics` finds at fault (promlint of client_golang). */
function faultsOf({ name, type, help, labels }: Family): string[] {
  const rules: [fault: string, isBroken: boolean][] = [
    ['no help text', help === ''],
    ['a counter without _total', type === 'counter' && !name.endsWith('_total')],
    ['_total without being a counter', type !== 'counter' && name.endsWith('_total')],
    ['a suffix of histograms', /_(bucket|count|sum)$/.test(name)],
    ['its type in its name', /(^|_)(gauge|counter|histogram|summary)(_|$)/.test(name)],
    [
      'no base unit',
      /(^|_)(milliseconds|microseconds|ms|kilobytes|megabytes|minutes|hours|days|percent)(_|$)/.test(name),
    ],
    ['not snake_case', [name, ...labels].some((each) => !/^[a-z][a-z0-9_]*$/.test(each))],
    ['a reserved label', labels.includes(type === 'histogram' ? 'quantile' : 'le')],
  ]
  return rules.filter(([, isBroken]) => isBroken).map(([fault]) => `${name}: ${fault}`)
}

test('every metric has the name, type and help that promtool asks for', async () => {
  const running = await startApp('postgres', on)
  await signUp(running)
  await login(running, wrong)
  const families = familiesOf(await readMetrics(running))
  expect(families.length).toBeGreaterThan(35)
  expect(families.flatMap(faultsOf)).toEqual([])
})

test('the process listens on the management port beside the public one, and tells about itself and its jobs', async () => {
  const port = String(await findFreePort())
  const running = await startReadyProcess({ MANAGEMENT_PORT: port })
  const read = async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  const metrics = await read()
  expect(metrics).toMatch(/^latchkey_build_info\{version="\d+\.\d+\.\d+",engine="sqlite",node="\d+.*"\} 1$/m)
  expect(metrics).toMatch(/^nodejs_eventloop_lag_p99_seconds /m)
  expect(metrics).toMatch(/^process_resident_memory_bytes /m)
  expect((await fetch(`${running.url}/metrics`)).status).toBe(404)
  while (!/^latchkey_jobs_total\{job="deliver-mail-1",result="done"\} /m.test(await read()));
  running.child.kill('SIGTERM')
  expect(await running.ended).toBe(0)
})
