import { type RoleDirectory, reloadSeconds } from '../roles/role-directory.js'
import type { Job } from './run-jobs.js'

/** Loads the roles that other instances have changed. */
export function reloadRoles(roles: RoleDirectory): Job {
  return { name: 'reload-roles', everySeconds: reloadSeconds, run: () => roles.reload() }
}
