import type { InferSelectModel } from 'drizzle-orm'
import type { ColumnKit } from './column-kit.js'

export function definePendingRegistrationTables(kit: ColumnKit) {
  return { pendingRegistrations: definePendingRegistrations(kit) }
}

type Tables = ReturnType<typeof definePendingRegistrationTables>
/** A registration whose address is not proven yet. It is written whether another user has the address or not. */
export type PendingRegistration = InferSelectModel<Tables['pendingRegistrations']>

function definePendingRegistrations({ table, string, instant, index, uniqueIndex }: ColumnKit) {
  return table(
    'pending_registrations',
    {
      /** Canonical. A later registration of the same address replaces the row. */
      email: string().primaryKey(),
      /** The id that the user gets. Mailed links name it. */
      userId: string().notNull(),
      /** As typed. It is not reserved: the name is compared with those of users when the address is proven. */
      username: string(),
      usernameKey: string(),
      /** The hash of the password. Null: the account is opened with a passkey. */
      passwordHash: string(),
      /** JSON: the passkey with its public key in base64. Null: the account is opened with a password. */
      passkey: string(),
      /** JSON: the fields of the profile that were given. */
      profile: string().notNull(),
      language: string().notNull(),
      createdAt: instant().notNull(),
      expiresAt: instant().notNull(),
    },
    (t) => [
      uniqueIndex('pending_registrations_user_id').on(t.userId),
      index('pending_registrations_username_key').on(t.usernameKey),
      index('pending_registrations_expires_at').on(t.expiresAt),
    ],
  )
}
