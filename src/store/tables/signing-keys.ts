import type { InferSelectModel } from 'drizzle-orm'
import type { ColumnKit } from './column-kit.js'

export function defineSigningKeyTables(kit: ColumnKit) {
  return { signingKeys: defineSigningKeys(kit) }
}

type Tables = ReturnType<typeof defineSigningKeyTables>
export type SigningKeyRow = InferSelectModel<Tables['signingKeys']>

function defineSigningKeys({ table, string, whole, instant, bytes }: ColumnKit) {
  return table('signing_keys', {
    /** 1, 2, 3 and so on. It is unique, so that only one instance can publish the next key. */
    sequence: whole().primaryKey(),
    kid: string().notNull(),
    algorithm: string().notNull(),
    /** JSON (RFC 7517). */
    publicJwk: string().notNull(),
    /** PKCS #8 DER, sealed. */
    sealedPrivateKey: bytes().notNull(),
    publishedAt: instant().notNull(),
    signsFrom: instant().notNull(),
  })
}
