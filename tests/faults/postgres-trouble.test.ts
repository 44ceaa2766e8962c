import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { createDatabase } from '../support/engines.js'
import { failedOf, newTally, type Target } from '../support/faults/ask.js'
import {
  type Load,
  login,
  me,
  newPerson,
  type Person,
  refresh,
  register,
  seedPeople,
  startLoad,
} from '../support/faults/load.js'
import { expectIntact } from '../support/faults/oracle.js'
import { type OwnPostgres, startOwnPostgres } from '../support/faults/own-postgres.js'
import { isLong, type Rounds, report, roundsOf, testTimeout, timesCount } from '../support/faults/rounds.js'
import { expectRefusedStart, launch, launchReady } from '../support/faults/server.js'
import { openProxy } from '../support/faults/tcp-proxy.js'
import { isUp, type RunningProcess } from '../support/start-process.js'
import { runSql } from '../support/stores.js'

const patient = { timeout: 60_000 }
/** Every request ends within it, docs/faults.md says: five seconds for a connection, ten for an answer. */
const maxAnswerMs = timesCount ? 16_000 : 60_000
/** A login waits for its turn, and for a connection and a lock in more than one transaction. */
const maxStagesMs = timesCount ? 30_000 : 60_000

function targetOf(server: RunningProcess): Target {
  return { url: () => server.url, tally: newTally(), maxMs: maxAnswerMs }
}

/** Seconds until the load gets answers again. */
async function untilAnswered({ tally }: Target): Promise<number> {
  const [from, before] = [performance.now(), tally.answered]
  await expect.poll(() => tally.answered, { timeout: 60_000, interval: 10 }).toBeGreaterThan(before + 5)
  return (performance.now() - from) / 1000
}

async function expectAlive(server: RunningProcess): Promise<void> {
  expect(server.hasEnded(), server.output()).toBe(false)
  expect(await isUp(`${server.url}/livez`)).toBe(true)
}

interface Ended {
  server: RunningProcess
  target: Target
  databaseUrl: string
  load: Load
}

async function expectHealed({ server, target, databaseUrl, load }: Ended): Promise<string> {
  await load.stop()
  await expectAlive(server)
  expect(await isUp(`${server.url}/readyz`)).toBe(true)
  const { output } = server
  const { carriedOut, undone } = await expectIntact({ target, databaseUrl, people: load.people, output: output() })
  return `without an answer: ${carriedOut} done completely, ${undone} not at all`
}

interface Absence {
  fault: string
  signal: 'SIGINT' | 'SIGQUIT'
  rounds: Rounds
  awayMs: number
}

/** Stops the database under load, looks at the server, and starts it again. */
async function takeAway(
  { postgres, databaseUrl, server }: { postgres: OwnPostgres; databaseUrl: string; server: RunningProcess },
  { fault, signal, rounds, awayMs }: Absence,
): Promise<void> {
  const target = targetOf(server)
  const load = startLoad(target, { seeded: await seedPeople(target, databaseUrl, 5) })
  let recoverySeconds = 0
  for (const _round of rounds) {
    await untilAnswered(target)
    await postgres.stop(signal)
    await pause(awayMs)
    expect(await isUp(`${server.url}/readyz`)).toBe(false)
    await expectAlive(server)
    await postgres.start()
    recoverySeconds = Math.max(recoverySeconds, await untilAnswered(target))
  }
  if (timesCount) expect(recoverySeconds).toBeLessThan(5)
  const note = await expectHealed({ server, target, databaseUrl, load })
  const { sent: requests } = target.tally
  report({
    fault,
    engine: 'postgres',
    rounds: rounds.done,
    requests,
    failed: failedOf(target.tally),
    recoverySeconds,
    note,
  })
}

describe('PostgreSQL', () => {
  test('a PostgreSQL that restarts, crashes or is away at the start loses nothing and is found again', {
    timeout: testTimeout,
  }, async () => {
    const postgres = await startOwnPostgres()
    const databaseUrl = postgres.url
    const server = await launchReady({ environment: { DATABASE_URL: databaseUrl } })
    const scene = { postgres, databaseUrl, server }
    await takeAway(scene, { fault: 'F8', signal: 'SIGINT', rounds: roundsOf(1, 10), awayMs: 0 })
    await takeAway(scene, { fault: 'F9', signal: 'SIGQUIT', rounds: roundsOf(1, 5), awayMs: isLong ? 20_000 : 300 })
    await server.end('SIGTERM')
    await postgres.stop('SIGINT')
    const from = performance.now()
    const early = await launch({ environment: { DATABASE_URL: databaseUrl } })
    expect(await expectRefusedStart(early, 1)).toMatch(/^Latchkey cannot start: .*ECONNREFUSED[^\n]*$/)
    const note = `ends with 1 after ${((performance.now() - from) / 1000).toFixed(1)} s`
    report({ fault: 'F10', engine: 'postgres', rounds: 1, note })
  })

  test.runIf(isLong)(
    'a PostgreSQL that drops every packet delays no request longer than documented, and is found again',
    {
      timeout: testTimeout,
    },
    async () => {
      const databaseUrl = await createDatabase('postgres')
      const proxy = await openProxy({ port: Number(new URL(databaseUrl).port) })
      const viaProxy = new URL(databaseUrl)
      viaProxy.port = String(proxy.port)
      const server = await launchReady({ environment: { DATABASE_URL: viaProxy.href } })
      const target = targetOf(server)
      const seeded = await seedPeople(target, databaseUrl, 4)
      const load = startLoad(target, { seeded, workers: isLong ? 20 : 4 })
      await untilAnswered(target)
      proxy.mode = 'swallow'
      const from = performance.now()
      await expect.poll(() => isUp(`${server.url}/readyz`), { timeout: 15_000 }).toBe(false)
      await expectAlive(server)
      if (isLong) await pause(60_000)
      else await expect.poll(() => target.tally.unavailable, { timeout: maxAnswerMs }).toBeGreaterThan(3)
      const seconds = (performance.now() - from) / 1000
      const probe = performance.now()
      await isUp(`${server.url}/readyz`)
      if (timesCount) expect(performance.now() - probe).toBeLessThan(2500)
      proxy.mode = 'forward'
      const recoverySeconds = await untilAnswered(target)
      const note = `${seconds.toFixed(0)} s; ${await expectHealed({ server, target, databaseUrl, load })}`
      const { sent: requests } = target.tally
      report({
        fault: 'F11',
        engine: 'postgres',
        rounds: 1,
        requests,
        failed: failedOf(target.tally),
        recoverySeconds,
        note,
      })
    },
  )

  test.runIf(isLong)(
    'a PostgreSQL with locked rows refuses writes, keeps no statement, and is free at once',
    { timeout: testTimeout },
    async () => {
      const databaseUrl = await createDatabase('postgres')
      const server = await launchReady({ environment: { DATABASE_URL: databaseUrl } })
      const target = { ...targetOf(server), maxMs: maxStagesMs }
      const load = startLoad(target, { seeded: await seedPeople(target, databaseUrl, 4), workers: 20 })
      await untilAnswered(target)
      const other = new pg.Client(databaseUrl)
      await other.connect()
      await other.query('begin')
      await other.query('lock table sessions, throttles, audit_events in access exclusive mode')
      const from = performance.now()
      let max = 0
      while (performance.now() - from < 30_000) {
        const open = await runSql(databaseUrl, "select 1 from pg_stat_activity where application_name = 'latchkey'")
        max = Math.max(max, open.length)
        await expectAlive(server)
        await pause(250)
      }
      expect(max).toBeLessThanOrEqual(12)
      await other.query('rollback')
      await other.end()
      const recoverySeconds = await untilAnswered(target)
      const note = `at most ${max} connections; ${await expectHealed({ server, target, databaseUrl, load })}`
      const { sent: requests } = target.tally
      report({
        fault: 'F12',
        engine: 'postgres',
        rounds: 1,
        requests,
        failed: failedOf(target.tally),
        recoverySeconds,
        note,
      })
    },
  )

  test('a PostgreSQL that becomes read-only issues no token, and reading goes on', {
    timeout: testTimeout,
  }, async () => {
    const databaseUrl = await createDatabase('postgres')
    const name = new URL(databaseUrl).pathname.slice(1)
    const server = await launchReady({ environment: { DATABASE_URL: databaseUrl } })
    const target = targetOf(server)
    const [person] = (await seedPeople(target, databaseUrl, 1)) as [Person]
    const elsewhere = databaseUrl.replace(name, 'postgres')
    await runSql(elsewhere, `alter database ${name} set default_transaction_read_only = on`)
    await reconnect(databaseUrl)
    await expect
      .poll(() => register(target, newPerson()).then(() => target.tally.unavailable), patient)
      .toBeGreaterThan(0)
    const before = { answered: target.tally.answered, sessions: person.sessions.length }
    await me(target, person)
    expect(target.tally.answered).toBe(before.answered + 1)
    await login(target, person)
    await refresh(target, person)
    expect(person.sessions).toHaveLength(before.sessions)
    expect(target.tally.answered).toBe(before.answered + 1)
    expect(await isUp(`${server.url}/readyz`)).toBe(true)
    await runSql(elsewhere, `alter database ${name} reset default_transaction_read_only`)
    await reconnect(databaseUrl)
    await expect.poll(() => login(target, person), patient).toBe(true)
    await expectIntact({ target, databaseUrl, people: [person], output: server.output() })
    report({ fault: 'F13', engine: 'postgres', rounds: 1, requests: target.tally.sent, failed: failedOf(target.tally) })
  })
})

/** Lets every connection of the server learn the settings of the database anew. */
async function reconnect(databaseUrl: string): Promise<void> {
  await runSql(
    databaseUrl,
    "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = current_database() and application_name = 'latchkey'",
  )
}
