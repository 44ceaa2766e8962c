import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expected, logins, refreshes, registrations, withTokens } from '../measure/operations.ts'
import { alternate, type Contestant, loaded } from '../measure/rounds.ts'
import { createDice } from '../seeding/population.ts'
import { type Database, prepareDatabase, sqliteUrl } from '../seeding/prepare.ts'
import { openMint } from '../seeding/program.ts'
import { readTableBytes } from '../seeding/storage.ts'
import { startLatchkey } from '../servers/latchkey.ts'
import { startPostgres } from '../servers/postgres.ts'
import type { Part } from './part.ts'

const connections = 10
/** Tokens made in advance for each population, drawn from all of it. */
const maxTokens = 50_000
/** The lowest that production allows: what the hash takes is the same for every population. */
const cost = 10

/** The same operations on a small, a middle and a large population, in turn. */
export async function measureGrowth(part: Part): Promise<void> {
  await onSqlite(part)
  await onPostgres(part)
}

async function onSqlite(part: Part): Promise<void> {
  const makePlace = async (name: string) => sqliteUrl(part.scratch, name)
  await onEngine(part, 'SQLite', makePlace)
}

async function onPostgres(part: Part): Promise<void> {
  const own = join(part.scratch, 'growth-postgres')
  mkdirSync(own)
  await using server = await startPostgres(own)
  await onEngine(part, 'PostgreSQL', async (name) => {
    const folder = join(own, name)
    mkdirSync(folder)
    return { url: await server.createDatabase(name), folder }
  })
}

type MakePlace = (name: string) => Promise<{ url: string; folder: string }>

async function onEngine(part: Part, engine: string, makePlace: MakePlace): Promise<void> {
  await using servers = new AsyncDisposableStack()
  const contestants: Contestant[] = []
  for (const users of part.options.populations) {
    const startedAt = performance.now()
    const database = await prepareDatabase(await makePlace(`users${users}`), { users, sessions: users, cost })
    const seconds = (performance.now() - startedAt) / 1000
    part.rows.add({ part: 'growth', what: 'seeding', who: engine, at: users, unit: 'ms' }, seconds * 1000)
    console.log(`  ${users} users on ${engine} seeded in ${seconds.toFixed(1)} s`)
    await noteStorage(part, engine, database)
    const tokens = await makeTokens(database)
    const server = await startLatchkey({ databaseUrl: database.url, folder: database.folder, cost })
    servers.use(server)
    contestants.push(...operationsOn(part, engine, { ...database, url: server.url, ...tokens }))
  }
  // By operation, so that each is measured on every population shortly one after the other.
  const order = contestants.map(({ key }) => key.what)
  contestants.sort((a, b) => order.indexOf(a.key.what) - order.indexOf(b.key.what))
  await alternate(part.options.rounds, contestants)
}

async function noteStorage({ rows }: Part, engine: string, { url, users }: Database): Promise<void> {
  const bytes = await readTableBytes(url)
  const key = { part: 'growth', who: engine, at: users, unit: 'bytes' as const }
  const of = (...tables: string[]) => tables.reduce((sum, table) => sum + (bytes[table] ?? 0), 0) / users
  rows.add({ ...key, what: 'storage of a user' }, of('users', 'profiles', 'password_credentials'))
  rows.add({ ...key, what: 'storage of a session' }, of('sessions'))
  rows.add({ ...key, what: 'storage of an audit event' }, of('audit_events') / 2)
}

interface Tokens {
  /** Of sessions all over the population. */
  access: string[]
  /** Of a thousand sessions, however many users there are. */
  few: string[]
  refresh: string[]
}

async function makeTokens({ url, users }: Database): Promise<Tokens> {
  await using mint = await openMint(url)
  const dice = createDice(users)
  const count = Math.min(maxTokens, users)
  // The refreshed half and the read half are apart: a refresh changes what the first use of a session costs.
  const half = Math.floor(users / 2)
  const access = Array.from({ length: count }, () => mint.accessToken(dice(half), users))
  const refresh = [...new Set(Array.from({ length: count }, () => half + dice(half)))]
  return { access, few: access.slice(0, 1000), refresh: refresh.map((session) => mint.refreshToken(session)) }
}

function operationsOn(part: Part, engine: string, database: Database & Tokens): Contestant[] {
  const { options, rows } = part
  const { url, users, access, few, refresh } = database
  const key = (what: string) => ({ part: 'growth', what, who: engine, at: users })
  const read = { url, connections, until: { seconds: options.seconds } }
  const hash = { url, connections, until: { requests: options.isQuick ? 40 : 100 } }
  return [
    loaded(rows, key('me'), () => ({ ...read, shooter: withTokens('me', access), expect: expected.me })),
    loaded(rows, key('me of 1000 users'), () => ({ ...read, shooter: withTokens('me', few), expect: expected.me })),
    loaded(rows, key('session list'), () => ({
      ...read,
      shooter: withTokens('sessions', access),
      expect: expected.sessions,
    })),
    loaded(rows, key('refresh'), () => ({
      ...read,
      shooter: refreshes(refresh, connections),
      expect: expected.refresh,
    })),
    loaded(rows, key('login'), () => ({ ...hash, shooter: logins(users), expect: expected.login })),
    loaded(rows, key('register'), () => ({ ...hash, shooter: registrations(), expect: expected.register })),
  ]
}
