import { and, eq, isNull, sql } from 'drizzle-orm'
import { hotQuery, param, type Reader, type Writer } from './engine/store.js'
import type { Session } from './tables/sessions.js'

type Rotation = {
  id: string
  /** The generation that is to be replaced. */
  generation: number
  /** The generation that replaces it. */
  successor: number
  refreshExpiresAt: Date
  userAgent: string | null
  ipAddress: string | null
  /** MAC of the attempt. Null if the client sent none. */
  rotationAttempt: Buffer | null
  now: Date
}

const updateGeneration = hotQuery('session_rotate', (tx: Writer) => {
  const { sessions } = tx.tables
  return tx
    .update(sessions)
    .set({
      generation: param('successor', sessions.generation),
      generationUsedAt: null,
      rotationAttempt: param('rotationAttempt', sessions.rotationAttempt),
      rotatedAt: param('now', sessions.rotatedAt),
      lastUsedAt: param('now', sessions.lastUsedAt),
      refreshExpiresAt: param('refreshExpiresAt', sessions.refreshExpiresAt),
      userAgent: param('userAgent', sessions.userAgent),
      ipAddress: param('ipAddress', sessions.ipAddress),
    })
    .where(and(isGeneration(tx), isNull(sessions.endedAt)))
    .returning()
})

/** Null if the session has ended, or if another request replaced this generation. */
export async function consumeGeneration(tx: Writer, rotation: Rotation): Promise<Session | null> {
  const [rotated] = await updateGeneration(tx, rotation)
  return rotated ?? null
}

const updateFirstUse = hotQuery('session_first_use', (tx: Writer) => {
  const { sessions } = tx.tables
  return tx
    .update(sessions)
    .set({
      generationUsedAt: param('now', sessions.generationUsedAt),
      lastUsedAt: param('now', sessions.lastUsedAt),
    })
    .where(and(isGeneration(tx), isNull(sessions.generationUsedAt)))
    .returning({ id: sessions.id })
})

/** Records that the answer with this generation has arrived. Does nothing if that is recorded, or if it was replaced. */
export async function consumeFirstUse(tx: Writer, use: { id: string; generation: number; now: Date }): Promise<void> {
  await updateFirstUse(tx, use)
}

/**
 * Counts that another client used the predecessor of this generation. Gives how many generations in a row that has
 * happened, or 0 if the generation was replaced in between.
 */
export async function countForeignGrace(tx: Writer, target: { id: string; generation: number }): Promise<number> {
  const { sessions } = tx.tables
  const { generation } = target
  const isRepeated = sql`${sessions.graceGeneration} = ${generation}`
  const isNext = sql`${sessions.graceGeneration} = ${generation - 1}`
  const streak = sql`case when ${isRepeated} then ${sessions.graceStreak} when ${isNext} then ${sessions.graceStreak} + 1 else 1 end`
  const [counted] = await tx
    .update(sessions)
    .set({ graceGeneration: generation, graceStreak: streak })
    .where(and(eq(sessions.id, target.id), eq(sessions.generation, generation)))
    .returning({ streak: sessions.graceStreak })
  return counted?.streak ?? 0
}

function isGeneration({ tables: { sessions } }: Reader) {
  return and(eq(sessions.id, sql.placeholder('id')), eq(sessions.generation, sql.placeholder('generation')))
}
