import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { expireRows } from '../../src/jobs/expire-rows.js'
import { systemClock } from '../../src/platform/clock.js'
import { createDatabase, type Engine, engines } from '../support/engines.js'
import { failedOf, newTally, p99Of, type Target } from '../support/faults/ask.js'
import { seedPeople, startLoad } from '../support/faults/load.js'
import { expectIntact } from '../support/faults/oracle.js'
import { isLong, report, testTimeout } from '../support/faults/rounds.js'
import { launchReady } from '../support/faults/server.js'
import { storeSession, storeUser } from '../support/new-rows.js'
import type { RunningProcess } from '../support/start-process.js'
import { runSql, startStoreOn } from '../support/stores.js'

const yearMs = 365 * 86_400_000

/** Sessions of one user that ended long ago, and throttles that are empty: half of each. */
async function plantExpired(databaseUrl: string, { userId, count }: { userId: string; count: number }): Promise<void> {
  const longAgo = Date.now() - 2 * yearMs
  const isFile = databaseUrl.startsWith('file:')
  const instant = isFile ? String(longAgo) : `to_timestamp(${longAgo / 1000})`
  const salt = isFile ? "x'00'" : "'\\x00'::bytea"
  const numbers = isFile
    ? `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count / 2})`
    : `with n(i) as (select generate_series(1, ${count / 2}))`
  await runSql(
    databaseUrl,
    `${numbers} insert into sessions (id, user_id, salt, generation, rotated_at, access_lifetime_seconds, created_at,
      last_used_at, refresh_expires_at, expires_at)
     select 'expired' || i, '${userId}', ${salt}, 1, ${instant}, 900, ${instant}, ${instant}, ${instant}, ${instant} from n`,
  )
  await runSql(
    databaseUrl,
    `${numbers} insert into throttles (key, drained_at_ms) select 'drained' || i, ${longAgo} from n`,
  )
}

async function countExpired(databaseUrl: string): Promise<number> {
  const rows = await runSql(
    databaseUrl,
    `select (select count(*) from sessions where id like 'expired%') + (select count(*) from throttles where key like 'drained%') as left_over`,
  )
  return Number((rows[0] as { left_over: unknown }).left_over)
}

async function startWithExpired(
  engine: Engine,
  count: number,
): Promise<{ databaseUrl: string; target: Target; server: RunningProcess }> {
  const databaseUrl = await createDatabase(engine)
  const server = await launchReady({ environment: { DATABASE_URL: databaseUrl } })
  const target: Target = { url: () => server.url, tally: newTally() }
  const [owner] = await seedPeople(target, databaseUrl, 1)
  await plantExpired(databaseUrl, { userId: owner?.id ?? '', count })
  return { databaseUrl, target, server }
}

const never = new AbortController().signal

async function openWithExpired(engine: Engine, count: number) {
  const databaseUrl = await createDatabase(engine)
  const store = await startStoreOn(databaseUrl)
  const userId = await storeUser(store)
  await plantExpired(databaseUrl, { userId, count })
  const soon = new Date(Date.now() + 86_400_000)
  const alive = await storeSession(store, userId, { refreshExpiresAt: soon, expiresAt: soon })
  return {
    databaseUrl,
    alive,
    job: expireRows({ store, clock: systemClock, auditSeconds: 86_400, mailSeconds: 86_400 }),
  }
}

describe.each(engines)('the clean-up (%s)', (engine) => {
  test('the clean-up lets requests run between two batches, and keeps live rows', async () => {
    const { databaseUrl, alive, job } = await openWithExpired(engine, 2000)
    let turns = 0
    const ticking = setInterval(() => (turns += 1), 1)
    await job.run(never)
    clearInterval(ticking)
    expect(await countExpired(databaseUrl)).toBe(0)
    expect(await runSql(databaseUrl, 'select id from sessions')).toEqual([{ id: alive }])
    // Ten batches; on SQLite a clean-up that does not pause lets no timer run at all.
    expect(turns).toBeGreaterThan(10)
  })

  test('a clean-up that is stopped leaves the rest to the next one', async () => {
    const { databaseUrl, job } = await openWithExpired(engine, 2000)
    const stop = new AbortController()
    const first = job.run(stop.signal)
    await expect.poll(() => countExpired(databaseUrl), { interval: 1, timeout: 30_000 }).toBeLessThan(2000)
    stop.abort()
    await first
    expect(await countExpired(databaseUrl)).toBeGreaterThan(0)
    await job.run(never)
    expect(await countExpired(databaseUrl)).toBe(0)
  })

  test.runIf(isLong)(
    'a clean-up of a million rows delays no request, and continues after a kill -9',
    { timeout: testTimeout },
    async () => {
      const count = Number(process.env.FAULT_ROUNDS) >= 200 ? 1_000_000 : 20_000
      const { databaseUrl, target, server } = await startWithExpired(engine, count)
      const quiet = startLoad(target, { paceMs: 100 })
      await pause(15_000)
      await quiet.stop()
      await server.end('SIGTERM')
      const options = { environment: { DATABASE_URL: databaseUrl }, preload: ['../preload/hurry-jobs.ts'] }
      const first = await launchReady(options)
      await expect.poll(() => countExpired(databaseUrl), { timeout: 120_000 }).toBeLessThan(count * 0.95)
      await first.end('SIGKILL')
      const second = await launchReady(options)
      const busy: Target = { url: () => second.url, tally: newTally() }
      const load = startLoad(busy, { paceMs: 100 })
      const from = performance.now()
      await expect.poll(() => countExpired(databaseUrl), { timeout: 1_500_000, interval: 2000 }).toBe(0)
      const seconds = (performance.now() - from) / 1000
      await load.stop()
      await expectIntact({ target: busy, databaseUrl, people: [...quiet.people, ...load.people] })
      const [calm, under] = [target.tally, busy.tally].map((tally) =>
        Math.round(p99Of(tally, 'Me', 'Refresh', 'Login')),
      )
      const note = `${count} rows in ${seconds.toFixed(0)} s; p99 of me, refresh, login: ${calm} ms without, ${under} ms with the clean-up`
      report({ fault: 'F43', engine, rounds: 1, requests: busy.tally.sent, failed: failedOf(busy.tally), note })
    },
  )
})
