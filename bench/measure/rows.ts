/** One measured figure: what was asked of whom, under which load, once per round. */
export interface Row {
  part: string
  what: string
  who: string
  /** Connections, users, or another number that the part varies. */
  at: number
  unit: 'per second' | 'ms' | 'MiB' | 'bytes' | 'packages' | 'count'
  /** One per round, in the order they were taken. */
  values: number[]
  /** Milliseconds, one per round. */
  p50?: number[]
  p99?: number[]
  /** Why the figure does not count: answers that were not right. */
  refused?: string
}

export type RowKey = Pick<Row, 'part' | 'what' | 'who' | 'at'>

export class Rows {
  readonly all: Row[] = []

  add(key: RowKey & { unit: Row['unit'] }, ...values: number[]): void {
    const row = this.#find(key)
    row.values.push(...values.map(rounded))
  }

  addLoad(key: RowKey, load: { perSecond: number; p50: number; p99: number; failure: string | null }): void {
    const row = this.#find({ ...key, unit: 'per second' })
    if (load.failure !== null) row.refused = load.failure
    row.values.push(rounded(load.perSecond))
    row.p50 = [...(row.p50 ?? []), rounded(load.p50)]
    row.p99 = [...(row.p99 ?? []), rounded(load.p99)]
  }

  #find(key: RowKey & { unit: Row['unit'] }): Row {
    const known = this.all.find((row) => isSame(row, key))
    if (known !== undefined) return known
    const { part, what, who, at, unit } = key
    const row: Row = { part, what, who, at, unit, values: [] }
    this.all.push(row)
    return row
  }
}

export function isSame(a: RowKey, b: RowKey): boolean {
  return a.part === b.part && a.what === b.what && a.who === b.who && a.at === b.at
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/** Three significant digits below 1000, whole above: more would only look exact. */
function rounded(value: number): number {
  return value >= 1000 ? Math.round(value) : Number(value.toPrecision(3))
}
