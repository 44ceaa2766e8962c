import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { createDatabase, engines } from '../support/engines.js'
import { failedOf, newTally, type Target } from '../support/faults/ask.js'
import { seedPeople, startLoad } from '../support/faults/load.js'
import { expectIntact } from '../support/faults/oracle.js'
import { report, roundsOf, testTimeout, timesCount } from '../support/faults/rounds.js'
import { launch, launchReady } from '../support/faults/server.js'
import { untilReady } from '../support/start-process.js'
import { runSql } from '../support/stores.js'

const backends = "select pid from pg_stat_activity where datname = current_database() and application_name = 'latchkey'"

const faults = { sqlite: 'F1', postgres: 'F2' }
/** What a start, and PostgreSQL with the locks of a dead process, may take. */
const startSeconds = timesCount ? 5 : 120
const lockMs = timesCount ? 10_000 : 60_000

describe.each(engines)('kill -9 during writes (%s)', (engine) => {
  test('a kill -9 during writes loses nothing that was acknowledged, and the next start needs no repair', {
    timeout: testTimeout,
  }, async () => {
    const databaseUrl = await createDatabase(engine)
    const environment: Record<string, string> = { DATABASE_URL: databaseUrl }
    let server = await launchReady({ environment })
    environment.PORT = new URL(server.url).port
    const target: Target = { url: () => server.url, tally: newTally() }
    const rounds = roundsOf(1)
    let [carriedOut, undone, slowest] = [0, 0, 0]
    for (const _round of rounds) {
      const load = startLoad(target, { seeded: await seedPeople(target, databaseUrl, 3) })
      await pause(30 + Math.random() * 400)
      await server.end('SIGKILL')
      await load.stop()
      if (engine === 'postgres') await expect.poll(() => runSql(databaseUrl, backends), { timeout: lockMs }).toEqual([])
      const { output } = server
      server = await launch({ environment })
      slowest = Math.max(slowest, await untilReady(server, startSeconds))
      const verdict = await expectIntact({ target, databaseUrl, people: load.people, output: output() })
      carriedOut += verdict.carriedOut
      undone += verdict.undone
    }
    expect(target.tally.unanswered).toBeGreaterThan(0)
    report({
      fault: faults[engine],
      engine,
      rounds: rounds.done,
      requests: target.tally.sent,
      failed: failedOf(target.tally),
      recoverySeconds: slowest,
      note: `without an answer: ${carriedOut} done completely, ${undone} not at all`,
    })
  })
})
