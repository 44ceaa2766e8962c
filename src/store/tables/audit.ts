import type { InferSelectModel } from 'drizzle-orm'
import type { ColumnKit } from './column-kit.js'

export function defineAuditTables(kit: ColumnKit) {
  return { auditEvents: defineAuditEvents(kit) }
}

type Tables = ReturnType<typeof defineAuditTables>
export type AuditEventRow = InferSelectModel<Tables['auditEvents']>

function defineAuditEvents({ table, string, large, instant, index }: ColumnKit) {
  return table(
    'audit_events',
    {
      id: string().primaryKey(),
      at: instant().notNull(),
      /** Orders the events of one millisecond. It counts up while a process lives. */
      sequence: large().notNull().default(0),
      kind: string().notNull(),
      outcome: string().notNull(),
      /** No foreign key: events stay when the user and the session are deleted. */
      userId: string(),
      /** Who did it: `user`, `administrator`, `commandLine`, `system` or `anonymous`. */
      actorKind: string(),
      /** The id of that user or administrator. Null for the other kinds. */
      actorId: string(),
      sessionId: string(),
      ipAddress: string(),
      requestId: string(),
      /** JSON: what this kind of event says in addition to the columns. */
      details: string(),
    },
    (t) => [
      index('audit_events_in_order').on(t.at, t.sequence, t.id),
      index('audit_events_of_user').on(t.userId, t.at, t.sequence, t.id),
      index('audit_events_of_actor').on(t.actorId, t.at, t.sequence, t.id),
      index('audit_events_of_kind').on(t.kind, t.at, t.sequence, t.id),
      index('audit_events_of_address').on(t.ipAddress, t.at, t.sequence, t.id),
    ],
  )
}
