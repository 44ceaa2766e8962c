import { setTimeout as pause } from 'node:timers/promises'
import { type Load, shoot } from '../measure/load.ts'
import { expected, logins, refreshes, withTokens } from '../measure/operations.ts'
import { prepareDatabase, sqliteUrl } from '../seeding/prepare.ts'
import { openMint } from '../seeding/program.ts'
import { startLatchkey } from '../servers/latchkey.ts'
import type { Part } from './part.ts'

const idleSeconds = 10
const samples = 6

/** The resident set when nothing happens, and through a soak of mixed load: after warm-up it must not grow. */
export async function measureMemory(part: Part): Promise<void> {
  const { options, rows, scratch } = part
  const { users } = options
  const database = await prepareDatabase(sqliteUrl(scratch, 'memory'), { users, sessions: users, cost: 10 })
  await using mint = await openMint(database.url)
  await using server = await startLatchkey({ databaseUrl: database.url, folder: database.folder, cost: 10 })
  const key = { part: 'memory', who: 'Latchkey', unit: 'MiB' as const }
  await pause(options.isQuick ? 1000 : idleSeconds * 1000)
  rows.add({ ...key, what: 'idle', at: 0 }, server.residentMiB())

  const range = Array.from({ length: Math.min(users, 5000) }, (_, session) => session)
  const access = range.map((session) => mint.accessToken(session, users))
  // Sessions of their own, so that the access tokens above keep their generation.
  const refresh = range.slice(0, 1000).map((session) => mint.refreshToken(users - 1 - session))
  const slice = { seconds: Math.max(1, options.soakSeconds / samples) }
  const load = (connections: number): Omit<Load, 'shooter' | 'expect'> => ({
    url: server.url,
    connections,
    until: slice,
  })
  for (let sample = 1; sample <= samples; sample += 1) {
    const figures = await Promise.all([
      shoot({ ...load(10), shooter: withTokens('me', access), expect: expected.me }),
      shoot({ ...load(5), shooter: refreshes(refresh, 5), expect: expected.refresh }),
      shoot({ ...load(2), shooter: logins(users), expect: expected.login }),
    ])
    const failure = figures.find((figure) => figure.failure !== null)?.failure
    if (failure != null) throw new Error(`The soak was refused: ${failure}`)
    rows.add({ ...key, what: 'under load', at: Math.round(sample * slice.seconds) }, server.residentMiB())
    const requests = figures.reduce((sum, figure) => sum + figure.requests, 0)
    console.log(`  ${requests} requests, ${server.residentMiB().toFixed(0)} MiB`)
  }
  await pause(options.isQuick ? 1000 : idleSeconds * 1000)
  rows.add({ ...key, what: 'idle after the load', at: Math.round(samples * slice.seconds) }, server.residentMiB())
}
