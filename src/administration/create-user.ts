import { record } from '../audit/record.js'
import { readEmailAddress } from '../mail/email-address.js'
import { type InvalidInput, invalidInput } from '../platform/input-issue.js'
import { randomId } from '../platform/random.js'
import { type Administrator, areRoles, type BeyondOwnPermissions, giveRoles, listBeyond } from '../roles/set-roles.js'
import type { Reader, Writer } from '../store/engine/store.js'
import { isUniqueViolation } from '../store/engine/unique-violation.js'
import type { User } from '../store/tables/users.js'
import { insertProfile, insertUser, isUsernameTaken } from '../store/users.js'
import { readProfileChanges } from '../users/profile.js'
import type { RegistrationRules } from '../users/registration-rules.js'
import { readUsername, usernameKey } from '../users/username.js'
import { type AccountInput, findAccountIssues, readProfile } from './account-input.js'
import { type AccountView, viewAccount } from './account-view.js'
import type { UserActionNeeds } from './disable-user.js'
import { type InvitationNeeds, mailInvitation } from './mail-invitation.js'

export interface CreateUserInput extends AccountInput {
  /** Whether the address counts as proven. */
  emailVerified: boolean
  roles: readonly string[]
  /** Whether a link is mailed with which the user chooses a password. */
  sendInvitation: boolean
}

export type CreateUserOutcome =
  | { kind: 'userCreated'; account: AccountView }
  | InvalidInput
  | { kind: 'emailTaken' }
  | { kind: 'usernameTaken' }
  | { kind: 'roleNotFound' }
  | BeyondOwnPermissions

export interface CreateUserNeeds extends UserActionNeeds, InvitationNeeds {
  registration: RegistrationRules
}

/** Creates a user without a way in. The invitation, a reset of the password or a provider opens the account. */
export async function createUser(
  needs: CreateUserNeeds,
  input: CreateUserInput,
  administrator: Administrator,
): Promise<CreateUserOutcome> {
  const issues = findAccountIssues(needs.registration, input)
  if (input.email == null && input.username == null) issues.push({ path: ['email'], rule: 'REQUIRED' })
  if (issues.length > 0) return invalidInput(issues)
  try {
    return await needs.store.transaction((tx) => storeUser(tx, needs, { input, administrator }))
  } catch (error) {
    if (isUniqueViolation(error)) return whatIsTaken(needs.store.read, input)
    throw error
  }
}

async function storeUser(
  tx: Writer,
  needs: CreateUserNeeds,
  { input, administrator }: { input: CreateUserInput; administrator: Administrator },
): Promise<CreateUserOutcome> {
  const { roles, sendInvitation } = input
  const { actor, client } = administrator
  if (!(await areRoles(tx, roles))) return { kind: 'roleNotFound' }
  const beyond = await listBeyond(tx, roles, administrator.permissions)
  if (beyond.length > 0) return { kind: 'beyondOwnPermissions', permissions: beyond }
  const now = needs.clock.now()
  const created = await insertUser(tx, rowOf(input, now))
  await insertProfile(tx, { ...readProfileChanges(readProfile(input.profile)), userId: created.id })
  const user = (await giveRoles(tx, { userId: created.id, names: roles, now })) as User
  await record(tx, { kind: 'user.created', userId: user.id }, { client, now, actor })
  if (sendInvitation) await mailInvitation(tx, needs, { user, administrator })
  return { kind: 'userCreated', account: viewAccount(user) }
}

function rowOf({ email, username, type, emailVerified }: CreateUserInput, now: Date) {
  return {
    id: randomId(),
    email: email == null ? null : readEmailAddress(email),
    emailVerifiedAt: email != null && emailVerified ? now : null,
    username: username == null ? null : readUsername(username),
    usernameKey: username == null ? null : usernameKey(username),
    type: type ?? 0,
    createdAt: now,
    updatedAt: now,
  }
}

async function whatIsTaken(db: Reader, { username }: CreateUserInput): Promise<CreateUserOutcome> {
  const name = { username: username ?? null, usernameKey: username == null ? null : usernameKey(username) }
  return { kind: (await isUsernameTaken(db, name)) ? 'usernameTaken' : 'emailTaken' }
}
