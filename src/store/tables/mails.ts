import type { InferSelectModel } from 'drizzle-orm'
import type { ColumnKit } from './column-kit.js'
import { deliveryColumns } from './delivery-columns.js'

export function defineMailTables(kit: ColumnKit) {
  return { outboxMessages: defineOutboxMessages(kit) }
}

type Tables = ReturnType<typeof defineMailTables>
export type MailTable = Tables['outboxMessages']
export type OutboxMessage = InferSelectModel<MailTable>

function defineOutboxMessages(kit: ColumnKit) {
  const { table, string, bytes, index } = kit
  return table(
    'outbox_messages',
    {
      // `id` is also the left half of the Message-ID, so that a repeated delivery is recognised as the same mail.
      ...deliveryColumns(kit),
      kind: string().notNull(),
      /** Null: the mail is sent to no one. The row is settled from the start. */
      recipient: string(),
      language: string().notNull(),
      /** The values of the template, sealed, because codes and links are among them. Null when the mail was sent or dropped. */
      sealedValues: bytes(),
    },
    (t) => [
      index('outbox_messages_due').on(t.state, t.nextAttemptAt),
      index('outbox_messages_in_order').on(t.createdAt, t.id),
      index('outbox_messages_in_state').on(t.state, t.createdAt, t.id),
    ],
  )
}
