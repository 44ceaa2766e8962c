import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expected, refreshes, withTokens } from '../measure/operations.ts'
import { alternate, type Contestant, loaded } from '../measure/rounds.ts'
import { prepareDatabase } from '../seeding/prepare.ts'
import { openMint } from '../seeding/program.ts'
import { startLatchkey } from '../servers/latchkey.ts'
import { startPostgres } from '../servers/postgres.ts'
import type { Part } from './part.ts'

const connections = 50

/** One and two instances on one PostgreSQL; connections go to both alternately, as a balancer would spread them. */
export async function measureInstances(part: Part): Promise<void> {
  const { options, scratch } = part
  const { users } = options
  const own = join(scratch, 'instances')
  const folder = join(own, 'work')
  for (const made of [own, folder]) mkdirSync(made)
  await using server = await startPostgres(own)
  const url = await server.createDatabase('instances')
  const database = await prepareDatabase({ url, folder }, { users, sessions: users, cost: 10 })
  await using mint = await openMint(url)
  await using first = await startLatchkey({ databaseUrl: url, folder, cost: 10 })
  await using second = await startLatchkey({ databaseUrl: url, folder, cost: 10 })
  const active = Array.from({ length: Math.min(1000, users / 2) }, (_, session) => session)
  const access = active.map((session) => mint.accessToken(session, database.users))
  const refresh = active.map((session) => mint.refreshToken(users - 1 - session))
  const of = (who: string, urls: string[]) => contestants(part, { who, urls, access, refresh })
  await alternate(options.rounds, [...of('one instance', [first.url]), ...of('two instances', [first.url, second.url])])
}

interface Side {
  who: string
  urls: string[]
  access: string[]
  refresh: string[]
}

function contestants({ options, rows }: Part, { who, urls, access, refresh }: Side): Contestant[] {
  const base = { url: urls, connections, until: { seconds: options.seconds } }
  const key = (what: string) => ({ part: 'instances', what, who, at: connections })
  return [
    loaded(rows, key('me'), () => ({ ...base, shooter: withTokens('me', access), expect: expected.me })),
    loaded(rows, key('refresh'), () => ({
      ...base,
      shooter: refreshes(refresh, connections),
      expect: expected.refresh,
    })),
  ]
}
