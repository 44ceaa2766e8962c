import type { Engine } from './engines.js'
import { runSql } from './stores.js'

const explain = { sqlite: 'explain query plan', postgres: 'explain' } as const

/** How the engine answers a query of drizzle, with fresh statistics. */
export async function explainPlan(
  { engine, databaseUrl }: { engine: Engine; databaseUrl: string },
  query: object,
): Promise<string> {
  await runSql(databaseUrl, 'analyze')
  return JSON.stringify(await runSql(databaseUrl, `${explain[engine]} ${withValues(query)}`))
}

/** Whether the plan reads every row of a table or sorts what it has read. */
export function isWholeScan(plan: string, table: string): boolean {
  const scan = new RegExp(`SCAN ${table}(?! USING)|Seq Scan on ${table}|TEMP B-TREE|"\\s*(->)?\\s*Sort`)
  return scan.test(plan)
}

/** The text of a query with its values in place of the parameters, as a database shell takes it. */
function withValues(query: object): string {
  const { sql, params } = (query as { toSQL(): { sql: string; params: unknown[] } }).toSQL()
  const values = params.map((value) => (typeof value === 'number' ? String(value) : `'${String(value)}'`))
  let next = 0
  return sql.replace(
    /\$(\d+)|\?/g,
    (_, place?: string) => values[place === undefined ? next++ : Number(place) - 1] ?? '',
  )
}
