import { record } from '../audit/record.js'
import { addSeconds } from '../platform/durations.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import type { Writer } from '../store/engine/store.js'
import { consumePendingRegistration, replacePendingRegistration } from '../store/pending-registrations.js'
import type { PendingRegistration } from '../store/tables/pending-registrations.js'
import type { NewProfile, User } from '../store/tables/users.js'
import { findUserByKey, isUsernameTaken, type UserKey } from '../store/users.js'
import { type ProfileChanges, readProfileChanges } from '../users/profile.js'
import { type NewCredential, readCredential, writeCredential } from './credential.js'
import { deleteUnproven } from './delete-unproven.js'
import { insertAccount, type NewUserFields } from './new-account.js'
import { mailPendingRegistration, type RegistrationMailNeeds } from './registration-mail.js'

interface NewRegistration {
  profile: ProfileChanges | null | undefined
  user: NewUserFields
  email: string
  credential: NewCredential
  /** Whether the person wants the mail. */
  sendEmail: boolean
  client: RequestMetadata
}

/** Longer than the mailed proofs live: the person can ask for another code. */
const lifetimeSeconds = 7 * 86_400

/**
 * Stores the registration, and mails the owner of the address. Rows, work and answer are the same whether a user has
 * the address or not; only the text of the mail differs. So strangers learn nothing, also not from a second request.
 */
export async function storePendingRegistration(
  tx: Writer,
  needs: RegistrationMailNeeds,
  { profile, user, email, credential, sendEmail, client }: NewRegistration,
): Promise<{ kind: 'registrationAccepted'; email: string } | { kind: 'usernameTaken' }> {
  const { id: userId, username, usernameKey, language, createdAt } = user
  if (await isUsernameTaken(tx, user)) return { kind: 'usernameTaken' }
  const owner = await findUserByKey(tx, { email })
  await replacePendingRegistration(tx, {
    ...{ email, userId, username, usernameKey, language, createdAt },
    ...writeCredential(credential),
    profile: JSON.stringify(readProfileChanges(profile)),
    expiresAt: addSeconds(createdAt, lifetimeSeconds),
  })
  if (sendEmail) await mailPendingRegistration(tx, needs, { userId, email, owner, client })
  const event =
    owner === null
      ? ({ kind: 'registration.requested', userId: null } as const)
      : ({ kind: 'registration.repeated', userId: owner.id } as const)
  await record(tx, event, { client, now: createdAt })
  return { kind: 'registrationAccepted', email }
}

/**
 * Makes the user of a pending registration whose address is proven. Null if there is no such registration, or if
 * another user has proven the address.
 */
export async function completeRegistration(tx: Writer, key: UserKey, now: Date): Promise<User | null> {
  const pending = await consumePendingRegistration(tx, key, now)
  if (pending === null) return null
  await deleteUnproven(tx, pending.email)
  const isTaken = (await findUserByKey(tx, { email: pending.email })) !== null
  return isTaken ? null : insertAccount(tx, await accountOf(tx, pending, now))
}

/** If another user took the name after the registration, the account has no name. The user can choose another one. */
async function accountOf(tx: Writer, pending: PendingRegistration, now: Date) {
  const { userId: id, email, username, usernameKey, profile, language } = pending
  const isNameTaken = await isUsernameTaken(tx, pending)
  const name = isNameTaken ? {} : { username, usernameKey }
  return {
    user: { id, email, emailVerifiedAt: now, ...name, language, createdAt: now, updatedAt: now },
    profile: JSON.parse(profile) as Omit<NewProfile, 'userId'>,
    credential: readCredential(pending),
  }
}
