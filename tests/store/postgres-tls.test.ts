import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore } from '../../src/store/engine/open.js'
import type { PostgresOptions } from '../../src/store/engine/store.js'
import { type Authority, createAuthority, hasOpenssl } from '../support/certificates.js'
import { startEmbeddedPostgres } from '../support/embedded-postgres.js'
import { createDatabase } from '../support/engines.js'
import { startProcess, startReadyProcess } from '../support/start-process.js'
import { runSql, silentLog } from '../support/stores.js'

/** Databases of the server, by what it asks of their clients. */
const rules = `
hostssl   tls_only     all samehost password
hostnossl plain_only   all samehost password
hostssl   cert_only    all samehost cert
host      either,postgres all samehost password
`

interface Server {
  url: string
  ca: Authority
  other: Authority
  client: { key: string; certificate: string }
  stop(): Promise<void>
}

let server: Server

/** A PostgreSQL with a certificate for `localhost`, signed by a CA that nobody knows. */
async function startServer(): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-tls-'))
  chmodSync(folder, 0o755)
  const [ca, other] = [createAuthority(folder, 'own'), createAuthority(folder, 'other')]
  const { key, certificate } = ca.issue('localhost', 'DNS:localhost')
  chmodSync(key, 0o600)
  const tls = { ssl: 'on', ssl_cert_file: certificate, ssl_key_file: key, ssl_ca_file: ca.file }
  const flags = Object.entries(tls).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const onInitialised = () => {
    // As root the server runs as the user postgres, who has to own the key.
    if (process.getuid?.() === 0) execFileSync('chown', ['postgres', key])
  }
  const { server: running, url } = await startEmbeddedPostgres(folder, { flags, onInitialised })
  for (const name of ['tls_only', 'plain_only', 'cert_only', 'either'])
    await runSql(`${url}/postgres`, `create database ${name}`)
  const hba = join(folder, 'postgres/pg_hba.conf')
  writeFileSync(hba, rules)
  await runSql(`${url}/postgres`, 'select pg_reload_conf()')
  const stop = async () => {
    await running.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { url, ca, other, client: ca.issue('latchkey'), stop }
}

test('openssl is installed where the tests of a release run', () => {
  if (!hasOpenssl) process.stdout.write('openssl is not installed: the tests of TLS to PostgreSQL are skipped.\n')
  expect(hasOpenssl || !process.env.CI).toBe(true)
})

/** The URL of a database, reached as `localhost` or as `127.0.0.1`, with parameters. */
function urlOf(database: string, parameters: Record<string, string>, host = 'localhost'): string {
  const url = new URL(`${server.url}/${database}`)
  url.hostname = host
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url.href
}

/** `TLS` or `plain`, as PostgreSQL sees the connections of the store; or why there is none. */
async function linkOf(url: string, postgres: PostgresOptions = {}): Promise<string> {
  try {
    await using store = await openStore(url, silentLog, { postgres })
    await store.ping()
    const seen = await runSql(
      urlOf('either', { sslmode: 'no-verify' }),
      `select distinct ssl from pg_stat_ssl join pg_stat_activity using (pid)
         where application_name = 'latchkey' and datname = '${new URL(url).pathname.slice(1)}'`,
    )
    return seen.map((row) => ((row as { ssl: boolean }).ssl ? 'TLS' : 'plain')).join(' and ')
  } catch (error) {
    return (error as Error).message
  }
}

const untrusted = /certificate.*Name the CA of the server with sslrootcert=FILE/
const otherHost = /does not match certificate's altnames/

describe.skipIf(!hasOpenssl)('TLS to PostgreSQL', () => {
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server.stop())

  test.each([
    ['no sslmode', {}, 'localhost', 'TLS'],
    ['disable', { sslmode: 'disable' }, 'localhost', 'plain'],
    ['allow', { sslmode: 'allow' }, 'localhost', 'plain'],
    ['prefer', { sslmode: 'prefer' }, 'localhost', 'TLS'],
    ['require', { sslmode: 'require' }, 'localhost', 'TLS'],
    ['require of another host', { sslmode: 'require' }, '127.0.0.1', 'TLS'],
    ['require with the CA', { sslmode: 'require', sslrootcert: 'own' }, '127.0.0.1', 'TLS'],
    ['require with another CA', { sslmode: 'require', sslrootcert: 'other' }, 'localhost', untrusted],
    ['verify-ca', { sslmode: 'verify-ca', sslrootcert: 'own' }, '127.0.0.1', 'TLS'],
    ['verify-ca with another CA', { sslmode: 'verify-ca', sslrootcert: 'other' }, 'localhost', untrusted],
    ['verify-ca without a CA', { sslmode: 'verify-ca' }, 'localhost', /given with sslrootcert=FILE/],
    ['verify-full', { sslmode: 'verify-full', sslrootcert: 'own' }, 'localhost', 'TLS'],
    ['verify-full of another host', { sslmode: 'verify-full', sslrootcert: 'own' }, '127.0.0.1', otherHost],
    ['verify-full with another CA', { sslmode: 'verify-full', sslrootcert: 'other' }, 'localhost', untrusted],
    ['verify-full without a CA', { sslmode: 'verify-full' }, 'localhost', untrusted],
    ['the CAs of the system', { sslrootcert: 'system' }, 'localhost', untrusted],
    ['the CAs of the system, and less', { sslmode: 'require', sslrootcert: 'system' }, 'localhost', /verify-full/],
    ['the word of node-postgres', { sslmode: 'no-verify' }, 'localhost', 'TLS'],
    ['the word of JDBC', { ssl: 'true' }, 'localhost', 'TLS'],
    ['a word that is none', { sslmode: 'sometimes' }, 'localhost', /sslmode as one of disable, allow, prefer/],
    ['a CA that cannot be read', { sslrootcert: '/nowhere/ca.pem' }, 'localhost', /sslrootcert as a file .* ENOENT/],
  ])('a connection with %s is what libpq makes of it', async (...row) => {
    const [, { sslrootcert, ...parameters }, host, expected] = row as [string, Record<string, string>, string, unknown]
    const ca = sslrootcert === 'own' || sslrootcert === 'other' ? fileOf(sslrootcert) : sslrootcert
    const url = urlOf('either', { ...parameters, ...(ca !== undefined && { sslrootcert: ca }) }, host)
    const link = await linkOf(url)
    if (expected instanceof RegExp) expect(link).toMatch(expected)
    else expect(link).toBe(expected)
  })

  const fileOf = (name: 'own' | 'other') => (name === 'own' ? server.ca.file : server.other.file)

  test.each([
    ['tls_only', 'allow', 'TLS'],
    ['tls_only', 'prefer', 'TLS'],
    ['tls_only', 'disable', /no pg_hba\.conf entry .* no encryption/],
    ['plain_only', 'allow', 'plain'],
    ['plain_only', 'prefer', 'plain'],
    ['plain_only', 'require', /no pg_hba\.conf entry/],
  ])('the database %s is reached with sslmode=%s in the way that its rules ask for', async (...row) => {
    const [database, sslmode, expected] = row
    const link = await linkOf(urlOf(database, { sslmode }))
    if (expected instanceof RegExp) expect(link).toMatch(expected)
    else expect(link).toBe(expected)
  })

  test('a certificate of the client opens a database that asks for one', async () => {
    const { key: sslkey, certificate: sslcert } = server.client
    expect(await linkOf(urlOf('cert_only', { sslmode: 'require', sslcert, sslkey }))).toBe('TLS')
    expect(await linkOf(urlOf('cert_only', { sslmode: 'require' }))).toMatch(/certificate/)
  })

  test('PGSSLMODE and PGSSLROOTCERT count where the URL says nothing', async () => {
    const other = { sslmode: 'verify-full', sslrootcert: server.other.file } as const
    expect(await linkOf(urlOf('either', {}), other)).toMatch(untrusted)
    expect(await linkOf(urlOf('either', { sslrootcert: server.ca.file }), other)).toBe('TLS')
    expect(await linkOf(urlOf('either', { sslmode: 'disable' }), other)).toBe('plain')
  })

  test.each(['require', 'verify-ca', 'verify-full'])(
    'a server with sslmode=%s starts without any warning',
    async (mode) => {
      const running = await startReadyProcess({
        DATABASE_URL: urlOf('either', { sslmode: mode, ...(mode !== 'require' && { sslrootcert: server.ca.file }) }),
      })
      expect(running.output()).not.toMatch(/warning/i)
      for (const line of running.output().trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow()
    },
  )

  test('the settings PGSSLMODE and PGSSLROOTCERT reach the connection', async () => {
    const environment = { DATABASE_URL: urlOf('either', {}), PGSSLMODE: 'verify-full' }
    const refused = await startProcess(environment)
    expect(await refused.ended).toBe(1)
    expect(refused.output()).toMatch(untrusted)
    await startReadyProcess({ ...environment, PGSSLROOTCERT: server.ca.file })
  })

  test('the URL may name other parameters beside those of TLS', async () => {
    const url = urlOf('either', { sslmode: 'require', application_name: 'latchkey', options: '-c search_path=public' })
    expect(await linkOf(url)).toBe('TLS')
  })
})

test.each([
  ['no sslmode', '', 'plain'],
  ['prefer', '?sslmode=prefer', 'plain'],
  ['require', '?sslmode=require', /does not support SSL.*turn TLS on/],
])('with %s a server without TLS is what libpq makes of it', async (...row) => {
  const [, query, expected] = row
  const url = (await createDatabase('postgres')) + query
  const opening = openStore(url, silentLog).then(async (store) => {
    await store[Symbol.asyncDispose]()
    return 'plain'
  })
  if (expected instanceof RegExp) await expect(opening).rejects.toThrow(expected)
  else expect(await opening).toBe(expected)
})

test('a Unix socket is reached without TLS, whatever sslmode says', async () => {
  const { port, pathname, username, password } = new URL(await createDatabase('postgres'))
  for (const sslmode of ['prefer', 'require']) {
    const url = `postgres://${username}:${password}@${pathname}?host=/tmp&port=${port}&sslmode=${sslmode}`
    await using store = await openStore(url, silentLog)
    await store.ping()
  }
})
