import type { Permission } from '../../src/roles/permissions.js'
import { permissions } from '../../src/roles/permissions.js'
import { insertRole } from '../../src/store/roles.js'
import { plant } from './database.js'
import type { RunningApp } from './start-app.js'

/** Who may do everything without being a user. */
export const operator = {
  actor: { kind: 'commandLine', id: null },
  client: null,
  permissions,
  sessionId: null,
} as const

/** A role as an administrator creates it. Access tokens know it at once. */
export async function createRole(
  running: RunningApp,
  name: string,
  given: { permissions?: readonly Permission[]; applicationPermissions?: readonly string[] } = {},
): Promise<void> {
  const { permissions: own = [], applicationPermissions = [] } = given
  await plant(running, (tx) =>
    insertRole(tx, {
      name,
      permissions: own.join(' '),
      applicationPermissions: JSON.stringify(applicationPermissions),
      createdAt: running.clock.now(),
    }),
  )
}

export async function grant(running: RunningApp, userId: string, ...roles: readonly string[]): Promise<void> {
  const { kind } = await running.app.auth.setRoles({ userId, roles }, operator)
  if (kind !== 'rolesSet') throw new Error(`The roles were not set: ${kind}`)
}
