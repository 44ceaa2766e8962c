import type { InferSelectModel } from 'drizzle-orm'
import type { ColumnKit } from './column-kit.js'

export function defineEmailProofTables(kit: ColumnKit) {
  return { emailCodes: defineEmailCodes(kit), linkTokens: defineLinkTokens(kit) }
}

type Tables = ReturnType<typeof defineEmailProofTables>
export type EmailCode = InferSelectModel<Tables['emailCodes']>
export type LinkToken = InferSelectModel<Tables['linkTokens']>

function defineEmailCodes({ table, string, whole, instant, bytes, index }: ColumnKit) {
  return table(
    'email_codes',
    {
      /** Purpose and address. A new code replaces the old one. */
      key: string().primaryKey(),
      mac: bytes().notNull(),
      /** Incremented before each comparison. */
      attempts: whole().notNull(),
      expiresAt: instant().notNull(),
    },
    (t) => [index('email_codes_expires_at').on(t.expiresAt)],
  )
}

function defineLinkTokens({ table, string, instant, uniqueIndex, index }: ColumnKit) {
  return table(
    'link_tokens',
    {
      /** Purpose and user, or address. A new link replaces the old one. */
      key: string().primaryKey(),
      /** SHA-256, hexadecimal. The token has 256 random bits, so a slow hash is not needed. */
      hash: string().notNull(),
      /** No foreign key: a request for an unknown address writes a row too. Null: the link belongs to the address. */
      userId: string(),
      /** The address that the link was mailed to. */
      email: string().notNull(),
      expiresAt: instant().notNull(),
    },
    (t) => [uniqueIndex('link_tokens_hash').on(t.hash), index('link_tokens_expires_at').on(t.expiresAt)],
  )
}
