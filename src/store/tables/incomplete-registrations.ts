import type { InferSelectModel } from 'drizzle-orm'
import type { ColumnKit } from './column-kit.js'

export function defineIncompleteRegistrationTables(kit: ColumnKit) {
  return { incompleteRegistrations: defineIncompleteRegistrations(kit) }
}

type Tables = ReturnType<typeof defineIncompleteRegistrationTables>
/** A proof of a person who has no account yet, because the settings ask for more than the proof tells. */
export type IncompleteRegistration = InferSelectModel<Tables['incompleteRegistrations']>

function defineIncompleteRegistrations({ table, string, whole, bytes, instant, index }: ColumnKit) {
  return table(
    'incomplete_registrations',
    {
      /** SHA-256 of the registration token, hexadecimal. */
      tokenHash: string().primaryKey(),
      /** The proven address, canonical. Null: the proof vouches for none. */
      email: string(),
      /** JSON: the identity at the provider. Null: the person proved a mailbox. */
      sealedIdentity: bytes(),
      /** Wanted by the sign-in that began. */
      accessLifetimeSeconds: whole(),
      createdAt: instant().notNull(),
      expiresAt: instant().notNull(),
    },
    (t) => [index('incomplete_registrations_expires_at').on(t.expiresAt)],
  )
}
