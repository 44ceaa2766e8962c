import { and, eq } from 'drizzle-orm'
import type { Reader } from './engine/store.js'

export async function hasRole(db: Reader, userId: string, role: string): Promise<boolean> {
  const { userRoles } = db.tables
  const [found] = await db
    .select({ id: userRoles.id })
    .from(userRoles)
    .where(and(eq(userRoles.userId, userId), eq(userRoles.role, role)))
  return found !== undefined
}
