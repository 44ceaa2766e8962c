import type { Clock } from '../../src/platform/clock.js'

export interface FakeClock extends Clock {
  /** Seconds, forwards or backwards. */
  move(seconds: number): void
}

/** Starts at the real time, to the second, so that what other programs check against their own clock holds too. */
export function createFakeClock(): FakeClock {
  let nowMs = Math.floor(Date.now() / 1000) * 1000
  return {
    now: () => new Date(nowMs),
    move(seconds) {
      nowMs += seconds * 1000
    },
  }
}
