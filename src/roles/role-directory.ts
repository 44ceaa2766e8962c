import type { Clock } from '../platform/clock.js'
import type { Store } from '../store/engine/store.js'
import { insertRole, listRoles } from '../store/roles.js'
import type { RoleRow } from '../store/tables/roles.js'
import { administratorRole, type Permission, permissions } from './permissions.js'

/** A set of permissions with a name. */
export interface Role {
  name: string
  description: string
  /** For the administrators' API. */
  permissions: readonly Permission[]
  /** For the operator's own applications; they are put into access tokens. */
  applicationPermissions: readonly string[]
}

/**
 * The roles in memory, for access tokens. Other instances have changed them at most {@link reloadSeconds} ago. Decisions
 * of this server read the database instead.
 */
export interface RoleDirectory {
  /** What the roles permit in the operator's applications: sorted, each once. Unknown roles permit nothing. */
  applicationPermissionsOf(names: readonly string[]): string[]
  /** Reads the changes of other instances. */
  reload(): Promise<void>
}

export const reloadSeconds = 10

interface Needs {
  store: Store
  clock: Clock
}

/** Opens the directory. The built-in role is created if it is missing. */
export async function openRoleDirectory({ store, clock }: Needs): Promise<RoleDirectory> {
  let roles = new Map<string, Role>()

  async function reload(): Promise<void> {
    roles = new Map((await listRoles(store.read)).map((row) => [row.name, readRole(row)]))
  }

  await reload()
  if (!roles.has(administratorRole)) {
    await store.transaction((tx) => insertRole(tx, { name: administratorRole, createdAt: clock.now() }))
    await reload()
  }
  return {
    applicationPermissionsOf: (names) => unite(names.map((name) => roles.get(name)?.applicationPermissions ?? [])),
    reload,
  }
}

export function readRole({ name, description, permissions: given, applicationPermissions }: RoleRow): Role {
  return {
    name,
    description,
    permissions: name === administratorRole ? permissions : readPermissions(given),
    applicationPermissions: JSON.parse(applicationPermissions) as string[],
  }
}

/** Sorted, without repeats. */
export function unite<Name extends string>(lists: readonly (readonly Name[])[]): Name[] {
  return [...new Set(lists.flat())].sort()
}

/** A later version may have stored permissions that this one does not know. */
function readPermissions(text: string): Permission[] {
  const names = new Set(text.split(' '))
  return permissions.filter((permission) => names.has(permission))
}
