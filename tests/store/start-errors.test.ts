import { expect, test } from 'vitest'
import { createDatabase, type Engine } from '../support/engines.js'
import { findFreePort } from '../support/free-port.js'
import { startProcess, startReadyProcess } from '../support/start-process.js'
import { runSql } from '../support/stores.js'

const password = 'hunter2hunter2'

/** A database that the program has started on once, and a role of PostgreSQL that may read less than it needs. */
async function prepare(engine: Engine, ...statements: string[]): Promise<string> {
  const url = await createDatabase(engine)
  const running = await startReadyProcess({ DATABASE_URL: url })
  running.child.kill('SIGTERM')
  await running.ended
  for (const statement of statements) await runSql(url, statement)
  return url
}

async function failOn(DATABASE_URL: string, reason: RegExp): Promise<void> {
  const running = await startProcess({ DATABASE_URL })
  expect(await running.ended).toBe(1)
  expect(running.output()).toMatch(reason)
  expect(running.output().trim().split('\n')).toHaveLength(1)
  expect(running.output()).not.toMatch(/hunter2|Failed query|params|select /)
}

const onServer = (url: string, change: object) => Object.assign(new URL(url), change).href

test.each([
  ['a wrong password', { password }, /password authentication failed for user "latchkey"/],
  [
    'an unknown user',
    { username: 'mallory', password },
    /password authentication failed|role "mallory" does not exist/,
  ],
  ['a database that does not exist', { pathname: '/missing' }, /database "missing" does not exist/],
  ['a host that does not exist', { hostname: 'nowhere.invalid', password }, /getaddrinfo \w+ nowhere\.invalid/],
])('the start with %s on PostgreSQL says the reason of the database in one line', async (_, change, reason) => {
  await failOn(onServer(await createDatabase('postgres'), change), reason)
})

test.each(['localhost', '127.0.0.1'])('the start says which addresses of %s refuse the connection', async (host) => {
  const port = await findFreePort()
  await failOn(`postgres://ada:${password}@${host}:${port}/latchkey`, new RegExp(`ECONNREFUSED .*:${port}`))
})

test('the start on PostgreSQL with too few rights says which table it may not read', async () => {
  const url = await prepare('postgres')
  const role = `reader_${new URL(url).pathname.slice(6)}`
  await runSql(url, `create role ${role} login password '${password}'`)
  await runSql(url, `grant select, update on schema_migrations to ${role}`)
  await runSql(url, `grant usage, create on schema public to ${role}`)
  await failOn(onServer(url, { username: role, password }), /permission denied for table copy_states/)
  await runSql(url, `drop owned by ${role}`)
  await runSql(url, `drop role ${role}`)
})

test.each<[Engine, RegExp]>([
  ['sqlite', /no such table: signing_keys/],
  ['postgres', /relation "signing_keys" does not exist/],
])('the start on %s without a table that it needs says which', async (engine, reason) => {
  await failOn(await prepare(engine, 'alter table signing_keys rename to away'), reason)
})
