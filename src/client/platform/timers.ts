import { AuthUnreachable } from '../errors.js'
import type { Clock } from './environment.js'

/** Resolves after the time, or as soon as the signal is aborted. */
export function wait(clock: Clock, milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) return resolve()
    const done = () => {
      clock.clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const timer = clock.setTimeout(done, milliseconds)
    signal?.addEventListener('abort', done)
  })
}

/** The promise, or AuthUnreachable when it takes longer. */
export async function within<T>(clock: Clock, milliseconds: number, promise: Promise<T>): Promise<T> {
  const enough = new AbortController()
  const late = wait(clock, milliseconds, enough.signal).then(() => {
    throw new AuthUnreachable('The server did not answer in time. The session is kept.')
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    late.catch(() => undefined)
    enough.abort()
  }
}

const maxPauseMs = 30_000

/** Doubles from one second to thirty; half of it is by chance, so that tabs and users do not come back all at once. */
export function pauseAfter(failures: number, { retryAfter }: AuthUnreachable, random: () => number): number {
  const full = Math.min(maxPauseMs, 1000 * 2 ** failures)
  const asked = Math.min(60_000, (retryAfter ?? 0) * 1000)
  return Math.ceil(Math.max(full / 2, asked) + (random() * full) / 2)
}
