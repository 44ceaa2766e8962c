import type { RequestMetadata } from '../platform/request-metadata.js'
import { clientNetwork } from '../throttles/client-network.js'

/** Who asks: the client's network, and the identifier that the password is for. */
export interface Place {
  network: string
  identifier: string
}

export function placeOf(identifier: string, client: RequestMetadata): Place {
  return { network: clientNetwork(client.address), identifier }
}

/** Items of one network: a queue for each identifier. The map's order is the order of turns. */
interface Lane<Item> {
  count: number
  queues: Map<string, Item[]>
}

/** An order of waiting that takes turns: between networks, and inside a network between identifiers. */
export class FairOrder<Item> {
  #size = 0
  readonly #lanes = new Map<string, Lane<Item>>()

  get size(): number {
    return this.#size
  }

  /** How many are served before a new item of this place, as long as no others come. */
  countAhead({ network, identifier }: Place): number {
    const own = this.#lanes.get(network)
    const ownAhead = own === undefined ? 0 : countAheadIn(own, identifier)
    let ahead = ownAhead
    for (const lane of this.#lanes.values()) if (lane !== own) ahead += Math.min(lane.count, ownAhead + 1)
    return ahead
  }

  push({ network, identifier }: Place, item: Item): void {
    const lane = this.#lanes.get(network) ?? { count: 0, queues: new Map() }
    const queue = lane.queues.get(identifier) ?? []
    queue.push(item)
    lane.queues.set(identifier, queue)
    lane.count += 1
    this.#size += 1
    this.#lanes.set(network, lane)
  }

  /** Takes the next item. Its network and its identifier go to the end of their rounds. */
  shift(): Item | undefined {
    const [first] = this.#lanes
    if (first === undefined) return undefined
    const [network, lane] = first
    this.#lanes.delete(network)
    this.#lanes.set(network, lane)
    const item = takeNext(lane.queues)
    this.#countDown(network, lane)
    return item
  }

  /** False if the item does not wait any more. */
  remove({ network, identifier }: Place, item: Item): boolean {
    const lane = this.#lanes.get(network)
    const queue = lane?.queues.get(identifier)
    const index = queue?.indexOf(item) ?? -1
    if (lane === undefined || queue === undefined || index < 0) return false
    queue.splice(index, 1)
    if (queue.length === 0) lane.queues.delete(identifier)
    this.#countDown(network, lane)
    return true
  }

  /** If a new item makes the shares more equal, takes the newest item of the network with most. */
  displace({ network }: Place): Item | undefined {
    const own = this.#lanes.get(network)?.count ?? 0
    let longest: [string, Lane<Item>] | undefined
    for (const entry of this.#lanes) if (entry[1].count > (longest?.[1].count ?? own + 1)) longest = entry
    if (longest === undefined) return undefined
    const item = takeNewest(longest[1].queues)
    this.#countDown(...longest)
    return item
  }

  #countDown(network: string, lane: Lane<Item>): void {
    this.#size -= 1
    lane.count -= 1
    if (lane.count === 0) this.#lanes.delete(network)
  }
}

function countAheadIn<Item>({ queues }: Lane<Item>, identifier: string): number {
  const own = queues.get(identifier)?.length ?? 0
  let ahead = own
  for (const [name, queue] of queues) if (name !== identifier) ahead += Math.min(queue.length, own + 1)
  return ahead
}

function takeNext<Item>(queues: Map<string, Item[]>): Item | undefined {
  const [first] = queues
  if (first === undefined) return undefined
  const [identifier, queue] = first
  queues.delete(identifier)
  const item = queue.shift()
  if (queue.length > 0) queues.set(identifier, queue)
  return item
}

/** Of the identifier that waits with most. */
function takeNewest<Item>(queues: Map<string, Item[]>): Item | undefined {
  const [identifier, queue] = [...queues].reduce((a, b) => (b[1].length > a[1].length ? b : a))
  const item = queue.pop()
  if (queue.length === 0) queues.delete(identifier)
  return item
}
