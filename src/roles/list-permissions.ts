import type { Reader } from '../store/engine/store.js'
import { findRoles } from '../store/roles.js'
import type { Permission } from './permissions.js'
import { readRole, unite } from './role-directory.js'

/** What roles permit now, read from the database. Both lists are sorted and have each entry once. */
export interface Permitted {
  /** In the administrators' API. */
  permissions: Permission[]
  /** In the operator's own applications. */
  applicationPermissions: string[]
}

export async function listPermissions(db: Reader, names: readonly string[]): Promise<Permitted> {
  const rows = names.length === 0 ? [] : await findRoles(db, names)
  const roles = rows.map(readRole)
  return {
    permissions: unite(roles.map((role) => role.permissions)),
    applicationPermissions: unite(roles.map((role) => role.applicationPermissions)),
  }
}
