import type { InferInsertModel, InferSelectModel } from 'drizzle-orm'
import type { ColumnKit } from './column-kit.js'
import type { Users } from './users.js'

export function defineSessionTables(kit: ColumnKit, users: Users) {
  return { sessions: defineSessions(kit, users) }
}

type Tables = ReturnType<typeof defineSessionTables>
export type Session = InferSelectModel<Tables['sessions']>
export type NewSession = InferInsertModel<Tables['sessions']>

function defineSessions({ table, string, whole, instant, bytes, index }: ColumnKit, users: Users) {
  return table(
    'sessions',
    {
      id: string().primaryKey(),
      userId: string()
        .notNull()
        .references(() => users.id, { onDelete: 'cascade' }),
      /** Part of the key of this session's refresh tokens. */
      salt: bytes().notNull(),
      generation: whole().notNull(),
      /** When the current generation replaced the previous one. */
      rotatedAt: instant().notNull(),
      /** Null until a token of the current generation is used: until then its answer may have been lost. */
      generationUsedAt: instant(),
      accessLifetimeSeconds: whole().notNull(),
      createdAt: instant().notNull(),
      lastUsedAt: instant().notNull(),
      /** The idle end. Every refresh moves it, up to `expiresAt`. */
      refreshExpiresAt: instant().notNull(),
      /** The absolute end. It never moves. */
      expiresAt: instant().notNull(),
      endedAt: instant(),
      endReason: string(),
      /** When the user last proved who they are. Null in rows of older versions: use `createdAt`. */
      authenticatedAt: instant(),
      /** Names of authentication methods in the order of use, separated by spaces. */
      methods: string().notNull().default('PASSWORD'),
      assurance: string().notNull().default('AAL1'),
      /** A new proof that is not strong enough by itself yet: names of methods, and when the last one was given. */
      partialMethods: string(),
      partialAt: instant(),
      /** The administrator who acts as the user. */
      actorId: string(),
      deviceName: string(),
      userAgent: string(),
      ipAddress: string(),
    },
    (t) => [index('sessions_user_id').on(t.userId), index('sessions_refresh_expires_at').on(t.refreshExpiresAt)],
  )
}
