import { findTextIssue, type InputIssue } from '../platform/input-issue.js'
import type { RoleRow } from '../store/tables/roles.js'
import type { Permission } from './permissions.js'
import { isRoleName } from './role-names.js'

export interface RoleInput {
  name: string
  description: string
  permissions: readonly Permission[]
  /** For the operator's own applications. They are put into access tokens. */
  applicationPermissions: readonly string[]
}

const maxDescription = 500
/** Characters of one permission, as OAuth allows in a scope (RFC 6749, section 3.3), so that tokens can carry it. */
const applicationPermission = /^[\x21\x23-\x5b\x5d-\x7e]{1,100}$/
/** Access tokens carry the permissions of all roles of a user. */
const maxPermissionBytes = 4096

/** The row of a role, without its time. */
export function rowOf({
  name,
  description,
  permissions,
  applicationPermissions,
}: RoleInput): Omit<RoleRow, 'createdAt'> {
  return {
    name,
    description,
    permissions: [...new Set(permissions)].join(' '),
    applicationPermissions: JSON.stringify([...new Set(applicationPermissions)].sort()),
  }
}

export function findRoleIssues({ name, description, applicationPermissions }: RoleInput): InputIssue[] {
  const isWritable = applicationPermissions.every((each) => applicationPermission.test(each))
  const isShort = JSON.stringify(applicationPermissions).length <= maxPermissionBytes
  const bound = String(maxPermissionBytes)
  const issues: (InputIssue | null)[] = [
    isRoleName(name) ? null : { path: ['name'], rule: 'BAD_CHARACTERS' },
    findTextIssue(['description'], description, { min: 0, max: maxDescription }),
    isWritable ? null : { path: ['applicationPermissions'], rule: 'BAD_CHARACTERS' },
    isShort ? null : { path: ['applicationPermissions'], rule: 'TOO_LONG', bound },
  ]
  return issues.filter((issue) => issue !== null)
}
