import type { InferSelectModel } from 'drizzle-orm'
import type { ColumnKit } from './column-kit.js'
import type { Users } from './users.js'

export function defineTrustedDeviceTables(kit: ColumnKit, users: Users) {
  return { trustedDevices: defineTrustedDevices(kit, users) }
}

type Tables = ReturnType<typeof defineTrustedDeviceTables>
/** A device on which the user gave the second factor and chose to remember it. */
export type TrustedDevice = InferSelectModel<Tables['trustedDevices']>

function defineTrustedDevices({ table, string, instant, index }: ColumnKit, users: Users) {
  return table(
    'trusted_devices',
    {
      /** The device of a device token. */
      id: string().primaryKey(),
      userId: string()
        .notNull()
        .references(() => users.id, { onDelete: 'cascade' }),
      trustedAt: instant().notNull(),
      expiresAt: instant().notNull(),
    },
    (t) => [index('trusted_devices_user_id').on(t.userId), index('trusted_devices_expires_at').on(t.expiresAt)],
  )
}
