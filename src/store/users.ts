import { and, eq, sql } from 'drizzle-orm'
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

/** Throws a unique violation if the address or the username is taken. */
export async function insertUser(tx: Writer, user: NewUser): Promise<User> {
  const [inserted] = await tx.insert(tx.tables.users).values(user).returning()
  return inserted as User
}

/** Null if there is no such user. Throws a unique violation if the username is taken. */
export async function replaceUser(tx: Writer, id: string, changes: Partial<NewUser>): Promise<User | null> {
  const { users } = tx.tables
  const [replaced] = await tx.update(users).set(changes).where(eq(users.id, id)).returning()
  return replaced ?? null
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

/** Takes the row of a user until the end of the transaction, so that changes of one account wait for each other. */
export async function lockUser(tx: Writer, id: string): Promise<void> {
  const { users } = tx.tables
  await tx.update(users).set({ id }).where(eq(users.id, id)).returning({ id: users.id })
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
