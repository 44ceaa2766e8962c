import type { Load } from './load.ts'
import { shoot } from './load.ts'
import type { RowKey, Rows } from './rows.ts'

/** One figure of a comparison: measured once a round, in turn with the others. */
export interface Contestant {
  key: RowKey
  /** Lets the engine compile what is about to be measured. */
  warm?(): Promise<unknown>
  measure(): Promise<void>
}

export async function alternate(rounds: number, contestants: readonly Contestant[]): Promise<void> {
  for (const { warm } of contestants) await warm?.()
  for (let round = 0; round < rounds; round += 1) {
    for (const { key, measure } of contestants) {
      const startedAt = performance.now()
      await measure()
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
      console.log(`  round ${round + 1}: ${key.what} of ${key.who} at ${key.at} (${seconds} s)`)
    }
  }
}

/** A contestant that is loaded; what its connections send is made anew for each round. */
export function loaded(rows: Rows, key: RowKey, prepare: () => Load | Promise<Load>): Contestant {
  return {
    key,
    async warm() {
      const load = await prepare()
      await shoot({ ...load, until: 'seconds' in load.until ? { seconds: 1 } : { requests: load.connections } })
    },
    async measure() {
      rows.addLoad(key, await shoot(await prepare()))
    },
  }
}
