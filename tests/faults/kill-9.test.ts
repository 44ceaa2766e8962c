import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { createDatabase, engines } from '../support/engines.js'
import { runSql } from '../support/stores.js'
import { failedOf, newTally, type Target } from './rig/ask.js'
import { seedPeople, startLoad } from './rig/load.js'
import { expectIntact } from './rig/oracle.js'
import { report, roundsOf, testTimeout, timesCount } from './rig/rounds.js'
import { launch, launchReady, untilReady } from './rig/server.js'

const backends = "select pid from pg_stat_activity where datname = current_database() and application_name = 'latchkey'"

describe.each(engines)('kill -9 during writes (%s)', (engine) => {
  test('loses nothing that was acknowledged, and the next start needs no repair', {
    timeout: testTimeout,
  }, async () => {
    const databaseUrl = await createDatabase(engine)
    const environment: Record<string, string> = { DATABASE_URL: databaseUrl }
    let server = await launchReady({ environment })
    environment.PORT = new URL(server.url).port
    const target: Target = { url: () => server.url, tally: newTally() }
    const rounds = roundsOf(1)
    let [carriedOut, undone, slowest] = [0, 0, 0]
    for (let round = 0; round < rounds; round += 1) {
      const load = startLoad(target, { seeded: await seedPeople(target, databaseUrl, 3) })
      await pause(30 + Math.random() * 400)
      await server.end('SIGKILL')
      await load.stop()
      if (engine === 'postgres') await expect.poll(() => runSql(databaseUrl, backends), { timeout: 10_000 }).toEqual([])
      const { output } = server
      server = await launch({ environment })
      slowest = Math.max(slowest, await untilReady(server, timesCount ? 5 : 60))
      const verdict = await expectIntact({ target, databaseUrl, people: load.people, output: output() })
      carriedOut += verdict.carriedOut
      undone += verdict.undone
    }
    expect(target.tally.unanswered).toBeGreaterThan(0)
    report({
      fault: engine === 'sqlite' ? 'F1' : 'F2',
      engine,
      rounds,
      requests: target.tally.sent,
      failed: failedOf(target.tally),
      recoverySeconds: slowest,
      note: `without an answer: ${carriedOut} done completely, ${undone} not at all`,
    })
  })
})
