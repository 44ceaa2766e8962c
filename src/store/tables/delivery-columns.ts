import type { ColumnKit } from './column-kit.js'

/** The columns of the outbox. Each sender has a table of its own with these columns. */
export function deliveryColumns({ string, whole, instant }: ColumnKit) {
  return {
    /** The receiver gets this id and can recognise a repeated delivery. */
    id: string().primaryKey(),
    /** `waiting`, or how it ended: `sent`, `failed` (refused for good) or `dropped` (expired). */
    state: string().notNull(),
    attempts: whole().notNull(),
    /** When the row is due. While a worker holds the row: when its lease ends. */
    nextAttemptAt: instant().notNull(),
    expiresAt: instant().notNull(),
    createdAt: instant().notNull(),
    settledAt: instant(),
    /** Why the last attempt failed: a code of the protocol or of the socket. */
    lastFailure: string(),
  }
}

/** A table with the columns above, whatever else it has. */
export type DeliveryTable = ReturnType<typeof defineDeliveries>

function defineDeliveries(kit: ColumnKit, name: string) {
  return kit.table(name, deliveryColumns(kit))
}
