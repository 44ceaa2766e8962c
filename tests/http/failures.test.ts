import Sqlite from 'better-sqlite3'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { LoginDocument, MeDocument, RefreshDocument, RegisterDocument } from '../../src/client/generated/operations.js'
import { createDatabase, engines } from '../support/engines.js'
import { ada, grace, signUp } from '../support/people.js'
import { startApp } from '../support/start-app.js'
import { startReadyProcess } from '../support/start-process.js'
import { runSql } from '../support/stores.js'

const login = { input: { identifier: ada.email, password: ada.password } }

describe.each(engines)('failures on %s', (engine) => {
  test('an unexpected error is masked: one code, the request id, nothing of the database', async () => {
    const running = await startApp(engine)
    await signUp(running)
    await runSql(running.settings.DATABASE_URL, 'drop table audit_events')
    const { errors, response } = await running.ask(LoginDocument, login)
    expect(errors).toEqual([
      {
        message: 'Something went wrong on the server.',
        path: ['login'],
        extensions: { code: 'INTERNAL', requestId: response.headers['x-request-id'] },
      },
    ])
    expect(response.body).not.toMatch(/audit|insert|sqlite|relation/i)
  })

  test('what a client gets wrong is not logged as a surprise, and its secrets are in no line', async () => {
    const running = await startReadyProcess({ DATABASE_URL: await createDatabase(engine), LOG_LEVEL: 'debug' })
    const query =
      'mutation ($d: TokenDelivery) { login(input: { identifier: "x", password: "Canary7f3e91", delivery: $d }) { __typename } }'
    const response = await fetch(`${running.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables: { d: null } }),
    })
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] })
    expect(running.output()).not.toMatch(/Canary7f3e91|INTERNAL/)
  })

  test('what fails leaves nothing: neither the user nor the session of a registration whose record failed', async () => {
    const running = await startApp(engine)
    await runSql(running.settings.DATABASE_URL, 'alter table audit_events rename to audit_events_away')
    expect((await running.ask(RegisterDocument, { input: ada })).errors?.[0]?.extensions.code).toBe('INTERNAL')
    await runSql(running.settings.DATABASE_URL, 'alter table audit_events_away rename to audit_events')
    expect((await running.ask(RegisterDocument, { input: ada })).data.register.__typename).toBe('SignedIn')
  })

  test('a full hashing queue refuses at once, with a time to come back, and counts no attempt', async () => {
    const running = await startApp(engine, {
      HASH_CONCURRENCY: '1',
      HASH_QUEUE: '1',
      LIMIT_LOGIN_PER_USER: '3/15m',
      BCRYPT_COST: '8',
    })
    await signUp(running)
    const answers = await Promise.all(Array.from({ length: 12 }, () => running.ask(LoginDocument, login)))
    const refused = answers.filter(({ errors }) => errors !== undefined)
    expect(refused.length).toBeGreaterThan(0)
    for (const { errors } of refused) expect(errors?.[0]?.extensions).toEqual({ code: 'UNAVAILABLE', retryAfter: 1 })
    expect((await running.ask(LoginDocument, login)).data.login.__typename).toBe('SignedIn')
  })
})

describe('SQLite held by another process', () => {
  test('while another process locks SQLite, reads work, writes are UNAVAILABLE, and nothing changes', async () => {
    const running = await startApp('sqlite')
    const { access, refresh } = await signUp(running)
    const other = new Sqlite(running.settings.DATABASE_URL.slice('file:'.length))
    other.exec('begin immediate')
    const waiting = running.ask(RefreshDocument, { input: { refreshToken: refresh } })
    expect((await running.ask(MeDocument, {}, { token: access })).data.me?.email).toBe(ada.email)
    expect((await running.app.http.inject('/readyz')).statusCode).toBe(200)
    expect((await waiting).errors?.[0]?.extensions).toEqual({ code: 'UNAVAILABLE', retryAfter: 2 })
    other.exec('rollback')
    other.close()
    const { data } = await running.ask(RefreshDocument, { input: { refreshToken: refresh } })
    expect(data.refresh.__typename).toBe('Refreshed')
  })
})

describe('PostgreSQL away', () => {
  test('a server without PostgreSQL is UNAVAILABLE and not ready, and recovers by itself', async () => {
    const running = await startApp('postgres')
    const { access } = await signUp(running)
    const name = new URL(running.settings.DATABASE_URL).pathname.slice(1)
    const server = new pg.Client(running.settings.DATABASE_URL.replace(name, 'postgres'))
    await server.connect()
    const takeAway = async () => {
      await server.query(`select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '${name}'`)
      await server.query(`alter database ${name} rename to ${name}_away`)
    }
    // A job may connect between the two.
    const isAway = () =>
      takeAway().then(
        () => true,
        () => false,
      )
    while (!(await isAway()));
    const { data, errors } = await running.ask(MeDocument, {}, { token: access })
    expect(data.me).toBeNull()
    expect(errors?.[0]?.extensions.code).toBe('UNAVAILABLE')
    expect((await running.ask(RegisterDocument, { input: grace })).errors?.[0]?.extensions.code).toBe('UNAVAILABLE')
    expect((await running.app.http.inject('/readyz')).statusCode).toBe(503)
    expect((await running.app.http.inject('/livez')).statusCode).toBe(200)
    await server.query(`alter database ${name}_away rename to ${name}`)
    await server.end()
    expect((await running.ask(MeDocument, {}, { token: access })).data.me?.email).toBe(ada.email)
  })
})
