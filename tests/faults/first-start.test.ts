import { mkdirSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { VerifyTokenDocument } from '../../src/client/generated/operations.js'
import { readMigrations } from '../../src/store/engine/migrations.js'
import { createEmptyDatabase, createFolder, type Engine } from '../support/engines.js'
import { ask, newTally } from '../support/faults/ask.js'
import { newPerson, register } from '../support/faults/load.js'
import { enginesOf, isLong, report, roundsOf, testTimeout } from '../support/faults/rounds.js'
import { expectRefusedStart, launch, launchReady } from '../support/faults/server.js'
import { untilReady } from '../support/start-process.js'
import { runSql } from '../support/stores.js'

const instances = isLong ? 5 : 3

/** All in one folder, as several containers share a volume. */
async function startTogether(engine: Engine): Promise<number> {
  const folder = createFolder()
  const databaseUrl = engine === 'sqlite' ? `file:${folder}/data/latchkey.db` : await createEmptyDatabase(engine)
  const secret: { SECRET_KEY?: undefined } = engine === 'sqlite' ? { SECRET_KEY: undefined } : {}
  const environment = { DATABASE_URL: databaseUrl, ...secret }
  const servers = await Promise.all(Array.from({ length: instances }, () => launch({ environment, folder })))
  const seconds = Math.max(...(await Promise.all(servers.map((server) => untilReady(server)))))
  const applied = await runSql(databaseUrl, 'select place from schema_migrations')
  expect(applied).toHaveLength(readMigrations(engine).length)
  expect(await runSql(databaseUrl, 'select sequence from signing_keys')).toEqual([{ sequence: 1 }])
  const person = newPerson()
  await register({ url: () => servers[0]?.url ?? '', tally: newTally() }, person)
  for (const { url } of servers) {
    const reply = await ask({ url: () => url, tally: newTally() }, VerifyTokenDocument, {
      token: person.sessions[0]?.access ?? '',
    })
    expect(reply).toMatchObject({ data: { verifyToken: { __typename: 'TokenClaims' } } })
  }
  if (engine === 'sqlite') expectNoDrafts(join(folder, 'data'))
  await Promise.all(servers.map((server) => server.end('SIGKILL')))
  return seconds
}

function expectNoDrafts(folder: string): void {
  const expected = ['latchkey.db', 'latchkey.db-shm', 'latchkey.db-wal', 'outbox', 'secret.key']
  expect(readdirSync(folder).filter((name) => !expected.includes(name))).toEqual([])
}

describe.each(enginesOf('sqlite'))(`${instances} instances that start at once on nothing (%s)`, (engine) => {
  test('instances that start at once on an empty database migrate once, share one key and are all ready', {
    timeout: testTimeout,
  }, async () => {
    const rounds = roundsOf(1, 20)
    let slowest = 0
    for (const _round of rounds) slowest = Math.max(slowest, await startTogether(engine))
    report({
      fault: engine === 'sqlite' ? 'F24, F35' : 'F24',
      engine,
      rounds: rounds.done,
      recoverySeconds: slowest,
      note: 'seconds: until all were ready',
    })
  })
})

describe.runIf(isLong)('a key file', () => {
  test.each([
    { what: 'cut', damage: (file: string) => truncateSync(file, 20), code: 78, says: /secret\.key must be/ },
    { what: 'missing', damage: (file: string) => rmSync(file), code: 78, says: /secret\.key must be present/ },
    {
      what: 'a folder',
      damage: (file: string) => {
        rmSync(file)
        mkdirSync(file, { mode: 0o700 })
      },
      code: 1,
      says: /secret\.key|EISDIR/,
    },
  ])(
    'a key file that is $what stops the start, and no other key is made',
    { timeout: testTimeout },
    async ({ what, damage, code, says }) => {
      const folder = createFolder()
      const options = { environment: { SECRET_KEY: undefined, DATABASE_URL: 'file:data/latchkey.db' }, folder }
      const first = await launchReady(options)
      await first.end('SIGTERM')
      const file = join(folder, 'data/secret.key')
      damage(file)
      const second = await launch(options)
      expect(await expectRefusedStart(second, code)).toMatch(says)
      if (what === 'cut') expect(readFileSync(file)).toHaveLength(20)
      if (what === 'missing') expect(readdirSync(join(folder, 'data'))).not.toContain('secret.key')
      report({ fault: 'F35', engine: 'sqlite', rounds: 1, note: what })
    },
  )
})
