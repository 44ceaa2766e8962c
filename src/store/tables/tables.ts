import type { ColumnKit } from './column-kit.js'
import { defineEmailCodes, defineLinkTokens, defineOutboxMessages } from './mail.js'

/** Every table, once for both engines. */
export function defineTables(kit: ColumnKit) {
  const users = defineUsers(kit)
  return {
    users,
    profiles: defineProfiles(kit, users),
    passwordCredentials: definePasswordCredentials(kit, users),
    sessions: defineSessions(kit, users),
    signingKeys: defineSigningKeys(kit),
    throttles: defineThrottles(kit),
    auditEvents: defineAuditEvents(kit),
    outboxMessages: defineOutboxMessages(kit),
    emailCodes: defineEmailCodes(kit),
    linkTokens: defineLinkTokens(kit),
  }
}

export type Tables = ReturnType<typeof defineTables>
type Users = ReturnType<typeof defineUsers>

function defineUsers({ table, string, whole, instant, uniqueIndex }: ColumnKit) {
  return table(
    'users',
    {
      id: string().primaryKey(),
      /** Canonical: lower-case, the domain in its ASCII form. */
      email: string(),
      emailVerifiedAt: instant(),
      /** As typed. */
      username: string(),
      /** What usernames are compared by. */
      usernameKey: string(),
      type: whole().notNull().default(0),
      disabledAt: instant(),
      /** Of the last sign-in or sign-up, for mail. */
      language: string().notNull().default('en'),
      createdAt: instant().notNull(),
      updatedAt: instant().notNull(),
    },
    (t) => [uniqueIndex('users_email').on(t.email), uniqueIndex('users_username_key').on(t.usernameKey)],
  )
}

function defineProfiles({ table, string, whole, flag }: ColumnKit, users: Users) {
  return table('profiles', {
    userId: string()
      .primaryKey()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** ISO/IEC 5218. */
    sex: whole(),
    age: whole(),
    portraitUrl: string(),
    clinic: string(),
    mobile: string(),
    landline: string(),
    certificate: string(),
    certificateChecked: flag(),
    wechatId: string(),
    intro: string(),
    school: string(),
    major: string(),
  })
}

function definePasswordCredentials({ table, string, whole, instant }: ColumnKit, users: Users) {
  return table('password_credentials', {
    userId: string()
      .primaryKey()
      .references(() => users.id, { onDelete: 'cascade' }),
    hash: string().notNull(),
    /** Counts the passwords the user has had; another hash of the same password does not change it. */
    version: whole().notNull(),
    changedAt: instant().notNull(),
    /** Written by every sign-in, which so waits for a change of the password or makes that change wait. */
    usedAt: instant().notNull(),
  })
}

function defineSessions({ table, string, whole, instant, bytes, index }: ColumnKit, users: Users) {
  return table(
    'sessions',
    {
      id: string().primaryKey(),
      userId: string()
        .notNull()
        .references(() => users.id, { onDelete: 'cascade' }),
      /** Goes into the key of this session's refresh tokens. */
      salt: bytes().notNull(),
      generation: whole().notNull(),
      /** When the present generation replaced its predecessor. */
      rotatedAt: instant().notNull(),
      /** Null until a token of the present generation comes back: till then its answer may have been lost. */
      generationUsedAt: instant(),
      accessLifetimeSeconds: whole().notNull(),
      createdAt: instant().notNull(),
      lastUsedAt: instant().notNull(),
      /** The idle end: moved by every refresh, never beyond `expiresAt`. */
      refreshExpiresAt: instant().notNull(),
      /** The absolute end: never moved. */
      expiresAt: instant().notNull(),
      endedAt: instant(),
      endReason: string(),
      /** When the person last proved who they are. Null in rows of a version that did not store it: `createdAt` then. */
      authenticatedAt: instant(),
      /** Names of authentication methods in the order of use, separated by spaces. */
      methods: string().notNull().default('PASSWORD'),
      assurance: string().notNull().default('AAL1'),
      /** The administrator who acts as the user. */
      actorId: string(),
      deviceName: string(),
      userAgent: string(),
      ipAddress: string(),
    },
    (t) => [index('sessions_user_id').on(t.userId), index('sessions_refresh_expires_at').on(t.refreshExpiresAt)],
  )
}

function defineSigningKeys({ table, string, whole, instant, bytes }: ColumnKit) {
  return table('signing_keys', {
    /** Counts up from 1. Being unique, it lets one of several instances publish the next key. */
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

function defineThrottles({ table, string, large, index }: ColumnKit) {
  return table(
    'throttles',
    {
      /** A MAC of the limit's name and its subject, so that the table tells nobody whom it counts. */
      key: string().primaryKey(),
      /** When everything taken has drained, in milliseconds since 1970: what remains until then is what is counted. */
      drainedAtMs: large().notNull(),
    },
    (t) => [index('throttles_drained_at_ms').on(t.drainedAtMs)],
  )
}

function defineAuditEvents({ table, string, large, instant, index }: ColumnKit) {
  return table(
    'audit_events',
    {
      id: string().primaryKey(),
      at: instant().notNull(),
      /** Orders the events of one millisecond. It counts up while a process lives. */
      sequence: large().notNull().default(0),
      kind: string().notNull(),
      outcome: string().notNull(),
      /** No foreign key: the record outlives the user and the session. */
      userId: string(),
      /** Who did it: `user`, `administrator`, `commandLine`, `system` or `anonymous`. */
      actorKind: string(),
      /** The id of that user or administrator. Null for the other kinds. */
      actorId: string(),
      sessionId: string(),
      ipAddress: string(),
      requestId: string(),
      /** JSON: what this kind of event tells beside the columns. */
      details: string(),
    },
    (t) => [index('audit_events_at').on(t.at), index('audit_events_user_id').on(t.userId)],
  )
}
