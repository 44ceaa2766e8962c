import type { InferInsertModel, InferSelectModel } from 'drizzle-orm'
import type { ColumnKit } from './column-kit.js'
import type { Users } from './users.js'

export function defineRoleTables(kit: ColumnKit, users: Users) {
  const roles = defineRoles(kit)
  return { roles, userRoles: defineUserRoles(kit, users, roles) }
}

type Roles = ReturnType<typeof defineRoles>
type Tables = ReturnType<typeof defineRoleTables>
export type RoleRow = InferSelectModel<Tables['roles']>
export type NewRole = InferInsertModel<Tables['roles']>
export type NewUserRole = InferInsertModel<Tables['userRoles']>

function defineRoles({ table, string, instant }: ColumnKit) {
  return table('roles', {
    name: string().primaryKey(),
    description: string().notNull().default(''),
    /** Permissions of the administrators' API, separated by spaces. */
    permissions: string().notNull().default(''),
    /** JSON: permissions of the operator's own applications. */
    applicationPermissions: string().notNull().default('[]'),
    createdAt: instant().notNull(),
  })
}

function defineUserRoles({ table, string, index, uniqueIndex }: ColumnKit, users: Users, roles: Roles) {
  return table(
    'user_roles',
    {
      id: string().primaryKey(),
      userId: string()
        .notNull()
        .references(() => users.id, { onDelete: 'cascade' }),
      role: string()
        .notNull()
        .references(() => roles.name),
    },
    (t) => [uniqueIndex('user_roles_user_id_role').on(t.userId, t.role), index('user_roles_role').on(t.role)],
  )
}
