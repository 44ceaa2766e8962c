import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createDatabase, engines } from '../support/engines.js'
import { failedOf, newTally, type Target } from '../support/faults/ask.js'
import { canary, login, seedPeople, startLoad } from '../support/faults/load.js'
import { expectIntact } from '../support/faults/oracle.js'
import { isLong, report, testTimeout } from '../support/faults/rounds.js'
import { launchReady } from '../support/faults/server.js'
import { isUp, type RunningProcess } from '../support/start-process.js'
import { runSql } from '../support/stores.js'

function targetOf(server: RunningProcess): Target {
  return { url: () => server.url, tally: newTally() }
}

describe('a server', () => {
  test.each(isLong ? ['json', 'pretty'] : ['json'])(
    'a server whose log has no reader any more goes on (%s)',
    { timeout: testTimeout },
    async (format) => {
      const databaseUrl = await createDatabase('sqlite')
      const environment = { DATABASE_URL: databaseUrl, LOG_LEVEL: 'debug', LOG_FORMAT: format }
      const server = await launchReady({ environment })
      const target = targetOf(server)
      server.child.stdout?.destroy()
      server.child.stderr?.destroy()
      const people = await seedPeople(target, databaseUrl, 3)
      const load = startLoad(target)
      await expect.poll(() => target.tally.answered, { timeout: 60_000 }).toBeGreaterThan(50)
      await load.stop()
      await expectIntact({ target, databaseUrl, people: [...people, ...load.people] })
      expect(failedOf(target.tally)).toBe(0)
      report({
        fault: 'F15',
        engine: 'sqlite',
        rounds: 1,
        requests: target.tally.sent,
        failed: 0,
        note: `${format} log`,
      })
    },
  )

  test('a server with an unhandled rejection reports it without its values and ends with 1', {
    timeout: testTimeout,
  }, async () => {
    const environment = { DATABASE_URL: await createDatabase('sqlite') }
    const server = await launchReady({ environment, preload: ['../preload/reject-unhandled.ts'] })
    expect(await server.end('SIGUSR2')).toBe(1)
    expect(server.output()).toContain('ended by an unhandled error')
    expect(server.output()).toContain('the cause')
    expect(server.output()).not.toContain(canary)
    const next = await launchReady({ environment })
    expect(await isUp(`${next.url}/readyz`)).toBe(true)
    report({ fault: 'F41', engine: 'sqlite', rounds: 1 })
  })

  test.runIf(isLong).each(engines)(
    'a server without free file handles refuses connections and recovers (%s)',
    { timeout: testTimeout },
    async (engine) => {
      const databaseUrl = await createDatabase(engine)
      const wrapper = ['sh', '-c', 'ulimit -n 64; exec "$@"', 'sh']
      const server = await launchReady({ environment: { DATABASE_URL: databaseUrl }, wrapper })
      const target = targetOf(server)
      const people = await seedPeople(target, databaseUrl, 2)
      const sockets = await openMany(server, 200)
      await pause(2000)
      for (const person of people) await login({ ...target, maxMs: 2000, tally: newTally() }, person)
      expect(server.hasEnded()).toBe(false)
      for (const socket of sockets) socket.destroy()
      const from = performance.now()
      await expect.poll(() => isUp(`${server.url}/readyz`), { timeout: 60_000 }).toBe(true)
      const recoverySeconds = (performance.now() - from) / 1000
      for (const person of people) person.unanswered = []
      await expectIntact({ target, databaseUrl, people, output: server.output() })
      report({ fault: 'F38', engine, rounds: 1, recoverySeconds, note: '200 connections, 64 handles' })
    },
  )

  test.runIf(isLong).each(engines)(
    'a server that was suspended goes on where it was (%s)',
    { timeout: testTimeout },
    async (engine) => {
      const databaseUrl = await createDatabase(engine)
      const server = await launchReady({ environment: { DATABASE_URL: databaseUrl } })
      const target: Target = { ...targetOf(server), maxMs: 90_000 }
      const load = startLoad(target, { seeded: await seedPeople(target, databaseUrl, 3) })
      await pause(500)
      server.child.kill('SIGSTOP')
      if (engine === 'postgres') await runSql(databaseUrl, killAll)
      await pause(60_000)
      server.child.kill('SIGCONT')
      const [from, before] = [performance.now(), target.tally.answered]
      await expect.poll(() => target.tally.answered, { timeout: 60_000 }).toBeGreaterThan(before + 10)
      const recoverySeconds = (performance.now() - from) / 1000
      await load.stop()
      await expectIntact({ target, databaseUrl, people: load.people, output: server.output() })
      const { sent: requests } = target.tally
      report({
        fault: 'F44',
        engine,
        rounds: 1,
        requests,
        failed: failedOf(target.tally),
        recoverySeconds,
        note: '60 s',
      })
    },
  )
})

const killAll =
  "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'latchkey' and datname = current_database()"

async function openMany(server: RunningProcess, count: number): Promise<Socket[]> {
  const sockets = Array.from({ length: count }, () => connect(Number(new URL(server.url).port), '127.0.0.1'))
  for (const socket of sockets) socket.on('error', () => undefined)
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
  })
  return sockets
}
