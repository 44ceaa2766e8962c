import { permissions } from '../roles/permissions.js'
import type { Administrator } from '../roles/set-roles.js'

/** Who works on the command line: has a shell on the machine and the secret key, and so may do everything. */
export const operator: Administrator = {
  actor: { kind: 'commandLine', id: null },
  client: null,
  sessionId: null,
  permissions,
}
