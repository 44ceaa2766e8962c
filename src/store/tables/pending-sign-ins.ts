import type { InferSelectModel } from 'drizzle-orm'
import type { ColumnKit } from './column-kit.js'
import type { Users } from './users.js'

export function definePendingSignInTables(kit: ColumnKit, users: Users) {
  return { pendingSignIns: definePendingSignIns(kit, users) }
}

type Tables = ReturnType<typeof definePendingSignInTables>
/** A sign-in whose first proof was right and that waits for a second factor. */
export type PendingSignIn = InferSelectModel<Tables['pendingSignIns']>

function definePendingSignIns({ table, string, whole, flag, instant, index, uniqueIndex }: ColumnKit, users: Users) {
  return table(
    'pending_sign_ins',
    {
      id: string().primaryKey(),
      /** SHA-256 of the token, hexadecimal: 256 random bits need no slow hash. */
      hash: string().notNull(),
      userId: string()
        .notNull()
        .references(() => users.id, { onDelete: 'cascade' }),
      /** `answer`: a second factor is due. `setup`: one has to be set up first. */
      purpose: string().notNull(),
      /** What was proven so far: names of authentication methods, separated by spaces. */
      methods: string().notNull(),
      accessLifetimeSeconds: whole(),
      deviceName: string(),
      delivery: string().notNull(),
      /** The device from which the user has signed in before. Null: another one. */
      deviceId: string(),
      isNewUser: flag().notNull(),
      /** Answers so far, counted before they are compared. */
      attempts: whole().notNull(),
      createdAt: instant().notNull(),
      expiresAt: instant().notNull(),
    },
    (t) => [
      uniqueIndex('pending_sign_ins_hash').on(t.hash),
      index('pending_sign_ins_user_id').on(t.userId),
      index('pending_sign_ins_expires_at').on(t.expiresAt),
    ],
  )
}
