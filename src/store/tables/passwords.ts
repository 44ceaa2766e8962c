import type { InferSelectModel } from 'drizzle-orm'
import type { ColumnKit } from './column-kit.js'
import type { Users } from './users.js'

export function definePasswordTables(kit: ColumnKit, users: Users) {
  return { passwordCredentials: definePasswordCredentials(kit, users) }
}

type Tables = ReturnType<typeof definePasswordTables>
export type PasswordCredential = InferSelectModel<Tables['passwordCredentials']>

function definePasswordCredentials({ table, string, whole, instant }: ColumnKit, users: Users) {
  return table('password_credentials', {
    userId: string()
      .primaryKey()
      .references(() => users.id, { onDelete: 'cascade' }),
    hash: string().notNull(),
    /** Incremented by every new password, and not by a new hash of the same password. */
    version: whole().notNull(),
    changedAt: instant().notNull(),
    /** Every sign-in updates this row. The row lock puts sign-ins and password changes in order. */
    usedAt: instant().notNull(),
  })
}
