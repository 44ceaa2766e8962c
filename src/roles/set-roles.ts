import { type Actor, record } from '../audit/record.js'
import type { Clock } from '../platform/clock.js'
import { isId, randomId } from '../platform/random.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import type { Reader, Store, Writer } from '../store/engine/store.js'
import { findRoles, hasOtherHolder, lockRole, replaceUserRoles } from '../store/roles.js'
import type { User } from '../store/tables/users.js'
import { findUser, replaceUser } from '../store/users.js'
import { listPermissions } from './list-permissions.js'
import { administratorRole, type Permission } from './permissions.js'
import { isRoleName, readRoleNames, writeRoleNames } from './role-names.js'

export interface SetRolesInput {
  userId: string
  /** All roles that the user shall have. */
  roles: readonly string[]
}

/** Who administers, and what they may do themselves. */
export interface Administrator {
  actor: Actor
  /** Null on the command line. */
  client: RequestMetadata | null
  permissions: readonly Permission[]
  /** The session through which they ask. Null on the command line. */
  sessionId: string | null
}

export type SetRolesOutcome =
  | { kind: 'rolesSet'; user: User }
  | { kind: 'userNotFound' }
  | { kind: 'roleNotFound' }
  | { kind: 'lastAdministrator' }
  | BeyondOwnPermissions

/** The user has, or would have, permissions that the administrator does not have. */
export interface BeyondOwnPermissions {
  kind: 'beyondOwnPermissions'
  permissions: readonly Permission[]
}

export interface RoleNeeds {
  store: Store
  clock: Clock
}

/** Replaces the roles of a user. An administrator gives and takes only what they have; one administrator always stays. */
export async function setRoles(
  { store, clock }: RoleNeeds,
  { userId, roles }: SetRolesInput,
  administrator: Administrator,
): Promise<SetRolesOutcome> {
  return store.transaction(async (tx) => {
    // The first statement: two administrators who demote each other wait here.
    await lockRole(tx, administratorRole)
    const user = isId(userId) ? await findUser(tx, userId) : null
    if (user === null) return { kind: 'userNotFound' }
    const [before, after] = [readRoleNames(user.roles), readRoleNames(writeRoleNames(roles))]
    const refusal = await refuse(tx, { user, before, after }, administrator)
    if (refusal !== null) return refusal
    const now = clock.now()
    const replaced = await giveRoles(tx, { userId, names: after, now })
    if (replaced === null) return { kind: 'userNotFound' }
    const added = after.filter((name) => !before.includes(name))
    const removed = before.filter((name) => !after.includes(name))
    if (added.length + removed.length > 0) {
      const { actor, client } = administrator
      await record(tx, { kind: 'roles.changed', userId, added, removed }, { client, now, actor })
    }
    return { kind: 'rolesSet', user: replaced }
  })
}

/** Stores the roles of a user in both places. Null if there is no such user. Every role must exist. */
export async function giveRoles(
  tx: Writer,
  { userId, names, now }: { userId: string; names: readonly string[]; now: Date },
): Promise<User | null> {
  const user = await replaceUser(tx, userId, { roles: writeRoleNames(names), updatedAt: now })
  if (user !== null) {
    await replaceUserRoles(
      tx,
      userId,
      readRoleNames(user.roles).map((role) => ({ id: randomId(), userId, role })),
    )
  }
  return user
}

interface Change {
  user: User
  before: readonly string[]
  after: readonly string[]
}

async function refuse(
  tx: Writer,
  { user, before, after }: Change,
  { permissions }: Administrator,
): Promise<Exclude<SetRolesOutcome, { kind: 'rolesSet' }> | null> {
  if (!(await areRoles(tx, after))) return { kind: 'roleNotFound' }
  const beyond = await listBeyond(tx, [...before, ...after], permissions)
  if (beyond.length > 0) return { kind: 'beyondOwnPermissions', permissions: beyond }
  const isDemoted = before.includes(administratorRole) && !after.includes(administratorRole)
  return isDemoted && (await isLastAdministrator(tx, { id: user.id, roles: before }))
    ? { kind: 'lastAdministrator' }
    : null
}

/** Whether there is a role of each name. */
export async function areRoles(db: Reader, names: readonly string[]): Promise<boolean> {
  const wanted = [...new Set(names)]
  if (wanted.length === 0) return true
  return wanted.every(isRoleName) && (await findRoles(db, wanted)).length === wanted.length
}

/** What the roles permit beyond `own`. */
export async function listBeyond(
  tx: Writer,
  roles: readonly string[],
  own: readonly Permission[],
): Promise<Permission[]> {
  const { permissions } = await listPermissions(tx, roles)
  return permissions.filter((permission) => !own.includes(permission))
}

/** Whether no other administrator could sign in. Call it after `lockRole`. */
export async function isLastAdministrator(
  tx: Writer,
  { id, roles }: { id: string; roles: readonly string[] },
): Promise<boolean> {
  if (!roles.includes(administratorRole)) return false
  return !(await hasOtherHolder(tx, { role: administratorRole, exceptUserId: id }))
}
