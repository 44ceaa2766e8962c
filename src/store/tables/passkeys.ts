import type { InferInsertModel, InferSelectModel } from 'drizzle-orm'
import type { ColumnKit } from './column-kit.js'
import type { Users } from './users.js'

export function definePasskeyTables(kit: ColumnKit, users: Users) {
  return { passkeys: definePasskeys(kit, users), passkeyChallenges: definePasskeyChallenges(kit) }
}

type Tables = ReturnType<typeof definePasskeyTables>
export type PasskeyRow = InferSelectModel<Tables['passkeys']>
export type NewPasskey = InferInsertModel<Tables['passkeys']>
export type PasskeyChallengeRow = InferSelectModel<Tables['passkeyChallenges']>

function definePasskeys({ table, string, large, flag, instant, bytes, index, uniqueIndex }: ColumnKit, users: Users) {
  return table(
    'passkeys',
    {
      id: string().primaryKey(),
      userId: string()
        .notNull()
        .references(() => users.id, { onDelete: 'cascade' }),
      /** base64url. Unique among all users (WebAuthn, section 7.1, step 26). */
      credentialId: string().notNull(),
      /** COSE. */
      publicKey: bytes().notNull(),
      /** The signature counter at the last use; 0 for authenticators that do not count. */
      counter: large().notNull(),
      /** As the authenticator named them, separated by spaces. */
      transports: string().notNull(),
      /** Names the model of the authenticator; all zeros when it does not tell. */
      aaguid: string().notNull(),
      isBackedUp: flag().notNull(),
      name: string().notNull(),
      createdAt: instant().notNull(),
      lastUsedAt: instant(),
    },
    (t) => [uniqueIndex('passkeys_credential_id').on(t.credentialId), index('passkeys_user_id').on(t.userId)],
  )
}

function definePasskeyChallenges({ table, string, instant, index }: ColumnKit) {
  return table(
    'passkey_challenges',
    {
      /** SHA-256 of the challenge, hexadecimal. */
      hash: string().primaryKey(),
      /** What the ceremony is for. */
      purpose: string().notNull(),
      /** The user of the challenge. Null: any user, or a person who has no account yet. */
      userId: string(),
      sessionId: string(),
      pendingSignInId: string(),
      /** JSON: what a sign-up asked for. */
      details: string(),
      expiresAt: instant().notNull(),
    },
    (t) => [index('passkey_challenges_expires_at').on(t.expiresAt)],
  )
}
