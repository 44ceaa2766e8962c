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
    /** Counts the passwords of the user. A new hash of the same password does not change it. */
    version: whole().notNull(),
    changedAt: instant().notNull(),
    /** Every sign-in updates this row. The row lock serialises sign-ins and password changes. */
    usedAt: instant().notNull(),
  })
}
