import { median, type Row } from '../measure/rows.ts'

/** Part, what, who, and at which level of what the part varies. */
type Key = [part: string, what: string, who: string, at: number]

/** The medians of one run, by what they are of. */
export class Figures {
  readonly #rows: readonly Row[]

  constructor(rows: readonly Row[]) {
    this.#rows = rows
  }

  /** Null when it was not measured or does not count. */
  row(...[part, what, who, at]: Key): Row | null {
    const found = this.#rows.find((row) => row.part === part && row.what === what && row.who === who && row.at === at)
    return found === undefined || found.refused !== undefined ? null : found
  }

  median(...key: Key): number | null {
    const row = this.row(...key)
    return row === null ? null : median(row.values)
  }

  p50(...key: Key): number | null {
    return medianOf(this.row(...key)?.p50)
  }

  p99(...key: Key): number | null {
    return medianOf(this.row(...key)?.p99)
  }

  ratio(over: Key, under: Key): number | null {
    const [a, b] = [this.median(...over), this.median(...under)]
    return a === null || b === null ? null : a / b
  }

  /** What was varied, ascending. */
  levels(part: string, what: string): number[] {
    const levels = this.#rows.filter((row) => row.part === part && row.what === what).map(({ at }) => at)
    return [...new Set(levels)].sort((a, b) => a - b)
  }

  whos(part: string, what: string): string[] {
    const found = this.#rows.filter((row) => row.part === part && row.what === what).map(({ who }) => who)
    return [...new Set(found)]
  }
}

function medianOf(values: number[] | undefined): number | null {
  return values === undefined ? null : median(values)
}

/** `–` for what was not measured. */
export function show(value: number | null, unit = ''): string {
  if (value === null || Number.isNaN(value)) return '–'
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2
  const text = value.toLocaleString('en-US', { maximumFractionDigits: digits })
  return unit === '' ? text : `${text} ${unit}`
}

export function showRange(row: Row | null): string {
  if (row === null) return '–'
  const [min, max] = [Math.min(...row.values), Math.max(...row.values)]
  const middle = show(median(row.values))
  return row.values.length === 1 ? middle : `${middle} (${show(min)}–${show(max)})`
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

export function worst(values: readonly (number | null)[], pick: (...values: number[]) => number): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : pick(...known)
}
