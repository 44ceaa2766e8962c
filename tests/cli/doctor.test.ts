import { rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Environment } from '../../src/config/setting.js'
import { examine } from '../../src/maintenance/doctor/examine.js'
import type { Finding } from '../../src/maintenance/doctor/finding.js'
import { openStore } from '../../src/store/engine/open.js'
import type { Store } from '../../src/store/engine/store.js'
import { insertPasswordCredential } from '../../src/store/passwords.js'
import { runCommand } from '../support/command-line.js'
import { createDatabase, createEmptyDatabase, createFolder, engines } from '../support/engines.js'
import { findFreePort } from '../support/free-port.js'
import { noon, storeUser } from '../support/new-rows.js'
import { openSink } from '../support/smtp-sink.js'
import { testSecretKey } from '../support/start-app.js'
import { runSql, silentLog } from '../support/stores.js'

const otherKey = Buffer.alloc(32, 9).toString('base64')

/** Settings without a fault, on a migrated SQLite database with a secret key of its own. */
async function healthy(): Promise<{ environment: Environment; file: string }> {
  const url = await createEmptyDatabase('sqlite')
  const environment = { DATABASE_URL: url, PORT: String(await findFreePort()) }
  await runCommand('db migrate', { ...environment, SECRET_KEY: testSecretKey })
  return { environment, file: url.slice('file:'.length) }
}

async function faultsOf(environment: Environment, clock?: { now(): Date }): Promise<Finding[]> {
  const needs = { log: silentLog, ...(clock && { clock }) }
  return (await examine({ NODE_ENV: 'test', ...environment }, needs)).filter(({ state }) => state === 'fault')
}

async function expectFault(environment: Environment, check: string, words: RegExp): Promise<void> {
  const faults = await faultsOf(environment)
  expect(faults.map((fault) => fault.check)).toEqual([check])
  expect(`${faults[0]?.found} ${faults[0]?.remedy}`).toMatch(words)
}

test('the doctor finds no fault in an installation that works', async () => {
  const { environment } = await healthy()
  expect(await faultsOf({ ...environment, SECRET_KEY: testSecretKey })).toEqual([])
})

test('the doctor creates neither a database nor a key', async () => {
  const url = await createEmptyDatabase('sqlite')
  expect(await faultsOf({ DATABASE_URL: url, PORT: String(await findFreePort()) })).toEqual([])
  expect(() => rmSync(url.slice('file:'.length))).toThrow('ENOENT')
  expect(() => rmSync(join(dirname(url.slice('file:'.length)), 'secret.key'))).toThrow('ENOENT')
})

test.each<[string, Environment, string, RegExp]>([
  ['a value of the wrong kind', { PORT: 'many' }, 'settings', /PORT is "many"/],
  ['a misspelt name', { BCRYPT_COSTS: '12' }, 'settings', /nearest one is BCRYPT_COST/],
  ['settings that contradict each other', { COOKIE_SAME_SITE: 'none' }, 'settings', /PUBLIC_URL is https/],
  [
    'PostgreSQL without a key',
    { DATABASE_URL: 'postgres://a@localhost/b', SECRET_KEY: '' },
    'settings',
    /SECRET_KEY must be given/,
  ],
  ['a public name that no name server knows', { PUBLIC_URL: 'https://auth.invalid' }, 'public URL', /DNS/],
  ['an unknown provider', { PROVIDERS: 'acme', PROVIDER_ACME_CLIENT_ID: 'x' }, 'providers', /PROVIDER_ACME_ISSUER/],
  ['a mail server that does not run', { SMTP_URL: 'smtp://127.0.0.1:1' }, 'mail', /Start the mail server/],
  ['a missing file of authorities', { SMTP_CA_FILE: '/nowhere.pem' }, 'settings', /SMTP_CA_FILE/],
])(
  'the doctor finds %s and says what to do',
  async (...[, change, check, words]) => {
    const { environment } = await healthy()
    await expectFault({ ...environment, SECRET_KEY: testSecretKey, ...change }, check, words)
  },
  60_000,
)

test('the doctor finds a provider that does not answer', async () => {
  const { environment } = await healthy()
  const provider = { PROVIDERS: 'acme', PROVIDER_ACME_CLIENT_ID: 'x', PROVIDER_ACME_ISSUER: 'http://localhost:1' }
  await expectFault({ ...environment, SECRET_KEY: testSecretKey, ...provider }, 'provider acme', /PROVIDER_ACME_ISSUER/)
})

test('the doctor finds a mail server that refuses the login', async () => {
  const { environment } = await healthy()
  const sink = await openSink({ login: () => 535 })
  const mail = { SMTP_URL: sink.url, SMTP_USER: 'ada', SMTP_PASSWORD: 'hunter2hunter2' }
  await expectFault({ ...environment, SECRET_KEY: testSecretKey, ...mail }, 'mail', /EAUTH 535.*SMTP_PASSWORD/)
})

test('the doctor finds a template that cannot be rendered', async () => {
  const { environment } = await healthy()
  const folder = createFolder()
  writeFileSync(join(folder, 'welcome.en.hbs'), 'Subject: Hello {{#if}}\n\nbroken')
  const own = { SECRET_KEY: testSecretKey, MAIL_TEMPLATES: folder }
  await expectFault({ ...environment, ...own }, 'templates', /MAIL_TEMPLATES/)
})

test('the doctor finds another program on the port', async () => {
  const { environment } = await healthy()
  const server = createServer((_request, response) => response.end('hello')).listen(Number(environment.PORT), '0.0.0.0')
  onTestFinished(() => void server.close())
  await new Promise((resolve) => server.once('listening', resolve))
  expect((server.address() as AddressInfo).port).toBe(Number(environment.PORT))
  const own = { HOST: '0.0.0.0', PUBLIC_URL: 'http://localhost' }
  await expectFault({ ...environment, SECRET_KEY: testSecretKey, ...own }, 'port', /set PORT to another one/)
})

test('the doctor finds a database whose key is gone', async () => {
  const { environment } = await healthy()
  await expectFault(environment, 'secret key', /restore the key from a backup/)
})

test('the doctor finds a key file that others can read', async () => {
  const { environment, file } = await healthy()
  writeFileSync(join(dirname(file), 'secret.key'), otherKey, { mode: 0o644 })
  await expectFault(environment, 'secret key', /chmod 600/)
})

test('the doctor finds a key file that is damaged', async () => {
  const { environment, file } = await healthy()
  writeFileSync(join(dirname(file), 'secret.key'), 'short', { mode: 0o600 })
  await expectFault(environment, 'secret key', /secret\.key must be/)
})

test.each<[string, string, RegExp]>([
  ['a database of a newer program', `insert into schema_migrations values (999, 'later', 'x')`, /Install the version/],
  [
    'a migration that was changed',
    `update schema_migrations set digest = 'x' where place = 0`,
    /original program files/,
  ],
  ['a part of a copy', `insert into copy_states (source_kids) values ('k')`, /latchkey db copy again/],
])('the doctor finds %s and says what to do', async (_, statement, words) => {
  const { environment, file } = await healthy()
  await runSql(`file:${file}`, statement)
  await expectFault({ ...environment, SECRET_KEY: testSecretKey }, 'database', words)
})

test.each([
  ['an empty database file', '', /is empty/],
  ['a file that is no database', 'x'.repeat(5000), /not a database.*backup/],
])('the doctor finds %s and says what to do', async (_, content, words) => {
  const { environment, file } = await healthy()
  for (const suffix of ['-wal', '-shm']) rmSync(file + suffix, { force: true })
  writeFileSync(file, content)
  await expectFault({ ...environment, SECRET_KEY: testSecretKey }, 'database', words)
})

test.each([
  ['a PostgreSQL server that does not run', { port: '1' }, /Start PostgreSQL/],
  ['a wrong password on PostgreSQL', { password: 'hunter2hunter2' }, /Correct the user and the password/],
  ['a missing database on PostgreSQL', { pathname: '/missing' }, /Create the database/],
  ['a database host without an address', { hostname: 'nowhere.invalid' }, /Correct the host of DATABASE_URL/],
])('the doctor finds %s and says what to do', async (_, change, words) => {
  const { environment } = await healthy()
  const url = Object.assign(new URL(await createDatabase('postgres')), change)
  await expectFault({ ...environment, DATABASE_URL: url.href, SECRET_KEY: testSecretKey }, 'database', words)
})

test('the doctor finds a clock that differs from that of the database', async () => {
  const { environment } = await healthy()
  const own = { DATABASE_URL: await createDatabase('postgres'), SECRET_KEY: testSecretKey }
  const faults = await faultsOf({ ...environment, ...own }, { now: () => new Date('2020-01-01') })
  expect(faults.map(({ check }) => check)).toEqual(['clock'])
})

test.each(engines)('the doctor on %s counts the hashes that no password can match, and says why', async (engine) => {
  const { environment } = await healthy()
  const own = { ...environment, DATABASE_URL: await createDatabase(engine), SECRET_KEY: testSecretKey }
  await runCommand('db migrate', own)
  const passwords = async () => {
    const findings = await examine({ NODE_ENV: 'test', ...own }, { log: silentLog })
    return findings.filter(({ check }) => check === 'passwords')
  }
  await using store = await openStore(own.DATABASE_URL, silentLog)
  const digest = 'a'.repeat(53)
  for (const prefix of ['lk1:$2b$12$', '$2a$10$', '$2y$10$']) await storePassword(store, prefix + digest)
  expect(await passwords()).toMatchObject([{ state: 'ok' }])
  const userId = await storePassword(store, `$2x$10$${digest}`)
  const found = `For example, that of the user ${userId} is $2x$, which only old versions of PHP compare.`
  expect(await passwords()).toMatchObject([
    { state: 'warning', found: `Stored hashes that no password can match: 1. ${found}` },
  ])
  for (const hash of ['sha1:0', '$2b$12$short']) await storePassword(store, hash)
  expect(await passwords()).toMatchObject([{ found: expect.stringContaining('can match: 3.') }])
})

async function storePassword(store: Store, hash: string): Promise<string> {
  const userId = await storeUser(store)
  await store.transaction((tx) => insertPasswordCredential(tx, { userId, hash, now: noon }))
  return userId
}
