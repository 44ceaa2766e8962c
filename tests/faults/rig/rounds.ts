import { appendFileSync } from 'node:fs'
import { type Engine, engines } from '../../support/engines.js'

/** How often a fault is repeated: `npm run check:faults` says so, `npm test` runs the short form. */
export const isLong = process.env.FAULT_ROUNDS !== undefined
/** Whether the check holds times to their limits; not on a machine that others use as well (FAULT_TIMES=off). */
export const timesCount = isLong && process.env.FAULT_TIMES !== 'off'
export const testTimeout = isLong ? 1_800_000 : 60_000

/** `short` rounds in `npm test`; in the check as many as were asked for, at most `most`. */
export function roundsOf(short: number, most = Number.POSITIVE_INFINITY): number {
  return isLong ? Math.min(Number(process.env.FAULT_ROUNDS), most) : short
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
