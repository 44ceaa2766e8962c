import type { ColumnKit } from './column-kit.js'

export function defineOutboxMessages({ table, string, whole, instant, bytes, index }: ColumnKit) {
  return table(
    'outbox_messages',
    {
      /** Also the left half of the Message-ID, so that a repeated delivery is recognised as the same mail. */
      id: string().primaryKey(),
      kind: string().notNull(),
      recipient: string().notNull(),
      language: string().notNull(),
      /** The values of the template, sealed: codes and links are in them. Null once the message is settled. */
      sealedValues: bytes(),
      state: string().notNull(),
      attempts: whole().notNull(),
      /** While a worker holds it: when it counts as abandoned. */
      nextAttemptAt: instant().notNull(),
      expiresAt: instant().notNull(),
      createdAt: instant().notNull(),
      settledAt: instant(),
      /** Why the last attempt failed: a code of SMTP or of the socket. */
      lastFailure: string(),
    },
    (t) => [index('outbox_messages_due').on(t.state, t.nextAttemptAt)],
  )
}

export function defineEmailCodes({ table, string, whole, instant, bytes, index }: ColumnKit) {
  return table(
    'email_codes',
    {
      /** Purpose and address: a new code replaces the older one. */
      key: string().primaryKey(),
      mac: bytes().notNull(),
      /** Counted before the comparison. */
      attempts: whole().notNull(),
      expiresAt: instant().notNull(),
    },
    (t) => [index('email_codes_expires_at').on(t.expiresAt)],
  )
}

export function defineLinkTokens({ table, string, instant, uniqueIndex, index }: ColumnKit) {
  return table(
    'link_tokens',
    {
      /** Purpose and user: a new link replaces the older one. */
      key: string().primaryKey(),
      /** SHA-256, hexadecimal: 256 random bits need no slow hash. */
      hash: string().notNull(),
      /** No foreign key: what is asked for an address that nobody has is written as well. */
      userId: string().notNull(),
      /** The address that the link was mailed to. */
      email: string().notNull(),
      expiresAt: instant().notNull(),
    },
    (t) => [uniqueIndex('link_tokens_hash').on(t.hash), index('link_tokens_expires_at').on(t.expiresAt)],
  )
}
