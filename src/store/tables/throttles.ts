import type { ColumnKit } from './column-kit.js'

export function defineThrottleTables(kit: ColumnKit) {
  return { throttles: defineThrottles(kit) }
}

function defineThrottles({ table, string, large, index }: ColumnKit) {
  return table(
    'throttles',
    {
      /** A MAC of the limit's name and its subject, so that the table tells nobody whom it counts. */
      key: string().primaryKey(),
      /** When everything taken has drained, in milliseconds since 1970: what remains until then is what is counted. */
      drainedAtMs: large().notNull(),
    },
    (t) => [index('throttles_drained_at_ms').on(t.drainedAtMs)],
  )
}
