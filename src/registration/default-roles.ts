import { giveRoles } from '../roles/set-roles.js'
import type { Reader, Writer } from '../store/engine/store.js'
import { findRoles } from '../store/roles.js'
import type { User } from '../store/tables/users.js'
import type { RegistrationRules } from '../users/registration-rules.js'

/** Gives a new user the roles of DEFAULT_ROLES that exist. */
export async function giveDefaultRoles(tx: Writer, { defaultRoles }: RegistrationRules, user: User): Promise<User> {
  if (defaultRoles.length === 0) return user
  const names = (await findRoles(tx, defaultRoles)).map(({ name }) => name)
  return (await giveRoles(tx, { userId: user.id, names, now: user.createdAt })) ?? user
}

/** The roles of DEFAULT_ROLES that do not exist. */
export async function listMissingRoles(db: Reader, names: readonly string[]): Promise<string[]> {
  const known = names.length === 0 ? [] : await findRoles(db, names)
  return names.filter((name) => !known.some((role) => role.name === name))
}
