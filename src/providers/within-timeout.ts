import { setTimeout as pause } from 'node:timers/promises'
import { timeoutSeconds } from './issuer-metadata.js'

/** All requests to a provider that one request causes share the time. */
export async function withinTimeout<T>(work: Promise<T>): Promise<T> {
  const timer = new AbortController()
  const timeout = pause(timeoutSeconds * 1000, null, { signal: timer.signal, ref: false }).then(() => {
    throw Object.assign(new Error(), { code: 'OAUTH_TIMEOUT' })
  })
  try {
    return await Promise.race([work, timeout])
  } finally {
    timer.abort()
  }
}
