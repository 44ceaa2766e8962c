import { and, desc, eq, gt, inArray, isNull, lte, ne, sql } from 'drizzle-orm'
import { given, givenText, hotQuery, type Reader, type Writer } from './engine/store.js'
import type { NewSession, Session } from './tables/sessions.js'
import type { User } from './tables/users.js'

export interface SessionWithUser {
  session: Session
  user: User
}

const readById = hotQuery('session_by_id', (db: Reader) => {
  const { sessions, users } = db.tables
  return db
    .select({ session: sessions, user: users })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(eq(sessions.id, givenText('id')))
})

/** Also finds sessions that have ended: their rows are kept for some time to tell the reason. */
export async function findSession(db: Reader, id: string): Promise<SessionWithUser | null> {
  const [found] = await readById(db, { id })
  return found ?? null
}

/** The part of a session that each use of an access token needs. */
export type SessionStanding = Pick<
  Session,
  'id' | 'userId' | 'generation' | 'generationUsedAt' | 'refreshExpiresAt' | 'endedAt'
>

// Not the whole row: each column costs time, and most requests wait for this query.
const readStanding = hotQuery('session_standing', (db: Reader) => {
  const { sessions, users } = db.tables
  const { id, userId, generation, generationUsedAt, refreshExpiresAt, endedAt } = sessions
  return db
    .select({ session: { id, userId, generation, generationUsedAt, refreshExpiresAt, endedAt }, user: users })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(eq(sessions.id, givenText('id')))
})

/** Like {@link findSession}, without columns that only a refresh and the own user need. */
export async function findStanding(db: Reader, id: string): Promise<{ session: SessionStanding; user: User } | null> {
  const [found] = await readStanding(db, { id })
  return found ?? null
}

/** Whether a row of any session of the user exists, live or not. */
export async function hasSession(db: Reader, userId: string): Promise<boolean> {
  const { sessions } = db.tables
  const [session] = await db.select({ id: sessions.id }).from(sessions).where(eq(sessions.userId, userId)).limit(1)
  return session !== undefined
}

/** Neither ended nor expired, newest use first. */
export async function listLiveSessions(db: Reader, userId: string, now: Date): Promise<Session[]> {
  const { sessions } = db.tables
  return db
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, userId), isNull(sessions.endedAt), gt(sessions.refreshExpiresAt, now)))
    .orderBy(desc(sessions.lastUsedAt), desc(sessions.createdAt), sessions.id)
}

export async function insertSession(tx: Writer, session: NewSession): Promise<Session> {
  const [inserted] = await tx.insert(tx.tables.sessions).values(session).returning()
  return inserted as Session
}

type Rotation = {
  id: string
  /** The generation that is to be replaced. */
  generation: number
  /** The generation that replaces it. */
  successor: number
  refreshExpiresAt: Date
  userAgent: string | null
  ipAddress: string | null
  now: Date
}

const updateGeneration = hotQuery('session_rotate', (tx: Writer) => {
  const { sessions } = tx.tables
  return tx
    .update(sessions)
    .set({
      generation: given('successor', sessions.generation),
      generationUsedAt: null,
      rotatedAt: given('now', sessions.rotatedAt),
      lastUsedAt: given('now', sessions.lastUsedAt),
      refreshExpiresAt: given('refreshExpiresAt', sessions.refreshExpiresAt),
      userAgent: given('userAgent', sessions.userAgent),
      ipAddress: given('ipAddress', sessions.ipAddress),
    })
    .where(and(isGeneration(tx), isNull(sessions.endedAt)))
    .returning()
})

/** Null if the session has ended, or if another request replaced this generation. */
export async function claimRotation(tx: Writer, rotation: Rotation): Promise<Session | null> {
  const [rotated] = await updateGeneration(tx, rotation)
  return rotated ?? null
}

const updateFirstUse = hotQuery('session_first_use', (tx: Writer) => {
  const { sessions } = tx.tables
  return tx
    .update(sessions)
    .set({
      generationUsedAt: given('now', sessions.generationUsedAt),
      lastUsedAt: given('now', sessions.lastUsedAt),
    })
    .where(and(isGeneration(tx), isNull(sessions.generationUsedAt)))
    .returning({ id: sessions.id })
})

/** Records that the answer with this generation has arrived. Does nothing if that is recorded, or if it was replaced. */
export async function claimFirstUse(tx: Writer, use: { id: string; generation: number; now: Date }): Promise<void> {
  await updateFirstUse(tx, use)
}

function isGeneration({ tables: { sessions } }: Reader) {
  return and(eq(sessions.id, sql.placeholder('id')), eq(sessions.generation, sql.placeholder('generation')))
}

/** Stores what the person proved anew. Null when the session has ended. */
export async function replaceProof(tx: Writer, id: string, proof: Partial<NewSession>): Promise<Session | null> {
  const { sessions } = tx.tables
  const [replaced] = await tx
    .update(sessions)
    .set(proof)
    .where(and(eq(sessions.id, id), isNull(sessions.endedAt)))
    .returning()
  return replaced ?? null
}

interface Ending {
  reason: string
  now: Date
}

/** Ends a session. False if it has ended or expired, or belongs to another user. */
export async function endSession(tx: Writer, target: { id: string; userId: string }, ending: Ending): Promise<boolean> {
  const { sessions } = tx.tables
  const ended = await endWhere(tx, and(eq(sessions.id, target.id), eq(sessions.userId, target.userId)), ending)
  return ended > 0
}

/** Ends all live sessions of the user except `exceptId`. Returns their number. */
export async function endSessionsOfUser(
  tx: Writer,
  target: { userId: string; exceptId: string | null },
  ending: Ending,
): Promise<number> {
  const { sessions } = tx.tables
  const spared = target.exceptId === null ? undefined : ne(sessions.id, target.exceptId)
  return endWhere(tx, and(eq(sessions.userId, target.userId), spared), ending)
}

/** Deletes at most `max` rows whose idle end was before `before`. Returns how many rows it deleted. */
export async function deleteExpiredSessions(tx: Writer, before: Date, max: number): Promise<number> {
  const { sessions } = tx.tables
  const expired = tx.select({ id: sessions.id }).from(sessions).where(lte(sessions.refreshExpiresAt, before)).limit(max)
  const deleted = await tx
    .delete(sessions)
    .where(inArray(sessions.id, tx.unheld(expired)))
    .returning({ id: sessions.id })
  return deleted.length
}

async function endWhere(tx: Writer, which: ReturnType<typeof and>, { reason, now }: Ending): Promise<number> {
  const { sessions } = tx.tables
  const ended = await tx
    .update(sessions)
    .set({ endedAt: now, endReason: reason })
    .where(and(which, isNull(sessions.endedAt), gt(sessions.refreshExpiresAt, now)))
    .returning({ id: sessions.id })
  return ended.length
}
