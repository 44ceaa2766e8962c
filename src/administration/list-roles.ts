import { administratorRole } from '../roles/permissions.js'
import { type Role, readRole } from '../roles/role-directory.js'
import type { Store } from '../store/engine/store.js'
import { countHolders, listRoles as readRoles } from '../store/roles.js'

/** A role as administrators see it. */
export interface RoleView extends Role {
  /** Whether it is `administrator`, which cannot be changed. */
  builtIn: boolean
}

export async function listRoles({ store }: { store: Store }): Promise<RoleView[]> {
  return (await readRoles(store.read)).map((row) => viewRole(readRole(row)))
}

export function viewRole(role: Role): RoleView {
  return { ...role, builtIn: role.name === administratorRole }
}

/** How many users have the role. */
export async function countUsersOf({ store }: { store: Store }, { name }: Role): Promise<number> {
  return countHolders(store.read, name)
}
