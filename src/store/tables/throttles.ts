import type { ColumnKit } from './column-kit.js'

export function defineThrottleTables(kit: ColumnKit) {
  return { throttles: defineThrottles(kit) }
}

function defineThrottles({ table, string, large, index }: ColumnKit) {
  return table(
    'throttles',
    {
      /** A MAC of the limit's name and its subject, so that the table does not show who is counted. */
      key: string().primaryKey(),
      /** When the bucket will be empty, in milliseconds since 1970. The time until then is the count. */
      drainedAtMs: large().notNull(),
    },
    (t) => [index('throttles_drained_at_ms').on(t.drainedAtMs)],
  )
}
