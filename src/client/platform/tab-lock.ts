import type { ClientEnvironment } from './environment.js'
import { delay } from './timers.js'

type Work<T> = () => Promise<T>

/** One tab at a time runs work that sets the refresh cookie or replaces the refresh token. */
export interface TabLock {
  /** Waits for the lock, runs the work, and releases the lock. Rejects when the signal is aborted before the work. */
  run<T>(work: Work<T>, signal: AbortSignal): Promise<T>
}

interface Needs extends Pick<ClientEnvironment, 'clock' | 'locks'> {
  name: string
  /** Whether other tabs use the same cookie or the same storage. */
  isShared: boolean
}

/** A tab that hangs keeps its lock. Two refreshes at once do no harm, so the others go on without the lock. */
const maxWaitMs = 20_000
/** The lock is kept for a moment after the work: the next tab must have received the message about the outcome. */
const lingerMs = 100

/** Web Locks. Where the platform has none, each tab refreshes for itself, and the server gives all the same token. */
export function createTabLock(needs: Needs): TabLock {
  const { locks, isShared } = needs
  return locks === null || !isShared ? createQueue() : new WebLock(needs, locks)
}

/** One at a time within this tab. */
function createQueue(): TabLock {
  let last: Promise<unknown> = Promise.resolve()
  return {
    run(work, signal) {
      const done = last.then(() => {
        requireWanted(signal)
        return work()
      })
      last = done.catch(() => undefined)
      return done
    },
  }
}

class WebLock implements TabLock {
  readonly #needs: Needs
  readonly #locks: NonNullable<Needs['locks']>

  constructor(needs: Needs, locks: NonNullable<Needs['locks']>) {
    this.#needs = needs
    this.#locks = locks
  }

  run<T>(work: Work<T>, signal: AbortSignal): Promise<T> {
    const { clock, name } = this.#needs
    const wait = new AbortController()
    const stopWaiting = () => wait.abort()
    const timer = clock.setTimeout(stopWaiting, maxWaitMs)
    signal.addEventListener('abort', stopWaiting)
    if (signal.aborted) stopWaiting()
    return new Promise<T>((resolve, reject) => {
      const begin = () => {
        clock.clearTimeout(timer)
        signal.removeEventListener('abort', stopWaiting)
        return work().then(resolve, reject)
      }
      const granted = async () => {
        await begin()
        await delay(clock, lingerMs)
      }
      // Also rejected where locks are forbidden, as in a sandboxed frame.
      const refused = (error: unknown) => (signal.aborted ? reject(error) : begin())
      this.#locks.request(name, { signal: wait.signal }, granted).catch(refused)
    })
  }
}

/** Throws when the work is no longer wanted. React Native's signals have no throwIfAborted. */
function requireWanted({ aborted }: AbortSignal): void {
  if (aborted) throw new Error('This work is no longer wanted.')
}
