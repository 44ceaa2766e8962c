import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Shooter } from '../measure/load.ts'
import { expected, logins, registrations } from '../measure/operations.ts'
import { alternate, type Contestant, loaded } from '../measure/rounds.ts'
import type { RowKey } from '../measure/rows.ts'
import { root } from '../paths.ts'
import { prepareDatabase, sqliteUrl } from '../seeding/prepare.ts'
import { startLatchkey } from '../servers/latchkey.ts'
import type { Part } from './part.ts'

/** Compares a second that a round is sized for; with more cores it is over sooner. */
const roughRate = { 10: 36, 12: 9 } as const
type Cost = keyof typeof roughRate
const run = promisify(execFile)

export interface Wants {
  wantsLimits: boolean
  wantsOurs: boolean
}

/** `login` and `register` compared with bare bcrypt, at the cost of the peers and at ours. */
export async function hashing(part: Part, wants: Wants): Promise<void> {
  for (const cost of [10, 12] as const) await atCost(part, cost, wants)
}

async function atCost(part: Part, cost: Cost, wants: Wants): Promise<void> {
  const { options, scratch } = part
  const place = sqliteUrl(scratch, `cost${cost}`)
  const database = await prepareDatabase(place, { users: options.users, sessions: options.users, cost })
  await using server = await startLatchkey({ databaseUrl: database.url, folder: database.folder, cost })
  // Beyond these Latchkey refuses passwords that would wait for more than four seconds; there is no rate to compare then.
  const levels = options.connections.filter((connections) => connections <= (cost === 10 ? 50 : 10))
  for (const connections of levels) {
    const ours = { url: server.url, users: database.users }
    await alternate(options.rounds, [
      ...(wants.wantsLimits ? [bareCompares(part, cost, connections)] : []),
      ...(wants.wantsOurs ? ourHashing(part, ours, { cost, connections }) : []),
    ])
  }
}

/** So many that the work of a round is over when the round is. */
function requestsOf({ options }: Part, cost: Cost, connections: number): number {
  const seconds = options.isQuick ? 2 : 6
  return Math.max(roughRate[cost] * seconds, connections)
}

function bareCompares(part: Part, cost: Cost, connections: number): Contestant {
  const key: RowKey = { part: 'limits', what: `bcrypt ${cost}`, who: 'bare bcrypt', at: connections }
  const script = join(root, 'bench/servers/bcrypt-compares.ts')
  const given = [cost, requestsOf(part, cost, connections), connections].map(String)
  return {
    key,
    async measure() {
      const { stdout } = await run(process.execPath, [script, ...given])
      part.rows.add({ ...key, unit: 'per second' }, Number(stdout))
    },
  }
}

function ourHashing(
  part: Part,
  ours: { url: string; users: number },
  { cost, connections }: { cost: Cost; connections: number },
): Contestant[] {
  const key = (what: string) => ({ part: 'ours', what: `${what} ${cost}`, who: 'Latchkey', at: connections })
  const load = (what: 'login' | 'register', shooter: (connection: number) => Shooter) =>
    loaded(part.rows, key(what), () => ({
      url: ours.url,
      connections,
      until: { requests: requestsOf(part, cost, connections) },
      shooter,
      expect: expected[what],
    }))
  return [load('login', logins(ours.users)), load('register', registrations())]
}
