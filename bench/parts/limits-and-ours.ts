import { join } from 'node:path'
import { expected, logouts, refreshes, staticMe, withTokens } from '../measure/operations.ts'
import { alternate, type Contestant, loaded } from '../measure/rounds.ts'
import { root } from '../paths.ts'
import { type Database, prepareDatabase, sqliteUrl } from '../seeding/prepare.ts'
import { type Mint, openMint } from '../seeding/program.ts'
import { type Server, startServer } from '../servers/child.ts'
import { startLatchkey } from '../servers/latchkey.ts'
import { hashing, type Wants } from './hashing.ts'
import type { Part } from './part.ts'

/** How many sessions the token operations go round in; a share of a busy server's. */
const activeSessions = 1000

/** The limits and the same work of ours, in turn: ratios are of one run. */
export async function measureLimitsAndOurs(part: Part): Promise<void> {
  const { only } = part.options
  const wants = { wantsLimits: only.includes('limits'), wantsOurs: only.includes('ours') }
  await answering(part, wants)
  await hashing(part, wants)
}

async function answering(part: Part, { wantsLimits, wantsOurs }: Wants): Promise<void> {
  const { options, scratch } = part
  const users = options.users
  const logoutsNeeded = logoutsPerRound(part) * (options.rounds + 1) * options.connections.length
  const population = { users, sessions: users + logoutsNeeded + 1000, cost: 10 }
  const database = await prepareDatabase(sqliteUrl(scratch, 'ours'), population)
  await using mint = await openMint(database.url)
  await using limits = wantsLimits ? await limitContestants(part) : null
  await using ours = wantsOurs ? await startLatchkey({ databaseUrl: database.url, folder: database.folder }) : null
  const sessions = ours === null ? null : createSessions(mint, database)
  for (const connections of options.connections) {
    const contestants = [
      ...(limits?.at(connections) ?? []),
      ...(ours !== null && sessions !== null ? ourContestants(part, { ours, sessions, connections }) : []),
    ]
    await alternate(options.rounds, contestants)
  }
}

async function limitContestants({ options, rows, scratch: folder }: Part) {
  const script = (name: string) => join(root, 'bench/servers', name)
  const hello = await startServer({ script: script('hello.ts'), folder, readyPath: '/' })
  const apollo = await startServer({ script: script('bare-apollo.ts'), folder, readyPath: '/readyz' })
  const at = (connections: number): Contestant[] =>
    [
      { who: 'node:http', url: hello.url },
      { who: 'bare Apollo', url: apollo.url },
    ].map(({ who, url }) =>
      loaded(rows, { part: 'limits', what: 'me', who, at: connections }, () => ({
        url,
        connections,
        until: { seconds: options.seconds },
        shooter: () => staticMe,
        expect: expected.me,
      })),
    )
  return {
    at,
    async [Symbol.asyncDispose]() {
      await hello[Symbol.asyncDispose]()
      await apollo[Symbol.asyncDispose]()
    },
  }
}

interface Sessions {
  accessTokens: string[]
  refreshTokens: string[]
  /** Tokens of sessions that are there to be ended. */
  disposable(count: number): string[]
}

function createSessions(mint: Mint, { users }: Database): Sessions {
  const active = Array.from({ length: Math.min(activeSessions, users) }, (_, place) => place)
  let next = users
  return {
    accessTokens: active.map((session) => mint.accessToken(session, users)),
    refreshTokens: active.map((session) => mint.refreshToken(session)),
    disposable: (count) => Array.from({ length: count }, () => mint.accessToken(next++, users)),
  }
}

interface OurLoad {
  ours: Server
  sessions: Sessions
  connections: number
}

function ourContestants(part: Part, { ours, sessions, connections }: OurLoad): Contestant[] {
  const { rows, options } = part
  const { accessTokens, refreshTokens } = sessions
  const key = (what: string) => ({ part: 'ours', what, who: 'Latchkey', at: connections })
  const base = { url: ours.url, connections, until: { seconds: options.seconds } }
  const requests = logoutsPerRound(part)
  return [
    ...(['me', 'verifyToken'] as const).map((what) =>
      loaded(rows, key(what), () => ({ ...base, shooter: withTokens(what, accessTokens), expect: expected[what] })),
    ),
    loaded(rows, key('refresh'), () => ({
      ...base,
      shooter: refreshes(refreshTokens, connections),
      expect: expected.refresh,
    })),
    loaded(rows, key('logout'), () => ({
      ...base,
      until: { requests },
      shooter: logouts(sessions.disposable(requests + connections)),
      expect: expected.logout,
    })),
  ]
}

function logoutsPerRound({ options }: Part): number {
  return 2000 * options.seconds + Math.max(...options.connections)
}
