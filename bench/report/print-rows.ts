import { median, type Row } from '../measure/rows.ts'

/** Everything measured, as text. */
export function printRows(rows: readonly Row[]): void {
  console.table(
    rows.map(({ part, what, who, at, unit, values, p50, p99, refused }) => ({
      part,
      what,
      who,
      at,
      median: refused === undefined ? median(values) : 'refused',
      range: `${Math.min(...values)}–${Math.max(...values)}`,
      unit,
      p50: p50 === undefined ? '' : median(p50),
      p99: p99 === undefined ? '' : median(p99),
    })),
  )
  for (const { what, who, at, refused } of rows)
    if (refused) console.log(`refused: ${what} of ${who} at ${at}: ${refused}`)
}
