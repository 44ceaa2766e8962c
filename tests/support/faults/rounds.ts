import { appendFileSync } from 'node:fs'
import { type Engine, engines } from '../engines.js'

/** How often a fault is repeated: `npm run check:faults` says so, `npm test` runs the short form. */
export const isLong = process.env.FAULT_ROUNDS !== undefined
/** Whether the check holds times to their limits; not on a machine that others use as well (FAULT_TIMES=off). */
export const timesCount = isLong && process.env.FAULT_TIMES !== 'off'
export const testTimeout = isLong ? 1_800_000 : 240_000

export interface Rounds extends Iterable<number> {
  /** So far. */
  done: number
}

/**
 * `short` rounds in `npm test`; in the check as many as were asked for, at max `max`, and none that would begin after
 * FAULT_SECONDS.
 */
export function roundsOf(short: number, max = Number.POSITIVE_INFINITY): Rounds {
  const count = isLong ? Math.min(Number(process.env.FAULT_ROUNDS), max) : short
  const until = performance.now() + Number(process.env.FAULT_SECONDS ?? 86_400) * 1000
  return {
    done: 0,
    *[Symbol.iterator]() {
      while (this.done < count && performance.now() < until) {
        yield this.done
        this.done += 1
      }
    },
  }
}

/** The short form plays some faults on one engine only. */
export function enginesOf(short: Engine): readonly Engine[] {
  return isLong ? engines : [short]
}

export interface FaultResult {
  /** The id in docs/faults.md. */
  fault: string
  engine: string
  rounds: number
  requests?: number
  /** Without an answer, or answered UNAVAILABLE. */
  failed?: number
  /** The longest time from the end of the fault to the first answer. */
  recoverySeconds?: number
  note?: string
}

/** A row of the table that the check prints at its end. */
export function report(result: FaultResult): void {
  const file = process.env.FAULT_REPORT
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(result)}\n`)
}
