import { readdirSync } from 'node:fs'
import { connect } from 'node:net'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { createDatabase, engines } from '../support/engines.js'
import { failedOf, newTally, type Target } from '../support/faults/ask.js'
import { seedPeople, startLoad } from '../support/faults/load.js'
import { expectIntact } from '../support/faults/oracle.js'
import { enginesOf, isLong, report, roundsOf, testTimeout, timesCount } from '../support/faults/rounds.js'
import { launch, launchReady } from '../support/faults/server.js'
import type { RunningProcess } from '../support/start-process.js'

function targetOf(server: RunningProcess): Target {
  return { url: () => server.url, tally: newTally() }
}

describe.each(enginesOf('postgres'))('SIGTERM under load (%s)', (engine) => {
  test('a SIGTERM under load cuts no request that was begun, closes the database and ends with 0', {
    timeout: testTimeout,
  }, async () => {
    const databaseUrl = await createDatabase(engine)
    const environment: Record<string, string> = { DATABASE_URL: databaseUrl }
    const rounds = roundsOf(1, 20)
    const tally = newTally()
    let slowest = 0
    for (const _round of rounds) {
      const server = await launchReady({ environment })
      environment.PORT = new URL(server.url).port
      const target: Target = { url: () => server.url, tally }
      const load = startLoad(target, { seeded: await seedPeople(target, databaseUrl, 3), workers: 10 })
      await pause(50 + Math.random() * 300)
      const from = performance.now()
      expect(await server.end('SIGTERM'), server.output()).toBe(0)
      slowest = Math.max(slowest, (performance.now() - from) / 1000)
      await load.stop()
      if (engine === 'sqlite') expect(readdirSync(dirname(databaseUrl.slice(5))).join()).not.toContain('-wal')
      const next = await launchReady({ environment })
      const { people } = load
      const { carriedOut } = await expectIntact({ target, databaseUrl, people, output: server.output() })
      expect(carriedOut, 'mutations that were done and not answered').toBe(0)
      await next.end('SIGTERM')
    }
    const note = `slowest stop ${slowest.toFixed(1)} s`
    report({ fault: 'F25', engine, rounds: rounds.done, requests: tally.sent, failed: failedOf(tally), note })
  })
})

describe.runIf(isLong)('a stop', () => {
  test('a stop with a request that never ends is over after the grace time', { timeout: testTimeout }, async () => {
    const server = await launchReady({ environment: { DATABASE_URL: await createDatabase('sqlite') } })
    await openStuckRequest(server)
    const from = performance.now()
    expect(await server.end('SIGTERM')).toBe(1)
    const seconds = (performance.now() - from) / 1000
    if (timesCount) expect(seconds).toBeLessThan(11.5)
    report({
      fault: 'F26',
      engine: 'sqlite',
      rounds: 1,
      note: `stuck request: ended with 1 after ${seconds.toFixed(1)} s`,
    })
  })

  test('a stop is over at once with a second signal', { timeout: testTimeout }, async () => {
    const server = await launchReady({ environment: { DATABASE_URL: await createDatabase('sqlite') } })
    await openStuckRequest(server)
    server.child.kill('SIGTERM')
    await pause(500)
    const from = performance.now()
    expect(await server.end('SIGTERM')).toBe(1)
    if (timesCount) expect(performance.now() - from).toBeLessThan(1000)
    report({ fault: 'F26', engine: 'sqlite', rounds: 1, note: 'second signal: ended with 1 at once' })
  })

  test.each(engines)(
    'a stop during the first start leaves a database that the next start accepts (%s)',
    { timeout: testTimeout },
    async (engine) => {
      const rounds = roundsOf(1, 20)
      for (const _round of rounds) {
        const databaseUrl = await createDatabase(engine)
        const environment = { DATABASE_URL: databaseUrl }
        const server = await launch({ environment })
        await pause(Math.random() * 1200)
        await server.end('SIGTERM')
        const next = await launchReady({ environment })
        const target = targetOf(next)
        await expectIntact({ target, databaseUrl, people: await seedPeople(target, databaseUrl, 1) })
        await next.end('SIGKILL')
      }
      report({ fault: 'F26', engine, rounds: rounds.done, note: 'signal during the first start' })
    },
  )
})

/** Headers and half of a body. */
async function openStuckRequest(server: RunningProcess): Promise<void> {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
  socket.on('error', () => undefined)
  await new Promise<void>((resolve) => socket.once('connect', resolve))
  socket.write(
    'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"query"',
  )
  await pause(200)
}

describe('two instances that restart in turn', () => {
  test.runIf(isLong).each(engines)(
    'two instances that restart in turn drop no request and no session (%s)',
    { timeout: testTimeout },
    async (engine) => {
      const databaseUrl = await createDatabase(engine)
      const environments: Record<string, string>[] = [{ DATABASE_URL: databaseUrl }, { DATABASE_URL: databaseUrl }]
      const servers = [await launchReady({ environment: environments[0] ?? {} })]
      servers.push(await launchReady({ environment: environments[1] ?? {} }))
      for (const [place, server] of servers.entries())
        Object.assign(environments[place] ?? {}, { PORT: new URL(server.url).port })
      const [first, second] = servers as [RunningProcess, RunningProcess]
      let turn = 0
      // As a load balancer that has not noticed yet: a refused connection is tried at the other one by the next request.
      const target: Target = { url: () => (turn++ % 2 === 0 ? first.url : second.url), tally: newTally() }
      const load = startLoad(target, { seeded: await seedPeople(target, databaseUrl, 5) })
      const rounds = roundsOf(1, 10)
      for (const round of rounds) {
        const place = round % 2
        await pause(300)
        expect(await servers[place]?.end('SIGTERM')).toBe(0)
        servers[place] = await launchReady({ environment: environments[place] ?? {} })
      }
      await load.stop()
      const { carriedOut } = await expectIntact({ target, databaseUrl, people: load.people })
      expect({ carriedOut, unavailable: target.tally.unavailable }).toEqual({ carriedOut: 0, unavailable: 0 })
      const { unsent, unanswered, sent } = target.tally
      const note = `${unsent} connections refused, ${unanswered} closed before they were read`
      report({ fault: 'F7', engine, rounds: rounds.done, requests: sent, failed: unanswered, note })
    },
  )
})
