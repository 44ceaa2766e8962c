import { record } from '../audit/record.js'
import { revokeAllProofs } from '../email-verification/revoke-proofs.js'
import { readEmailAddress } from '../mail/email-address.js'
import { enqueueNoticeOfAdministrator } from '../mail/notices.js'
import { type InvalidInput, invalidInput } from '../platform/input-issue.js'
import type { Administrator, BeyondOwnPermissions } from '../roles/set-roles.js'
import type { Writer } from '../store/engine/store.js'
import { isUniqueViolation } from '../store/engine/unique-violation.js'
import type { NewUser, User } from '../store/tables/users.js'
import { isUsernameTaken, replaceProfile, replaceUser } from '../store/users.js'
import { readProfileChanges } from '../users/profile.js'
import { readUsername, usernameKey } from '../users/username.js'
import { type AccountInput, findAccountIssues, readProfile } from './account-input.js'
import { type AccountView, viewAccount } from './account-view.js'
import type { CreateUserNeeds } from './create-user.js'
import { requireNotAbove, type UserNotFound } from './subject.js'

/** What is null or left out stays as it is. */
export interface UpdateUserInput extends AccountInput {
  userId: string
  emailVerified?: boolean | null
}

export type UpdateUserOutcome =
  | { kind: 'userUpdated'; account: AccountView }
  | InvalidInput
  | UserNotFound
  | { kind: 'emailTaken' }
  | { kind: 'usernameTaken' }
  | BeyondOwnPermissions

/** Changes an account. Another address counts as not proven unless the input says so, and both addresses are told. */
export async function updateUser(
  needs: CreateUserNeeds,
  input: UpdateUserInput,
  administrator: Administrator,
): Promise<UpdateUserOutcome> {
  const issues = findAccountIssues(needs.registration, input)
  if (issues.length > 0) return invalidInput(issues)
  try {
    return await needs.store.transaction((tx) => storeUpdate(tx, needs, { input, administrator }))
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    const { username = null } = input
    const name = { username, usernameKey: username === null ? null : usernameKey(username) }
    return { kind: (await isUsernameTaken(needs.store.read, name)) ? 'usernameTaken' : 'emailTaken' }
  }
}

async function storeUpdate(
  tx: Writer,
  needs: CreateUserNeeds,
  { input, administrator }: { input: UpdateUserInput; administrator: Administrator },
): Promise<UpdateUserOutcome> {
  const subject = await requireNotAbove(tx, input.userId, administrator)
  if (subject.kind !== 'subject') return subject
  const now = needs.clock.now()
  const changes = changesOf(input, subject.user, now)
  const profile = readProfileChanges(readProfile(input.profile))
  const fields = [...Object.keys(changes), ...Object.keys(profile)]
  if (fields.length === 0) return { kind: 'userUpdated', account: viewAccount(subject.user) }
  const user = (await replaceUser(tx, input.userId, { ...changes, updatedAt: now })) as User
  if (Object.keys(profile).length > 0) await replaceProfile(tx, input.userId, profile)
  if (user.email !== subject.user.email) await tellOfAddress(tx, needs, { before: subject.user, user })
  const { actor, client } = administrator
  const event = { kind: 'user.updated', userId: user.id, sessionId: null, fields } as const
  await record(tx, event, { client, now, actor })
  return { kind: 'userUpdated', account: viewAccount(user) }
}

/** Only what differs from the stored user. */
function changesOf(input: UpdateUserInput, stored: User, now: Date): Partial<NewUser> {
  const { email, username, type, emailVerified } = input
  const address = email == null ? stored.email : readEmailAddress(email)
  const isMoved = address !== stored.email
  const isProven = emailVerified ?? (isMoved ? false : stored.emailVerifiedAt !== null)
  const isNewProof = isMoved || isProven !== (stored.emailVerifiedAt !== null)
  const name = username == null ? stored.username : readUsername(username)
  return {
    ...(isMoved && { email: address }),
    ...(isNewProof && { emailVerifiedAt: isProven ? now : null }),
    ...(name !== stored.username && name !== null && { username: name, usernameKey: usernameKey(name) }),
    ...(type != null && type !== stored.type && { type }),
  }
}

async function tellOfAddress(
  tx: Writer,
  needs: CreateUserNeeds,
  { before, user }: { before: User; user: User },
): Promise<void> {
  await revokeAllProofs(tx, before)
  const kind = 'email-changed-by-administrator'
  const values = { email: user.email ?? '' }
  for (const recipient of [before, user])
    await enqueueNoticeOfAdministrator(tx, needs, { kind, user: recipient, values })
}
