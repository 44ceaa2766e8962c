import { and, count, eq, inArray, isNull, ne, notInArray } from 'drizzle-orm'
import type { Reader, Writer } from './engine/store.js'
import type { NewRole, NewUserRole, RoleRow } from './tables/roles.js'

/** The number of roles is small: an administrator creates each one. */
export async function listRoles(db: Reader): Promise<RoleRow[]> {
  const { roles } = db.tables
  return db.select().from(roles).orderBy(roles.name)
}

export async function findRoles(db: Reader, names: readonly string[]): Promise<RoleRow[]> {
  const { roles } = db.tables
  return db
    .select()
    .from(roles)
    .where(inArray(roles.name, [...names]))
}

/** False when a role of this name exists. */
export async function insertRole(tx: Writer, role: NewRole): Promise<boolean> {
  const { roles } = tx.tables
  const inserted = await tx.insert(roles).values(role).onConflictDoNothing().returning({ name: roles.name })
  return inserted.length > 0
}

/** Stores what a role permits. The name stays. */
export async function replaceRole(tx: Writer, { name, ...changes }: RoleRow): Promise<void> {
  const { roles } = tx.tables
  await tx.update(roles).set(changes).where(eq(roles.name, name)).returning({ name: roles.name })
}

/** Throws a foreign-key violation if a user has the role. */
export async function deleteRoleRow(tx: Writer, name: string): Promise<void> {
  const { roles } = tx.tables
  await tx.delete(roles).where(eq(roles.name, name)).returning({ name: roles.name })
}

export async function countHolders(db: Reader, role: string): Promise<number> {
  const { userRoles } = db.tables
  const [counted] = await db.select({ n: count() }).from(userRoles).where(eq(userRoles.role, role))
  return counted?.n ?? 0
}

/**
 * Takes the row of a role until the end of the transaction. So changes of its holders wait for each other. Null when
 * there is no such role.
 */
export async function lockRole(tx: Writer, name: string): Promise<RoleRow | null> {
  const { roles } = tx.tables
  const [locked] = await tx.lockRows(tx.select().from(roles).where(eq(roles.name, name)))
  return locked ?? null
}

/** Gives the user these roles and no others. Keep the column `roles` of the user equal: see `replaceUser`. */
export async function replaceUserRoles(tx: Writer, userId: string, given: readonly NewUserRole[]): Promise<void> {
  const { userRoles } = tx.tables
  const names = given.map(({ role }) => role)
  const other = names.length === 0 ? undefined : notInArray(userRoles.role, names)
  await tx
    .delete(userRoles)
    .where(and(eq(userRoles.userId, userId), other))
    .returning({ id: userRoles.id })
  if (given.length === 0) return
  await tx
    .insert(userRoles)
    .values([...given])
    .onConflictDoNothing()
    .returning({ id: userRoles.id })
}

/** Whether a user who is not disabled has the role, `exceptUserId` aside. */
export async function hasOtherHolder(
  db: Reader,
  { role, exceptUserId }: { role: string; exceptUserId: string | null },
): Promise<boolean> {
  const { users, userRoles } = db.tables
  const other = exceptUserId === null ? undefined : ne(userRoles.userId, exceptUserId)
  const [found] = await db
    .select({ id: userRoles.id })
    .from(userRoles)
    .innerJoin(users, eq(users.id, userRoles.userId))
    .where(and(eq(userRoles.role, role), other, isNull(users.disabledAt)))
    .limit(1)
  return found !== undefined
}

export async function hasRole(db: Reader, userId: string, role: string): Promise<boolean> {
  const { userRoles } = db.tables
  const [found] = await db
    .select({ id: userRoles.id })
    .from(userRoles)
    .where(and(eq(userRoles.userId, userId), eq(userRoles.role, role)))
  return found !== undefined
}
