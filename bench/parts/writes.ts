import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Shooter, shoot } from '../measure/load.ts'
import {
  expected,
  logins,
  logouts,
  type Operation,
  refreshes,
  registrations,
  withTokens,
} from '../measure/operations.ts'
import { prepareDatabase } from '../seeding/prepare.ts'
import { openMint } from '../seeding/program.ts'
import { startLatchkey } from '../servers/latchkey.ts'
import { startPostgres } from '../servers/postgres.ts'
import type { Part } from './part.ts'

const requests = 10
const users = 100
/** As operators run it: the limits write too. */
const defaultLimits = {
  LIMIT_LOGIN_PER_USER: '10/15m',
  LIMIT_LOGIN_PER_ADDRESS: '100/15m',
  LIMIT_REGISTER_PER_ADDRESS: '100/1h',
  LIMIT_REFRESH_PER_SESSION: '60/1m',
}

/** What each operation writes, counted in PostgreSQL's log of statements. */
export async function countWrites(part: Part): Promise<void> {
  const own = join(part.scratch, 'writes')
  const folder = join(own, 'work')
  for (const made of [own, folder]) mkdirSync(made)
  let log = ''
  await using server = await startPostgres(own, (lines) => {
    log += `${lines}\n`
  })
  const url = await server.createDatabase('writes')
  await prepareDatabase({ url, folder }, { users, sessions: 3 * users, cost: 10 })
  await using mint = await openMint(url)
  await using latchkey = await startLatchkey({ databaseUrl: url, folder, cost: 10, settings: defaultLimits })
  const sessions = (from: number) => Array.from({ length: requests + 1 }, (_, place) => from + place)
  const access = (from: number) => sessions(from).map((session) => mint.accessToken(session, users))
  const shooters: [Operation, (connection: number) => Shooter][] = [
    ['me', withTokens('me', access(0))],
    ['login', logins(users)],
    ['register', registrations()],
    ['refresh', refreshes(sessions(users).map(mint.refreshToken), 1)],
    ['logout', logouts(access(2 * users))],
  ]
  for (const [operation, shooter] of shooters) {
    log = ''
    const load = { url: latchkey.url, connections: 1, until: { requests }, shooter, expect: expected[operation] }
    const { failure } = await shoot(load)
    if (failure !== null) throw new Error(`${operation} was refused: ${failure}`)
    // The log comes through a pipe and may be behind.
    await pause(500)
    note(part, operation, log)
  }
}

function note({ rows }: Part, operation: Operation, log: string): void {
  const { statements, transactions } = countIn(log)
  const key = { part: 'writes', what: operation, at: 0, unit: 'count' as const }
  rows.add({ ...key, who: 'rows' }, statements / requests)
  rows.add({ ...key, who: 'commits' }, transactions / requests)
}

/** Every write of this program is of one row. Those of the mail job are its own, and in transactions of its own. */
function countIn(log: string): { statements: number; transactions: number } {
  const open = new Map<string, number>()
  let [statements, transactions] = [0, 0]
  for (const [, connection = '', verb = '', rest = ''] of log.matchAll(
    /@(\d+) LOG: {2}(?:statement|execute [^:]*): (\w+)(.*)/g,
  )) {
    const isWrite = /^(insert|update|delete)$/i.test(verb) && !/^\s*"outbox_messages"/.test(rest)
    if (isWrite) open.set(connection, (open.get(connection) ?? 0) + 1)
    if (!/^commit$/i.test(verb)) continue
    const written = open.get(connection) ?? 0
    statements += written
    transactions += written > 0 ? 1 : 0
    open.delete(connection)
  }
  return { statements, transactions }
}
