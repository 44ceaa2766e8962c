import type { Shooter } from '../measure/load.ts'
import { expected, logins, refreshes, registrations, withTokens } from '../measure/operations.ts'
import { alternate, type Contestant, loaded } from '../measure/rounds.ts'
import { betterAuth } from '../peers/better-auth.ts'
import { installPeer } from '../peers/install-peer.ts'
import { contestantOf, type Peer, people, startPeer } from '../peers/start-peer.ts'
import { vendure } from '../peers/vendure.ts'
import { type Database, prepareDatabase, sqliteUrl } from '../seeding/prepare.ts'
import { type Mint, openMint } from '../seeding/program.ts'
import type { Server } from '../servers/child.ts'
import { startLatchkey } from '../servers/latchkey.ts'
import type { Part } from './part.ts'

/** The same story of ours and of the peers, in turn, each with as many people. */
export async function measurePeers(part: Part): Promise<void> {
  const place = sqliteUrl(part.scratch, 'beside-peers')
  // Half of the sessions are read, the other half are refreshed.
  const database = await prepareDatabase(place, { users: people, sessions: 2 * people, cost: 10 })
  await using mint = await openMint(database.url)
  await using server = await startLatchkey({ databaseUrl: database.url, folder: database.folder, cost: 10 })
  await using stack = new AsyncDisposableStack()
  const peers = [...(await startBetterAuths(part)), ...(await startVendure(part))]
  for (const peer of peers) stack.use(peer.server)

  const ours = oursBeside(part, { server, database, mint })
  const of = (what: Parameters<typeof contestantOf>[2]['what'], connections: number): Contestant[] => [
    ours(what, connections),
    ...peers.filter((peer) => isAsked(peer, what)).map((peer) => contestantOf(part, peer, { what, connections })),
  ]
  const levels = part.options.isQuick ? [10] : [10, 50]
  await alternate(
    part.options.rounds,
    levels.flatMap((connections) => of('session', connections)),
  )
  for (const what of ['renewal', 'sign-in', 'sign-up'] as const) await alternate(part.options.rounds, of(what, 10))
}

const variants = {
  default: 'better-auth',
  cookieCache: 'better-auth, cookie cache',
  bcrypt: 'better-auth, bcrypt 10',
  renewing: 'better-auth, renewing',
} as const

/** Each variant is asked only what it changes. */
function isAsked({ who }: Peer, what: string): boolean {
  if (what === 'renewal') return who === variants.renewing
  if (who === variants.renewing) return false
  if (what === 'session') return who !== variants.bcrypt
  return who !== variants.cookieCache
}

async function startBetterAuths(part: Part): Promise<Peer[]> {
  const folder = await installPeer(part, betterAuth, 'better-auth')
  if (folder === null) return []
  const start = (who: string, environment: Record<string, string>) =>
    startPeer(part, { who, story: betterAuth, folder }, environment)
  return [
    await start(variants.default, {}),
    await start(variants.cookieCache, { COOKIE_CACHE: 'on' }),
    await start(variants.bcrypt, { HASH: 'bcrypt' }),
    await start(variants.renewing, { RENEW: 'on' }),
  ]
}

async function startVendure(part: Part): Promise<Peer[]> {
  const folder = await installPeer(part, vendure, '@vendure/core')
  return folder === null ? [] : [await startPeer(part, { who: 'Vendure', story: vendure, folder })]
}

interface Ours {
  server: Server
  database: Database
  mint: Mint
}

function oursBeside({ options, rows }: Part, { server, database, mint }: Ours) {
  const { users } = database
  const places = Array.from({ length: users }, (_, place) => place)
  const access = places.map((session) => mint.accessToken(session, users))
  const refresh = places.map((session) => mint.refreshToken(users + session))
  const register = registrations()
  const operations = {
    session: 'me',
    renewal: 'refresh',
    'sign-in': 'login',
    'sign-up': 'register',
  } as const
  return (what: keyof typeof operations, connections: number): Contestant => {
    const shooters: Record<typeof what, (connection: number) => Shooter> = {
      session: withTokens('me', access),
      renewal: refreshes(refresh, connections),
      'sign-in': logins(users),
      'sign-up': register,
    }
    return loaded(rows, { part: 'peers', what, who: 'Latchkey', at: connections }, () => ({
      url: server.url,
      connections,
      until: what.startsWith('sign') ? { requests: options.isQuick ? 20 : 80 } : { seconds: options.seconds },
      shooter: shooters[what],
      expect: expected[operations[what]],
    }))
  }
}
