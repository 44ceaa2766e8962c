import type { InferSelectModel } from 'drizzle-orm'
import type { ColumnKit } from './column-kit.js'

export function defineOutboxTables(kit: ColumnKit) {
  return { outboxMessages: defineOutboxMessages(kit) }
}

type Tables = ReturnType<typeof defineOutboxTables>
export type OutboxMessage = InferSelectModel<Tables['outboxMessages']>

function defineOutboxMessages({ table, string, whole, instant, bytes, index }: ColumnKit) {
  return table(
    'outbox_messages',
    {
      /** Also the left half of the Message-ID, so that a repeated delivery is recognised as the same mail. */
      id: string().primaryKey(),
      kind: string().notNull(),
      recipient: string().notNull(),
      language: string().notNull(),
      /** The values of the template, sealed: codes and links are in them. Null once the message is settled. */
      sealedValues: bytes(),
      state: string().notNull(),
      attempts: whole().notNull(),
      /** While a worker holds it: when it counts as abandoned. */
      nextAttemptAt: instant().notNull(),
      expiresAt: instant().notNull(),
      createdAt: instant().notNull(),
      settledAt: instant(),
      /** Why the last attempt failed: a code of SMTP or of the socket. */
      lastFailure: string(),
    },
    (t) => [index('outbox_messages_due').on(t.state, t.nextAttemptAt)],
  )
}
