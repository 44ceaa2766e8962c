import { record } from '../audit/record.js'
import { ConfigurationError } from '../config/mistakes.js'
import type { StartRole } from '../config/role-settings.js'
import type { Clock } from '../platform/clock.js'
import type { Store } from '../store/engine/store.js'
import { insertRole } from '../store/roles.js'
import { type Permission, permissions } from './permissions.js'
import { findRoleIssues, type RoleInput, rowOf } from './role-input.js'

interface Needs {
  store: Store
  clock: Clock
}

/**
 * Creates the roles of the setting ROLES that are not there. A role that is there may have been changed by an
 * administrator, so it stays. Throws {@link ConfigurationError} for a role that `createRole` would refuse.
 */
export async function createStartRoles({ store, clock }: Needs, startRoles: readonly StartRole[]): Promise<void> {
  const roles = startRoles.map(readStartRole)
  if (roles.length === 0) return
  const now = clock.now()
  await store.transaction(async (tx) => {
    for (const role of roles) {
      const isNew = await insertRole(tx, { ...rowOf(role), createdAt: now })
      const event = { kind: 'role.created', userId: null, role: role.name } as const
      if (isNew) await record(tx, event, { client: null, now, actor: { kind: 'system', id: null } })
    }
  })
}

function readStartRole(role: StartRole): RoleInput {
  const unknown = role.permissions.find((name) => !isPermission(name))
  if (unknown !== undefined) {
    throw mistake(`permissions that exist; ${unknown} of the role ${role.name} does not: ${permissions.join(', ')}`)
  }
  const input = { ...role, permissions: role.permissions.filter(isPermission) }
  const [issue] = findRoleIssues(input)
  if (issue !== undefined) throw mistake(`a right ${issue.path.join('.')} for the role ${role.name}: ${issue.rule}`)
  return input
}

function isPermission(name: string): name is Permission {
  return permissions.some((each) => each === name)
}

function mistake(expected: string): ConfigurationError {
  return new ConfigurationError([{ name: 'ROLES', given: null, expected: `given with ${expected}` }])
}
