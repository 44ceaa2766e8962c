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
      /** Purpose and address. */
      key: string().primaryKey(),
      mac: bytes().notNull(),
      /** The code, sealed, to mail it again. Null in rows of older versions. */
      sealedCode: bytes(),
      /** When the code was made. Null in rows of older versions. */
      issuedAt: instant(),
      /** Incremented before each comparison. */
      attempts: whole().notNull(),
      expiresAt: instant().notNull(),
    },
    (t) => [index('email_codes_expires_at').on(t.expiresAt)],
  )
}

function defineLinkTokens({ table, string, bytes, instant, uniqueIndex, index }: ColumnKit) {
  return table(
    'link_tokens',
    {
      /** Purpose and user, or address. */
      key: string().primaryKey(),
      /** SHA-256, hexadecimal. The token has 256 random bits, so a slow hash is not needed. */
      hash: string().notNull(),
      /** The token, sealed, to mail it again. Null in rows of older versions. */
      sealedToken: bytes(),
      /** When the token was made. Null in rows of older versions. */
      issuedAt: instant(),
      /** No foreign key: a request for an unknown address writes a row too. Null: the link belongs to the address. */
      userId: string(),
      /** The address that the link was mailed to. */
      email: string().notNull(),
      expiresAt: instant().notNull(),
    },
    (t) => [uniqueIndex('link_tokens_hash').on(t.hash), index('link_tokens_expires_at').on(t.expiresAt)],
  )
}
