import { shoot } from '../measure/load.ts'
import { expected, logins, withTokens } from '../measure/operations.ts'
import { prepareDatabase, sqliteUrl } from '../seeding/prepare.ts'
import { openMint } from '../seeding/program.ts'
import type { Server } from '../servers/child.ts'
import { startLatchkey } from '../servers/latchkey.ts'
import type { Part } from './part.ts'

const connections = 10
const floodConnections = 50
/** Requests a second of a server that is far from busy. */
const paced = 200

/** `me` while nothing else happens and while 50 connections do nothing but log in at cost 12. */
export async function measureFlood(part: Part): Promise<void> {
  const { options, scratch } = part
  const population = { users: options.users, sessions: options.users, cost: 12 }
  const database = await prepareDatabase(sqliteUrl(scratch, 'flood'), population)
  await using mint = await openMint(database.url)
  await using server = await startLatchkey({ databaseUrl: database.url, folder: database.folder })
  const tokens = Array.from({ length: 1000 }, (_, session) => mint.accessToken(session, database.users))
  const askMe = createAsker(part, server, tokens)
  await askMe(null, undefined)
  for (let round = 0; round < options.rounds; round += 1) {
    for (const pace of [undefined, paced]) {
      await askMe('idle', pace)
      await flooded(part, { url: server.url, users: database.users }, () => askMe('during a login flood', pace))
    }
  }
}

async function flooded({ options }: Part, flood: { url: string; users: number }, work: () => Promise<void>) {
  const loggingIn = shoot({
    url: flood.url,
    connections: floodConnections,
    until: { requests: (options.isQuick ? 2 : 12) * options.seconds + floodConnections },
    shooter: logins(flood.users),
    expect: expected.login,
  })
  await work()
  const { failure } = await loggingIn
  // What cannot be hashed in time is refused, as it should be in a flood; only `me` is measured.
  if (failure !== null) console.log(`  of the flood: ${failure.slice(0, 100)}`)
}

function createAsker({ rows, options }: Part, server: Server, tokens: string[]) {
  /** Null: only to warm up. */
  return async (when: string | null, pace: number | undefined): Promise<void> => {
    const figure = await shoot({
      url: server.url,
      connections,
      until: { seconds: options.seconds },
      shooter: withTokens('me', tokens),
      expect: expected.me,
      ...(pace !== undefined && { pace }),
    })
    const what = pace === undefined ? 'me, as many as are answered' : `me, ${pace} a second`
    if (when === null) return
    rows.addLoad({ part: 'flood', what, who: when, at: connections }, figure)
    console.log(`  ${what}, ${when}: p99 ${figure.p99.toFixed(1)} ms`)
  }
}
