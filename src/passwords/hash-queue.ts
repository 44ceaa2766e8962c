import { Unavailable } from '../platform/unavailable.js'
import { FairOrder, type Place } from './fair-order.js'

/** Maximum estimated wait. A flood must not be felt for longer, and most people do not wait longer. */
const maxWaitMs = 4000
/** Maximum time in the queue. The estimate above covers hashing only; a slow database can make the wait longer. */
const timeoutMs = 5000

interface Options {
  concurrency: number
  /** How many may wait. */
  queue: number
  /** Moving average of the time of one hash. */
  averageMs(): number
}

interface Waiting {
  start(): void
  refuse(refusal: Unavailable): void
}

/**
 * Networks take turns, and inside a network the identifiers do. A full queue makes room for a network with fewer places:
 * the network with most loses its newest. So one network alone can use all places, and no network keeps others out.
 */
export class HashQueue {
  #running = 0
  readonly #options: Options
  readonly #order = new FairOrder<Waiting>()

  constructor(options: Options) {
    this.#options = options
  }

  get running(): number {
    return this.#running
  }

  get waiting(): number {
    return this.#order.size
  }

  /**
   * Runs `work` when fewer than `concurrency` others run. Throws `Unavailable` at once if the wait would be too long.
   * It does so too if the queue is full and the network of this place has its share. Throws it after five seconds too.
   */
  async run<T>(place: Place, work: () => Promise<T>): Promise<T> {
    await this.#enter(place)
    try {
      return await work()
    } finally {
      this.#leave()
    }
  }

  #enter(place: Place): Promise<void> {
    const { concurrency, queue, averageMs } = this.#options
    if (this.#running < concurrency) {
      this.#running += 1
      return Promise.resolve()
    }
    const waitMs = (this.#order.countAhead(place) / concurrency) * averageMs()
    if (waitMs > maxWaitMs) throw tooManyWait(waitMs)
    if (this.#order.size >= queue) this.#makeRoom(place, waitMs)
    return this.#wait(place)
  }

  #makeRoom(place: Place, waitMs: number): void {
    const displaced = this.#order.displace(place)
    if (displaced === undefined) throw tooManyWait(waitMs)
    displaced.refuse(tooManyWait(waitMs))
  }

  #wait(place: Place): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        start() {
          clearTimeout(timer)
          resolve()
        },
        refuse(refusal) {
          clearTimeout(timer)
          reject(refusal)
        },
      }
      const timer = setTimeout(() => {
        if (this.#order.remove(place, waiting)) waiting.refuse(tooManyWait(timeoutMs))
      }, timeoutMs)
      this.#order.push(place, waiting)
    })
  }

  /** The slot passes to the next in the order. */
  #leave(): void {
    const next = this.#order.shift()
    if (next === undefined) this.#running -= 1
    else next.start()
  }
}

function tooManyWait(waitMs: number): Unavailable {
  return new Unavailable('Too many passwords are waiting.', Math.max(1, Math.ceil(waitMs / 1000)), 'passwords')
}
