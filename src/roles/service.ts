import { listPermissions, type Permitted } from './list-permissions.js'
import { type Administrator, type RoleNeeds, type SetRolesInput, type SetRolesOutcome, setRoles } from './set-roles.js'

/** The part of `AuthService` for roles. */
export interface RoleService {
  /** What the roles of the user permit now. */
  permissionsOf(user: { roles: readonly string[] }): Promise<Permitted>
  /**
   * Replaces the roles of a user. `beyondOwnPermissions`: the user has or would have what the administrator may not do.
   * `lastAdministrator`: without this one, no administrator would be left.
   */
  setRoles(input: SetRolesInput, administrator: Administrator): Promise<SetRolesOutcome>
}

export function createRoleService(needs: RoleNeeds): RoleService {
  return {
    permissionsOf: ({ roles }) => listPermissions(needs.store.read, roles),
    setRoles: (input, administrator) => setRoles(needs, input, administrator),
  }
}
