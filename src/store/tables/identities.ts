import type { InferSelectModel } from 'drizzle-orm'
import type { ColumnKit } from './column-kit.js'
import type { Users } from './users.js'

export function defineIdentityTables(kit: ColumnKit, users: Users) {
  return {
    identities: defineIdentities(kit, users),
    providerSignIns: defineProviderSignIns(kit, users),
    idTokenUses: defineIdTokenUses(kit),
  }
}

type Tables = ReturnType<typeof defineIdentityTables>
/** An account at a provider that signs a user in. */
export type Identity = InferSelectModel<Tables['identities']>
/** A person who is on the way to a provider and back. */
export type ProviderSignIn = InferSelectModel<Tables['providerSignIns']>
export type IdTokenUse = InferSelectModel<Tables['idTokenUses']>

function defineIdentities({ table, string, instant, index, uniqueIndex }: ColumnKit, users: Users) {
  return table(
    'identities',
    {
      id: string().primaryKey(),
      userId: string()
        .notNull()
        .references(() => users.id, { onDelete: 'cascade' }),
      /** The id in PROVIDERS at the time of the first sign-in. */
      provider: string().notNull(),
      /** `iss` of OpenID Connect; a constant for providers that do not speak it. */
      issuer: string().notNull(),
      /** `sub`: never given to another person by the issuer. */
      subject: string().notNull(),
      /** The address at the provider, canonical. Shown to the user, and no proof of anything. */
      email: string(),
      displayName: string(),
      createdAt: instant().notNull(),
      lastUsedAt: instant(),
    },
    (t) => [uniqueIndex('identities_issuer_subject').on(t.issuer, t.subject), index('identities_user_id').on(t.userId)],
  )
}

function defineProviderSignIns({ table, string, whole, bytes, instant, index, uniqueIndex }: ColumnKit, users: Users) {
  return table(
    'provider_sign_ins',
    {
      /** SHA-256 of `state`, hexadecimal. */
      stateHash: string().primaryKey(),
      provider: string().notNull(),
      nonce: string().notNull(),
      /** The verifier of the server's own PKCE challenge to the provider. */
      sealedVerifier: bytes().notNull(),
      /** The challenge of the client that began: no other client can finish. */
      codeChallenge: string().notNull(),
      returnTo: string().notNull(),
      /** Who adds an identity. Null for a sign-in. */
      userId: string().references(() => users.id, { onDelete: 'cascade' }),
      accessLifetimeSeconds: whole(),
      deviceName: string(),
      delivery: string().notNull(),
      /** When the provider answered. An answer is taken once. */
      answeredAt: instant(),
      /** SHA-256 of the one-time code for the client. Null until the provider has answered. */
      codeHash: string(),
      /** JSON: what the provider told. */
      sealedProfile: bytes(),
      createdAt: instant().notNull(),
      expiresAt: instant().notNull(),
    },
    (t) => [
      uniqueIndex('provider_sign_ins_code_hash').on(t.codeHash),
      index('provider_sign_ins_user_id').on(t.userId),
      index('provider_sign_ins_expires_at').on(t.expiresAt),
    ],
  )
}

function defineIdTokenUses({ table, string, instant, index }: ColumnKit) {
  return table(
    'id_token_uses',
    {
      /** SHA-256 of what is signed, hexadecimal: some signatures can be written in two ways. */
      hash: string().primaryKey(),
      /** When the token is refused by its own claims. */
      expiresAt: instant().notNull(),
    },
    (t) => [index('id_token_uses_expires_at').on(t.expiresAt)],
  )
}
