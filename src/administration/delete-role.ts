import { record } from '../audit/record.js'
import type { Clock } from '../platform/clock.js'
import type { Administrator } from '../roles/set-roles.js'
import type { Store } from '../store/engine/store.js'
import { countHolders, deleteRoleRow } from '../store/roles.js'
import { takeRole } from './take-role.js'

export type DeleteRoleOutcome =
  | { kind: 'roleDeleted'; name: string }
  | { kind: 'roleNotFound' }
  | { kind: 'roleInUse'; users: number }

/** Deletes a role that no user has. The built-in role cannot be deleted. */
export async function deleteRole(
  { store, clock }: { store: Store; clock: Clock },
  { name }: { name: string },
  { actor, client }: Administrator,
): Promise<DeleteRoleOutcome> {
  return store.transaction(async (tx) => {
    if ((await takeRole(tx, name)) === null) return { kind: 'roleNotFound' }
    const users = await countHolders(tx, name)
    if (users > 0) return { kind: 'roleInUse', users }
    await deleteRoleRow(tx, name)
    await record(tx, { kind: 'role.deleted', userId: null, role: name }, { client, now: clock.now(), actor })
    return { kind: 'roleDeleted', name }
  })
}
