import type { ColumnKit } from './column-kit.js'

/** What the outbox keeps about a row that is sent later. Each sender has a table of its own, with these columns. */
export function deliveryColumns({ string, whole, instant }: ColumnKit) {
  return {
    /** The receiver sees it, so that it can recognise a repeated delivery. */
    id: string().primaryKey(),
    /** `waiting`, or how it ended: `sent`, `failed` (refused for good) or `dropped` (expired). */
    state: string().notNull(),
    attempts: whole().notNull(),
    /** While a worker holds the row: when its lease ends. */
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
