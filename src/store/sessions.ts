import { and, desc, eq, gt, inArray, isNull, lte, ne, sql } from 'drizzle-orm'
import { columnParams, hotQuery, param, type Reader, textParam, type Writer } from './engine/store.js'
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
    .where(eq(sessions.id, textParam('id')))
})

/** Also finds sessions that have ended: their rows are kept for some time to tell the reason. */
export async function findSession(db: Reader, id: string): Promise<SessionWithUser | null> {
  const [found] = await readById(db, { id })
  return found ?? null
}

/** The part of a session that each use of an access token needs. */
export type SessionStatus = Pick<
  Session,
  'id' | 'userId' | 'generation' | 'generationUsedAt' | 'refreshExpiresAt' | 'endedAt'
>

/** The part of a user that is shown, and whether the user is disabled. */
export type UserStatus = Omit<
  User,
  'usernameKey' | 'usernameSkeleton' | 'disabledUntil' | 'disabledReason' | 'factorsChangedAt' | 'lastSignInAt'
>

// Not the whole row: each column costs time, and most requests wait for this query.
const readStanding = hotQuery('session_standing', (db: Reader) => {
  const { sessions, users } = db.tables
  const { id, userId, generation, generationUsedAt, refreshExpiresAt, endedAt } = sessions
  const session = { id, userId, generation, generationUsedAt, refreshExpiresAt, endedAt }
  const { email, emailVerifiedAt, username, type, roles, language, disabledAt, createdAt, updatedAt } = users
  const names = { email, emailVerifiedAt, username, type, roles, language }
  return db
    .select({ session, user: { id: users.id, ...names, disabledAt, createdAt, updatedAt } })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(eq(sessions.id, textParam('id')))
})

/** Like {@link findSession}, without columns that each use of an access token does not need. */
export async function findStanding(
  db: Reader,
  id: string,
): Promise<{ session: SessionStatus; user: UserStatus } | null> {
  const [found] = await readStanding(db, { id })
  return found ?? null
}

/** Neither ended nor expired, newest use first. */
export async function listLiveSessions(
  db: Reader,
  userId: string,
  { now, max }: { now: Date; max: number },
): Promise<Session[]> {
  const { sessions } = db.tables
  return db
    .select()
    .from(sessions)
    .where(isLiveOf(db, userId, now))
    .orderBy(desc(sessions.lastUsedAt), desc(sessions.createdAt), sessions.id)
    .limit(max)
}

const insertWhole = hotQuery('session_insert', (tx: Writer) => {
  const { sessions } = tx.tables
  return tx
    .insert(sessions)
    .values(columnParams(sessions) as never)
    .returning({ id: sessions.id })
})

/** Columns of a session that nothing has happened to yet. */
const unused = {
  generationUsedAt: null,
  rotationAttempt: null,
  graceGeneration: null,
  graceStreak: 0,
  endedAt: null,
  endReason: null,
  authenticatedAt: null,
  methods: 'PASSWORD',
  assurance: 'AAL1',
  partialMethods: null,
  partialAt: null,
  actorId: null,
  deviceName: null,
  userAgent: null,
  ipAddress: null,
} satisfies Partial<Session>

export async function insertSession(tx: Writer, session: NewSession): Promise<Session> {
  const whole = { ...unused, ...session } as Session
  await insertWhole(tx, whole)
  return whole
}

const readSurplus = hotQuery('session_surplus', (tx: Writer) => {
  const { sessions } = tx.tables
  const isUsable = gt(sessions.refreshExpiresAt, param('now', sessions.refreshExpiresAt))
  const isLive = and(eq(sessions.userId, sql.placeholder('userId')), isNull(sessions.endedAt), isUsable)
  return tx
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(isLive, ne(sessions.id, sql.placeholder('newId'))))
    .orderBy(desc(sessions.lastUsedAt), desc(sessions.createdAt), sessions.id)
    .limit(sql.placeholder('batch'))
    .offset(sql.placeholder('kept'))
})

/** Ends the live sessions that were idle longest, so that `max` are left with the new one. At most `batch` at once. */
export async function evictSessions(
  tx: Writer,
  { userId, id: newId }: Pick<Session, 'userId' | 'id'>,
  { max, batch, now }: { max: number; batch: number; now: Date },
): Promise<number> {
  const surplus = await readSurplus(tx, { userId, newId, now, batch, kept: max - 1 })
  const ids = surplus.map(({ id }) => id)
  return ids.length === 0 ? 0 : endWhere(tx, inArray(tx.tables.sessions.id, ids), { reason: 'EVICTED', now })
}

function isLiveOf({ tables: { sessions } }: Reader, userId: string, now: Date) {
  return and(eq(sessions.userId, userId), isNull(sessions.endedAt), gt(sessions.refreshExpiresAt, now))
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
    .where(inArray(sessions.id, tx.skipLocked(expired)))
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
