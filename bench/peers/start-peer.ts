import { join } from 'node:path'
import type { Load, Shooter } from '../measure/load.ts'
import { type Contestant, loaded } from '../measure/rounds.ts'
import type { Part } from '../parts/part.ts'
import { createDice } from '../seeding/population.ts'
import { type Server, startServer } from '../servers/child.ts'
import type { Story } from './story.ts'

/** So many people sign up at each peer before anything is measured. */
export const people = 50
const emailOf = (place: number) => `peer${place}@example.com`

export interface Peer {
  who: string
  story: Story
  server: Server
  /** One of each of the people, from a sign-in. */
  credentials: string[]
}

/** One variant of an installed peer, on a database of its own, with its people signed up and in. */
export async function startPeer(
  { rows }: Part,
  place: { who: string; story: Story; folder: string },
  environment: Record<string, string> = {},
): Promise<Peer> {
  const { who, story, folder } = place
  const database = `${who.replace(/\W+/g, '-')}.db`
  const command = { script: join(folder, 'server.js'), folder, readyPath: story.readyPath }
  const given = { ...command, environment: { DATABASE: database, ...environment } }
  await using first = await startServer(given)
  await first[Symbol.asyncDispose]()
  const server = await startServer(given)
  rows.add({ part: 'peers', what: 'start to ready', who, at: 0, unit: 'ms' }, server.readyMs)
  rows.add({ part: 'peers', what: 'memory after start', who, at: 0, unit: 'MiB' }, server.residentMiB())
  const credentials: string[] = []
  for (let person = 0; person < people; person += 1) {
    await send(server.url, story.signUp(emailOf(person), server.url))
    credentials.push(story.credentialOf(await send(server.url, story.signIn(emailOf(person), server.url))))
  }
  return { who, story, server, credentials }
}

async function send(url: string, { path = '/', headers = {}, body = '' }: ReturnType<Story['signIn']>) {
  const answer = await fetch(url + path, { method: 'POST', headers, body })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`)
  await answer.arrayBuffer()
  return answer
}

type What = 'session' | 'renewal' | 'sign-in' | 'sign-up'

/** What is asked of a peer at so many connections. */
export function contestantOf(part: Part, peer: Peer, asked: { what: What; connections: number }): Contestant {
  const { what, connections } = asked
  const expect = { session: 'session', renewal: 'session', 'sign-in': 'signIn', 'sign-up': 'signUp' } as const
  const isHashing = what.startsWith('sign')
  const load: Load = {
    url: peer.server.url,
    connections,
    until: isHashing ? { requests: part.options.isQuick ? 20 : 80 } : { seconds: part.options.seconds },
    shooter: (connection) => shooterOf(peer, what, connection),
    expect: peer.story.expect[expect[what]],
  }
  return loaded(part.rows, { part: 'peers', what, who: peer.who, at: connections }, () => load)
}

let newcomers = 0

function shooterOf({ story, server, credentials }: Peer, what: What, connection: number): Shooter {
  const dice = createDice(connection + 1)
  if (what === 'sign-up') return { next: () => story.signUp(`new${newcomers++}@example.com`, server.url) }
  if (what === 'sign-in') return { next: () => story.signIn(emailOf(dice(people)), server.url) }
  return { next: () => story.session(credentials[dice(people)] as string) }
}
