import { randomBetween } from '../platform/random.js'
import type { Pauses } from './sender.js'

/**
 * Seconds until the next attempt. The pause doubles with every attempt. Half of it is random, so that the attempts
 * after an outage do not come together. It is at most a quarter of `lifeSeconds`, so that a row of short life is tried
 * again in time.
 */
export function backOffSeconds(
  { attempts, lifeSeconds }: { attempts: number; lifeSeconds: number },
  { firstSeconds, maxSeconds }: Pauses,
): number {
  const max = Math.min(firstSeconds * 2 ** (attempts - 1), maxSeconds, lifeSeconds / 4)
  return randomBetween(max / 2, max)
}
