import type { InferInsertModel, InferSelectModel } from 'drizzle-orm'
import type { ColumnKit } from './column-kit.js'
import type { Users } from './users.js'

export function defineSessionTables(kit: ColumnKit, users: Users) {
  return { sessions: defineSessions(kit, users) }
}

type Tables = ReturnType<typeof defineSessionTables>
export type Session = InferSelectModel<Tables['sessions']>
export type NewSession = InferInsertModel<Tables['sessions']>

function defineSessions(kit: ColumnKit, users: Users) {
  const { table, string, whole, instant, index } = kit
  return table(
    'sessions',
    {
      id: string().primaryKey(),
      userId: string()
        .notNull()
        .references(() => users.id, { onDelete: 'cascade' }),
      ...generationColumns(kit),
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

/** What refresh tokens and their rotation need. */
function generationColumns({ whole, instant, bytes }: ColumnKit) {
  return {
    /** Part of the key of this session's refresh tokens. */
    salt: bytes().notNull(),
    generation: whole().notNull(),
    /** When the current generation replaced its predecessor. */
    rotatedAt: instant().notNull(),
    /** Null until a token of the current generation is used: before that, its answer may have been lost. */
    generationUsedAt: instant(),
    /** A MAC of the current generation and of the refresh attempt that made it. Null if the client sent no attempt. */
    rotationAttempt: bytes(),
    /** The last generation whose predecessor another client used within the grace time. */
    graceGeneration: whole(),
    /** How many generations in a row that has happened. */
    graceStreak: whole().notNull().default(0),
  }
}
