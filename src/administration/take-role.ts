import { administratorRole } from '../roles/permissions.js'
import { isRoleName } from '../roles/role-names.js'
import type { Writer } from '../store/engine/store.js'
import { lockRole } from '../store/roles.js'
import type { RoleRow } from '../store/tables/roles.js'

/**
 * Takes the row of a role that can change, for this transaction. Null: there is none. The built-in role cannot change: it
 * has every permission by its name.
 */
export async function takeRole(tx: Writer, name: string): Promise<RoleRow | null> {
  return name !== administratorRole && isRoleName(name) ? lockRole(tx, name) : null
}
