import type { InferInsertModel, InferSelectModel } from 'drizzle-orm'
import type { ColumnKit } from './column-kit.js'
import type { Users } from './users.js'

export function defineSecondFactorTables(kit: ColumnKit, users: Users) {
  return {
    totpCredentials: defineTotpCredentials(kit, users),
    totpSetups: defineTotpSetups(kit, users),
    recoveryCodes: defineRecoveryCodes(kit, users),
  }
}

type Tables = ReturnType<typeof defineSecondFactorTables>
export type TotpCredential = InferSelectModel<Tables['totpCredentials']>
export type TotpSetupRow = InferSelectModel<Tables['totpSetups']>
export type NewRecoveryCode = InferInsertModel<Tables['recoveryCodes']>

function defineTotpCredentials({ table, string, large, instant, bytes }: ColumnKit, users: Users) {
  return table('totp_credentials', {
    userId: string()
      .primaryKey()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** 160 bits, sealed. */
    sealedSecret: bytes().notNull(),
    /** The time step of the last code that was accepted. It only grows, so a code works once (RFC 6238, section 5.2). */
    lastStep: large().notNull(),
    createdAt: instant().notNull(),
    lastUsedAt: instant(),
  })
}

function defineTotpSetups({ table, string, instant, bytes, index }: ColumnKit, users: Users) {
  return table(
    'totp_setups',
    {
      /** The next set-up of the same user replaces this one. */
      userId: string()
        .primaryKey()
        .references(() => users.id, { onDelete: 'cascade' }),
      sealedSecret: bytes().notNull(),
      expiresAt: instant().notNull(),
    },
    (t) => [index('totp_setups_expires_at').on(t.expiresAt)],
  )
}

function defineRecoveryCodes({ table, string, instant, bytes, index }: ColumnKit, users: Users) {
  return table(
    'recovery_codes',
    {
      id: string().primaryKey(),
      userId: string()
        .notNull()
        .references(() => users.id, { onDelete: 'cascade' }),
      /** A keyed MAC of user and code. */
      mac: bytes().notNull(),
      usedAt: instant(),
    },
    (t) => [index('recovery_codes_user_id').on(t.userId)],
  )
}
