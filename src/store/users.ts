import { and, eq, gt, isNotNull, lte, or, sql } from 'drizzle-orm'
import { skeletonOf } from '../platform/look-alikes.js'
import { hotQuery, param, type Reader, textParam, type Writer } from './engine/store.js'
import type { NewProfile, NewUser, Profile, User } from './tables/users.js'

export async function findUser(db: Reader, id: string): Promise<User | null> {
  const { users } = db.tables
  const [user] = await db.select().from(users).where(eq(users.id, id))
  return user ?? null
}

const readByEmail = hotQuery('user_by_email', (db: Reader) => {
  const { users } = db.tables
  return db
    .select()
    .from(users)
    .where(eq(users.email, textParam('email')))
})

const readByUsernameKey = hotQuery('user_by_username_key', (db: Reader) => {
  const { users } = db.tables
  return db
    .select()
    .from(users)
    .where(eq(users.usernameKey, textParam('usernameKey')))
})

/** Finds a user by the canonical address, the folded username, or the id. */
export type UserKey = { email: string } | { usernameKey: string } | { id: string }

export async function findUserByKey(db: Reader, key: UserKey): Promise<User | null> {
  if ('id' in key) return findUser(db, key.id)
  const [found] = 'email' in key ? await readByEmail(db, key) : await readByUsernameKey(db, key)
  return found ?? null
}

/** Throws a unique violation if the address or the username is taken, or a name that looks like it. */
export async function insertUser(tx: Writer, user: NewUser): Promise<User> {
  const [inserted] = await tx.insert(tx.tables.users).values(withSkeleton(user)).returning()
  return inserted as User
}

/** Null if there is no such user. Throws a unique violation if the username is taken, or a name that looks like it. */
export async function replaceUser(tx: Writer, id: string, changes: Partial<NewUser>): Promise<User | null> {
  const { users } = tx.tables
  const [replaced] = await tx.update(users).set(withSkeleton(changes)).where(eq(users.id, id)).returning()
  return replaced ?? null
}

function withSkeleton<Changes extends Partial<NewUser>>(changes: Changes): Changes {
  const { username } = changes
  if (username === undefined) return changes
  return { ...changes, usernameSkeleton: username === null ? null : skeletonOf(username) }
}

/** Whether a user has this name, or a name that looks like it. False for no name. */
export async function isUsernameTaken(
  db: Reader,
  { username, usernameKey }: { username: string | null; usernameKey: string | null },
): Promise<boolean> {
  const { users } = db.tables
  if (username === null || usernameKey === null) return false
  const isSame = or(eq(users.usernameKey, usernameKey), eq(users.usernameSkeleton, skeletonOf(username)))
  const [holder] = await db.select({ id: users.id }).from(users).where(isSame).limit(1)
  return holder !== undefined
}

/**
 * Corrects the skeletons of at most `max` users after `afterId`, in the order of the identifiers. A name that looks like
 * another one keeps working: the identifier follows its skeleton, so that the text is unique. Returns the last
 * identifier, or null at the end. Throws a unique violation if such a name is stored at the same time.
 */
export async function fillSkeletons(tx: Writer, afterId: string, max: number): Promise<string | null> {
  const { users } = tx.tables
  const named = await tx
    .select({ id: users.id, username: users.username, skeleton: users.usernameSkeleton })
    .from(users)
    .where(gt(users.id, afterId))
    .orderBy(users.id)
    .limit(max)
  for (const user of named) if (user.username !== null) await correctSkeleton(tx, { ...user, username: user.username })
  return named.length < max ? null : (named.at(-1)?.id ?? null)
}

const updateLastSignIn = hotQuery('user_signed_in', (tx: Writer) => {
  const { users } = tx.tables
  return tx
    .update(users)
    .set({ language: sql`${sql.placeholder('language')}`, lastSignInAt: param('now', users.lastSignInAt) })
    .where(eq(users.id, sql.placeholder('id')))
    .returning({ id: users.id })
})

/** Stores the time of a sign-in and its language. Locks the user for this transaction. */
export async function replaceLastSignIn(
  tx: Writer,
  signIn: { id: string; language: string; now: Date },
): Promise<void> {
  await updateLastSignIn(tx, signIn)
}

/** Locks the user for this transaction. False if the user has another address. */
export async function confirmAddress(tx: Writer, { id, email }: { id: string; email: string }): Promise<boolean> {
  const { users } = tx.tables
  const confirmed = await tx
    .update(users)
    .set({ email })
    .where(and(eq(users.id, id), eq(users.email, email)))
    .returning({ id: users.id })
  return confirmed.length > 0
}

const selectLocked = hotQuery('user_lock', (tx: Writer) => {
  const { users } = tx.tables
  return tx.lockRows(
    tx
      .select()
      .from(users)
      .where(eq(users.id, sql.placeholder('id'))),
  )
})

/**
 * Takes the row of a user until the end of the transaction. So changes of one account wait for each other. It comes
 * before every other row of the user: two transactions that took them in another order could wait for each other. Gives
 * the row as it is now, or null if there is none: what was read before may have changed.
 */
export async function lockUser(tx: Writer, id: string): Promise<User | null> {
  const [user] = await selectLocked(tx, { id })
  return user ?? null
}

/**
 * Takes the row of the user who has the address. Null if no one has it. Call it before a proof of the address is used up.
 * A change of the account takes the row first too, and then voids its proofs.
 */
export async function lockHolder(tx: Writer, email: string): Promise<User | null> {
  const found = await findUserByKey(tx, { email })
  const holder = found && (await lockUser(tx, found.id))
  // The user may have taken another address while this transaction waited.
  return holder?.email === email ? holder : null
}

/** At most `max` disabled users who are to be enabled by `now`. */
export async function listDueUsers(db: Reader, now: Date, max: number): Promise<User[]> {
  const { users } = db.tables
  const isDue = and(isNotNull(users.disabledAt), lte(users.disabledUntil, now))
  return db.select().from(users).where(isDue).limit(max)
}

/** Deletes the user with profile, password and sessions. False if there is no such user. */
export async function deleteUser(tx: Writer, id: string): Promise<boolean> {
  const { users } = tx.tables
  const deleted = await tx.delete(users).where(eq(users.id, id)).returning({ id: users.id })
  return deleted.length > 0
}

export async function insertProfile(tx: Writer, profile: NewProfile): Promise<void> {
  await tx.insert(tx.tables.profiles).values(profile)
}

export async function findProfile(db: Reader, userId: string): Promise<Profile | null> {
  const { profiles } = db.tables
  const [profile] = await db.select().from(profiles).where(eq(profiles.userId, userId))
  return profile ?? null
}

export async function replaceProfile(tx: Writer, userId: string, changes: Partial<NewProfile>): Promise<void> {
  const { profiles } = tx.tables
  await tx
    .insert(profiles)
    .values({ userId, ...changes })
    .onConflictDoUpdate({ target: profiles.userId, set: changes })
    .returning({ userId: profiles.userId })
}

async function correctSkeleton(
  tx: Writer,
  { id, username, skeleton }: { id: string; username: string; skeleton: string | null },
): Promise<void> {
  const { users } = tx.tables
  const right = skeletonOf(username)
  if (skeleton === right || skeleton === `${right} ${id}`) return
  const [holder] = await tx.select({ id: users.id }).from(users).where(eq(users.usernameSkeleton, right))
  const usernameSkeleton = holder === undefined ? right : `${right} ${id}`
  const isUnchanged = and(eq(users.id, id), eq(users.username, username))
  await tx.update(users).set({ usernameSkeleton }).where(isUnchanged).returning({ id: users.id })
}
