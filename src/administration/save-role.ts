import { record } from '../audit/record.js'
import { type InvalidInput, invalidInput } from '../platform/input-issue.js'
import type { Permission } from '../roles/permissions.js'
import { type Role, readRole } from '../roles/role-directory.js'
import { findRoleIssues, type RoleInput, rowOf } from '../roles/role-input.js'
import type { Administrator, BeyondOwnPermissions } from '../roles/set-roles.js'
import type { ReauthenticationRequired } from '../sessions/recent-authentication.js'
import type { Writer } from '../store/engine/store.js'
import { insertRole, replaceRole } from '../store/roles.js'
import type { UserActionNeeds } from './disable-user.js'
import { findMissingProofOf } from './subject.js'
import { takeRole } from './take-role.js'

/** A member that is null or left out stays as it is. */
export type UpdateRoleInput = { name: string } & {
  [Member in keyof Omit<RoleInput, 'name'>]?: RoleInput[Member] | null
}

export type SaveRoleOutcome =
  | { kind: 'roleSaved'; role: Role }
  | { kind: 'roleNotFound' }
  | { kind: 'roleTaken' }
  | InvalidInput
  | BeyondOwnPermissions
  | ReauthenticationRequired

/** Creates a role. It permits at most what the administrator may do. */
export async function createRole(
  needs: UserActionNeeds,
  input: RoleInput,
  administrator: Administrator,
): Promise<SaveRoleOutcome> {
  const issues = findRoleIssues(input)
  if (issues.length > 0) return invalidInput(issues)
  const now = needs.clock.now()
  return needs.store.transaction(async (tx) => {
    const refusal = await refuse(tx, needs, { before: [], after: input.permissions, administrator })
    if (refusal !== null) return refusal
    const row = { ...rowOf(input), createdAt: now }
    if (!(await insertRole(tx, row))) return { kind: 'roleTaken' }
    await recordChange(tx, { kind: 'role.created', role: input.name }, { administrator, now })
    return { kind: 'roleSaved', role: readRole(row) }
  })
}

/** Changes what a role permits, for everybody who has it, from their next request on. */
export async function updateRole(
  needs: UserActionNeeds,
  input: UpdateRoleInput,
  administrator: Administrator,
): Promise<SaveRoleOutcome> {
  const now = needs.clock.now()
  return needs.store.transaction(async (tx) => {
    const stored = await takeRole(tx, input.name)
    if (stored === null) return { kind: 'roleNotFound' }
    const before = readRole(stored)
    const after = merge(before, input)
    const issues = findRoleIssues(after)
    if (issues.length > 0) return invalidInput(issues)
    const refusal = await refuse(tx, needs, { before: before.permissions, after: after.permissions, administrator })
    if (refusal !== null) return refusal
    const row = { ...stored, ...rowOf(after) }
    await replaceRole(tx, row)
    await recordChange(tx, { kind: 'role.changed', role: input.name }, { administrator, now })
    return { kind: 'roleSaved', role: readRole(row) }
  })
}

function merge(role: Role, { description, permissions, applicationPermissions }: UpdateRoleInput): RoleInput {
  return {
    name: role.name,
    description: description ?? role.description,
    permissions: permissions ?? role.permissions,
    applicationPermissions: applicationPermissions ?? role.applicationPermissions,
  }
}

/** A holder of the role may do what it permits. So the administrator needs the old and the new permissions. */
async function refuse(
  tx: Writer,
  needs: UserActionNeeds,
  change: { before: readonly Permission[]; after: readonly Permission[]; administrator: Administrator },
): Promise<BeyondOwnPermissions | ReauthenticationRequired | null> {
  const { before, after, administrator } = change
  const beyond = [...new Set([...before, ...after])].filter((each) => !administrator.permissions.includes(each))
  if (beyond.length > 0) return { kind: 'beyondOwnPermissions', permissions: beyond.sort() }
  return findMissingProofOf(tx, needs, administrator)
}

async function recordChange(
  tx: Writer,
  event: { kind: 'role.created' | 'role.changed'; role: string },
  { administrator: { actor, client }, now }: { administrator: Administrator; now: Date },
): Promise<void> {
  await record(tx, { ...event, userId: null }, { client, now, actor })
}
