import { readEmailAddress } from '../mail/email-address.js'
import { randomId } from '../platform/random.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import type { Writer } from '../store/engine/store.js'
import { insertPasswordCredential } from '../store/passwords.js'
import type { NewUser, User } from '../store/tables/users.js'
import { deleteUser, insertProfile, insertUser } from '../store/users.js'
import { readProfileChanges } from '../users/profile.js'
import { readUsername, usernameKey } from '../users/username.js'
import type { RegisterInput } from './check-input.js'

export interface AccountUser extends NewUser {
  email: string | null
}

/** A user with all rows that belong to a user. */
export interface NewAccount {
  input: RegisterInput
  newUser: AccountUser
  /** The hash of the password. */
  hash: string
  /** When the address was proven. Null if it was not. */
  proof: object | null
}

export function accountUserOf(
  { email, username }: RegisterInput,
  { language }: RequestMetadata,
  now: Date,
): AccountUser {
  return {
    id: randomId(),
    email: email == null ? null : readEmailAddress(email),
    username: username == null ? null : readUsername(username),
    usernameKey: username == null ? null : usernameKey(username),
    language,
    createdAt: now,
    updatedAt: now,
  }
}

/** Null when the address or the username is taken. */
export async function insertAccount(tx: Writer, { input, newUser, proof, hash }: NewAccount): Promise<User | null> {
  const now = newUser.createdAt
  const user = await insertUser(tx, { ...newUser, emailVerifiedAt: proof === null ? null : now })
  if (user === null) return null
  await insertProfile(tx, { userId: user.id, ...readProfileChanges(input.profile) })
  await insertPasswordCredential(tx, { userId: user.id, hash, now })
  return user
}

/**
 * What a new account costs the database, so that the time of an answer does not tell that the address is taken. False
 * when the username is taken, too.
 */
export async function insertAndDeleteAccount(tx: Writer, account: NewAccount): Promise<boolean> {
  const newUser = { ...account.newUser, email: `${account.newUser.id}@nobody.invalid` }
  const nobody = await insertAccount(tx, { ...account, newUser })
  return nobody !== null && deleteUser(tx, nobody.id)
}
