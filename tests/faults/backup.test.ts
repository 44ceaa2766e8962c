import { getTableName } from 'drizzle-orm'
import pg from 'pg'
import { expect, test } from 'vitest'
import * as columns from '../../src/store/tables/columns.sqlite.js'
import { defineTables } from '../../src/store/tables/tables.js'
import { createDatabase, createEmptyDatabase } from '../support/engines.js'
import { failedOf, newTally, type Target } from '../support/faults/ask.js'
import { login, me, type Person, seedPeople, startLoad } from '../support/faults/load.js'
import { checkDatabase } from '../support/faults/oracle.js'
import { enginesOf, report, roundsOf, testTimeout } from '../support/faults/rounds.js'
import { launchReady } from '../support/faults/server.js'
import { runSql } from '../support/stores.js'

/** Each after those that it refers to. */
const tables = Object.values(defineTables(columns)).map(getTableName)

/** What pg_dump does: every table as one instant saw it, while others write. */
async function dumpAndRestore(from: string, to: string): Promise<void> {
  const [source, copy] = [new pg.Client(from), new pg.Client(to)]
  await Promise.all([source.connect(), copy.connect()])
  await source.query('begin isolation level repeatable read read only')
  const found = await source.query(
    "select tablename from pg_tables where schemaname = 'public' and tablename <> 'schema_migrations'",
  )
  expect(found.rows.map(({ tablename }) => tablename).filter((name) => !tables.includes(name))).toEqual([])
  for (const table of tables) {
    const { rows } = await source.query(`select coalesce(json_agg(t), '[]')::text as rows from ${table} t`)
    await copy.query(`delete from ${table}`)
    await copy.query(`insert into ${table} select * from json_populate_recordset(null::${table}, $1)`, [rows[0].rows])
  }
  await source.query('commit')
  await Promise.all([source.end(), copy.end()])
}

async function backUp(databaseUrl: string): Promise<string> {
  const copyUrl = await createEmptyDatabase(databaseUrl.startsWith('file:') ? 'sqlite' : 'postgres')
  if (databaseUrl.startsWith('file:')) {
    await runSql(databaseUrl, `vacuum into '${copyUrl.slice('file:'.length)}'`)
    return copyUrl
  }
  // The tables come from the program, as in a restore into the schema of the same version.
  const maker = await launchReady({ environment: { DATABASE_URL: copyUrl } })
  await maker.end('SIGTERM')
  await dumpAndRestore(databaseUrl, copyUrl)
  return copyUrl
}

test.each(enginesOf('sqlite'))(
  'a backup that was taken under load restores to a complete server (%s)',
  { timeout: testTimeout },
  async (engine) => {
    const databaseUrl = await createDatabase(engine)
    const server = await launchReady({ environment: { DATABASE_URL: databaseUrl } })
    const target: Target = { url: () => server.url, tally: newTally() }
    const rounds = roundsOf(1, 20)
    for (const _round of rounds) {
      const [person] = (await seedPeople(target, databaseUrl, 1)) as [Person]
      const load = startLoad(target)
      await expect.poll(() => load.people.length, { timeout: 60_000 }).toBeGreaterThan(6)
      const copyUrl = await backUp(databaseUrl)
      await load.stop()
      expect(await checkDatabase(copyUrl)).toEqual([])
      const restored = await launchReady({ environment: { DATABASE_URL: copyUrl } })
      const there: Target = { url: () => restored.url, tally: newTally() }
      await me(there, person)
      expect(await login(there, person)).toBe(true)
      expect(there.tally.violations).toEqual([])
      await restored.end('SIGKILL')
    }
    expect(target.tally.violations).toEqual([])
    const note = engine === 'sqlite' ? 'VACUUM INTO' : 'one snapshot of every table, as pg_dump takes it'
    report({
      fault: 'F42',
      engine,
      rounds: rounds.done,
      requests: target.tally.sent,
      failed: failedOf(target.tally),
      note,
    })
  },
)
