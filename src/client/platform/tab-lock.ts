import type { Surroundings } from './environment.js'
import type { Tabs } from './tabs.js'
import { wait } from './timers.js'

type Work<T> = () => Promise<T>

/** One tab at a time does what sets the refresh cookie or replaces the refresh token. */
export interface Turns {
  /** Runs the work when its turn has come. Rejects when the signal is aborted before that. */
  take<T>(work: Work<T>, signal: AbortSignal): Promise<T>
}

interface Needs extends Pick<Surroundings, 'clock' | 'random' | 'locks'> {
  tabs: Tabs
  name: string
}

/** A turn never comes when a tab hangs in it. The server puts up with two refreshes at once, users not with a freeze. */
const maxWaitMs = 20_000
/** A turn is kept for a moment after its work, so that no tab begins one before it has heard of the outcome. */
const lingerMs = 100
/** How long tabs without Web Locks listen for others before they begin. */
const listenMs = 60

/** By Web Locks; without them by asking the other tabs; without BroadcastChannel each tab for itself. */
export function createTurns(needs: Needs): Turns {
  if (needs.tabs.isAlone) return inOrder({ take: (work) => work() })
  return needs.locks === null ? inOrder(new AskedTurns(needs)) : new LockedTurns(needs, needs.locks)
}

/** One at a time within this tab. */
function inOrder(turns: Turns): Turns {
  let last: Promise<unknown> = Promise.resolve()
  return {
    take(work, signal) {
      const turn = last.then(() => {
        requireWanted(signal)
        return turns.take(work, signal)
      })
      last = turn.catch(() => undefined)
      return turn
    },
  }
}

class LockedTurns implements Turns {
  readonly #needs: Needs
  readonly #locks: NonNullable<Needs['locks']>

  constructor(needs: Needs, locks: NonNullable<Needs['locks']>) {
    this.#needs = needs
    this.#locks = locks
  }

  take<T>(work: Work<T>, signal: AbortSignal): Promise<T> {
    const { clock, name } = this.#needs
    const given = new AbortController()
    const giveUp = () => given.abort()
    const timer = clock.setTimeout(giveUp, maxWaitMs)
    signal.addEventListener('abort', giveUp)
    if (signal.aborted) giveUp()
    return new Promise<T>((resolve, reject) => {
      const begin = () => {
        clock.clearTimeout(timer)
        signal.removeEventListener('abort', giveUp)
        return work().then(resolve, reject)
      }
      const granted = async () => {
        await begin()
        await wait(clock, lingerMs)
      }
      // Also rejected where locks are forbidden, as in a sandboxed frame.
      const refused = (error: unknown) => (signal.aborted ? reject(error) : begin())
      this.#locks.request(name, { signal: given.signal }, granted).catch(refused)
    })
  }
}

/** Not airtight, as messages may be late; the server answers both of two tabs that refresh at once with the same token. */
class AskedTurns implements Turns {
  readonly #needs: Needs
  #isHolding = false
  #waiting: { id: number; isBehind: boolean; freed: AbortController } | null = null

  constructor(needs: Needs) {
    this.#needs = needs
    needs.tabs.listen((message) => {
      if (message.type === 'turn') this.#hear(message)
    })
  }

  async take<T>(work: Work<T>, signal: AbortSignal): Promise<T> {
    const { clock, random, tabs } = this.#needs
    const waiting = { id: random(), isBehind: false, freed: new AbortController() }
    this.#waiting = waiting
    tabs.tell({ type: 'turn', step: 'claim', id: waiting.id })
    await wait(clock, listenMs, signal)
    if (waiting.isBehind) await wait(clock, maxWaitMs, eitherOf(signal, waiting.freed))
    this.#waiting = null
    requireWanted(signal)
    this.#isHolding = true
    try {
      return await work()
    } finally {
      this.#isHolding = false
      tabs.tell({ type: 'turn', step: 'done', id: waiting.id })
    }
  }

  #hear({ step, id }: { step: 'claim' | 'busy' | 'done'; id: number }): void {
    const waiting = this.#waiting
    if (step === 'claim') this.#answer(id)
    if (waiting === null) return
    if (step === 'done') waiting.freed.abort()
    else if (id < waiting.id) waiting.isBehind = true
  }

  /** The lower number goes first; who has begun has the lowest. */
  #answer(id: number): void {
    const mine = this.#isHolding ? -1 : (this.#waiting?.id ?? 1)
    if (mine < id) this.#needs.tabs.tell({ type: 'turn', step: 'busy', id: mine })
  }
}

/** Throws when the work is no longer wanted. React Native's signals have no throwIfAborted. */
function requireWanted({ aborted }: AbortSignal): void {
  if (aborted) throw new Error('This work is not wanted any more.')
}

/** AbortSignal.any is younger than some browsers that lack Web Locks. */
function eitherOf(signal: AbortSignal, controller: AbortController): AbortSignal {
  signal.addEventListener('abort', () => controller.abort())
  return controller.signal
}
