import { isId } from '../platform/random.js'
import { administratorRole } from '../roles/permissions.js'
import { readRoleNames } from '../roles/role-names.js'
import { type Administrator, type BeyondOwnPermissions, isLastAdministrator, listBeyond } from '../roles/set-roles.js'
import {
  findMissingProof,
  type ReauthenticationRequired,
  type RecentAuthenticationNeeds,
} from '../sessions/recent-authentication.js'
import type { Writer } from '../store/engine/store.js'
import { lockRole } from '../store/roles.js'
import type { User } from '../store/tables/users.js'
import { lockUser } from '../store/users.js'

export interface UserNotFound {
  kind: 'userNotFound'
}

export interface LastAdministrator {
  kind: 'lastAdministrator'
}

export type SubjectRefusal = UserNotFound | LastAdministrator | BeyondOwnPermissions | ReauthenticationRequired

/** The user that an administrator acts on. */
export type Subject = { kind: 'subject'; user: User } | SubjectRefusal

interface Act {
  userId: string
  administrator: Administrator
  /** Whether the user cannot sign in afterwards: the last administrator is then refused. */
  shutsOut: boolean
}

/**
 * Takes the row of the user for this transaction. An administrator acts only on users who may do nothing that the
 * administrator may not. Call it first in the transaction, so that two administrators wait for each other.
 */
export async function takeSubject(
  tx: Writer,
  needs: RecentAuthenticationNeeds,
  { userId, administrator, shutsOut }: Act,
): Promise<Subject> {
  if (shutsOut) await lockRole(tx, administratorRole)
  const subject = await requireNotAbove(tx, userId, administrator)
  if (subject.kind !== 'subject') return subject
  const missing = await findMissingProofOf(tx, needs, administrator)
  if (missing !== null) return missing
  return shutsOut && (await isLastAdministrator(tx, { id: userId, roles: readRoleNames(subject.user.roles) }))
    ? { kind: 'lastAdministrator' }
    : subject
}

/** Takes the row of the user for this transaction, without a recent proof of the administrator. */
export async function requireNotAbove(
  tx: Writer,
  userId: string,
  { permissions }: Administrator,
): Promise<{ kind: 'subject'; user: User } | UserNotFound | BeyondOwnPermissions> {
  const user = isId(userId) ? await lockUser(tx, userId) : null
  if (user === null) return { kind: 'userNotFound' }
  const beyond = await listBeyond(tx, readRoleNames(user.roles), permissions)
  return beyond.length > 0 ? { kind: 'beyondOwnPermissions', permissions: beyond } : { kind: 'subject', user }
}

/** Null if the administrator recently proved who they are. The command line needs no proof. */
export async function findMissingProofOf(
  tx: Writer,
  needs: RecentAuthenticationNeeds,
  { sessionId }: Administrator,
): Promise<ReauthenticationRequired | null> {
  return sessionId === null ? null : findMissingProof(tx, needs, { sessionId })
}
