import { readRoleNames } from '../roles/role-names.js'
import type { User } from '../store/tables/users.js'

/** An account as administrators see it in a list. */
export interface AccountView {
  id: string
  /** Canonical. Null when the user has none. */
  email: string | null
  emailVerified: boolean
  /** As typed. Null when the user has none. */
  username: string | null
  /** The account type of the application. */
  type: number
  /** Names of roles, sorted. */
  roles: readonly string[]
  /** Null: the user is not disabled. */
  disabledAt: Date | null
  /** When the user is enabled again. Null: when an administrator does so. */
  disabledUntil: Date | null
  /** In the words of the administrator. */
  disabledReason: string | null
  createdAt: Date
  /** Null if the user has not signed in since the server records it. */
  lastSignInAt: Date | null
}

export function viewAccount(user: User): AccountView {
  const { id, email, username, type, disabledAt, disabledUntil, disabledReason, createdAt, lastSignInAt } = user
  const emailVerified = user.emailVerifiedAt !== null
  const named = { id, email, emailVerified, username, type, roles: readRoleNames(user.roles) }
  return { ...named, disabledAt, disabledUntil, disabledReason, createdAt, lastSignInAt }
}
