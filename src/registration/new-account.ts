import { readEmailAddress } from '../mail/email-address.js'
import { randomId } from '../platform/random.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import type { Writer } from '../store/engine/store.js'
import type { NewProfile, NewUser, User } from '../store/tables/users.js'
import { insertProfile, insertUser } from '../store/users.js'
import { readUsername, usernameKey } from '../users/username.js'
import type { RegisterInput } from './check-input.js'
import { type FirstWayIn, insertWayIn } from './credential.js'

export interface NewAccount {
  user: NewUser
  profile: Omit<NewProfile, 'userId'>
  credential: FirstWayIn
}

export type NewUserFields = ReturnType<typeof newUserOf>

/** The user that an input describes, with a new id. The input is checked. */
export function newUserOf(
  { email, username }: Pick<RegisterInput, 'email' | 'username'>,
  { language }: RequestMetadata,
  now: Date,
) {
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

/** Inserts a user with all rows that belong to one. Throws a unique violation if the address or the username is taken. */
export async function insertAccount(tx: Writer, { user: newUser, profile, credential }: NewAccount): Promise<User> {
  const user = await insertUser(tx, newUser)
  await insertProfile(tx, { ...profile, userId: user.id })
  await insertWayIn(tx, user, credential)
  return user
}
