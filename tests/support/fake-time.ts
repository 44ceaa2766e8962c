import type { Clock } from '../../src/client/platform/environment.js'

export interface FakeTime extends Clock {
  /** Moves the time, running the timers that are due in order, and lets everything that follows from each settle. */
  pass(seconds: number): Promise<void>
  /** Moves only what `now()` says, as a sleeping device or a corrected clock does. */
  jump(seconds: number): void
  /** Another device in the same time, whose clock is wrong. */
  wrongBy(seconds: number): Clock
}

/** Lets promises, streams and messages run until nothing more happens without time passing. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn++) await new Promise((resolve) => setImmediate(resolve))
}

export function createFakeTime(): FakeTime {
  let nowMs = 1_000_000_000
  let passedMs = 0
  const timers = new Map<object, { dueMs: number; run: () => void }>()
  const clock: Clock = {
    now: () => nowMs,
    setTimeout(run, milliseconds) {
      const timer = {}
      timers.set(timer, { dueMs: passedMs + Math.max(0, milliseconds), run })
      return timer
    },
    clearTimeout: (timer) => void timers.delete(timer as object),
  }
  const runNext = (untilMs: number): boolean => {
    const [next] = [...timers].filter(([, { dueMs }]) => dueMs <= untilMs).sort(([, a], [, b]) => a.dueMs - b.dueMs)
    if (next === undefined) return false
    const [timer, { dueMs, run }] = next
    timers.delete(timer)
    nowMs += dueMs - passedMs
    passedMs = dueMs
    run()
    return true
  }
  return {
    ...clock,
    async pass(seconds) {
      const untilMs = passedMs + seconds * 1000
      await settle()
      while (runNext(untilMs)) await settle()
      nowMs += untilMs - passedMs
      passedMs = untilMs
      await settle()
    },
    jump(seconds) {
      nowMs += seconds * 1000
    },
    wrongBy: (seconds) => ({ ...clock, now: () => nowMs + seconds * 1000 }),
  }
}
