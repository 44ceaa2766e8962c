import { AuthUnreachableError } from '../errors.js'
import type { Clock } from './environment.js'

/** Resolves after the time, or as soon as the signal is aborted. */
export function delay(clock: Clock, milliseconds: number, signal?: AbortSignal): Promise<void> {
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

/** The promise, or AuthUnreachableError when it takes longer. */
export async function withTimeout<T>(clock: Clock, milliseconds: number, promise: Promise<T>): Promise<T> {
  const settled = new AbortController()
  const late = delay(clock, milliseconds, settled.signal).then(() => {
    throw new AuthUnreachableError('The server did not answer in time. The session is kept.')
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    late.catch(() => undefined)
    settled.abort()
  }
}

const maxPauseMs = 30_000

/** Doubles from one second to thirty; half of it is random, so that tabs and users do not come back all at once. */
export function backoffMs(failures: number, { retryAfter }: AuthUnreachableError, random: () => number): number {
  const full = Math.min(maxPauseMs, 1000 * 2 ** failures)
  const asked = Math.min(60_000, (retryAfter ?? 0) * 1000)
  return Math.ceil(Math.max(full / 2, asked) + (random() * full) / 2)
}
