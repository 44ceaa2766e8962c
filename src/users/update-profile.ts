import { record } from '../audit/record.js'
import { profileFields } from '../config/settings.js'
import type { Clock } from '../platform/clock.js'
import { type InputIssue, type InvalidInput, invalidInput } from '../platform/input-issue.js'
import { Unavailable } from '../platform/unavailable.js'
import type { Caller } from '../sessions/authenticate-request.js'
import { type OwnUser, type UserView, viewUser } from '../sessions/views.js'
import type { Store, Writer } from '../store/engine/store.js'
import { isUniqueViolation } from '../store/engine/unique-violation.js'
import type { User } from '../store/tables/users.js'
import { replaceProfile, replaceUser } from '../store/users.js'
import { findMissingFields, findProfileIssues, type ProfileChanges, readProfileChanges } from './profile.js'
import type { RegistrationRules } from './registration-rules.js'
import { findUsernameIssue, readUsername, usernameKey } from './username.js'

/** A field that is left out keeps its value; null clears it. */
export interface UpdateProfileInput {
  username?: string | null
  profile?: ProfileChanges | null
}

export type UpdateProfileOutcome = { kind: 'profileUpdated'; user: OwnUser } | InvalidInput | { kind: 'usernameTaken' }

export interface UpdateProfileNeeds {
  store: Store
  clock: Clock
  registration: RegistrationRules
}

export async function updateProfile(
  needs: UpdateProfileNeeds,
  given: UpdateProfileInput,
  { requester, client }: Caller,
): Promise<UpdateProfileOutcome> {
  const input = given.profile === null ? { ...given, profile: clearedProfile } : given
  const issues = findUpdateIssues(needs.registration, input, requester.user)
  if (issues.length > 0) return invalidInput(issues)
  const changes = { ...usernameChanges(input), updatedAt: needs.clock.now() }
  try {
    const user = await needs.store.transaction((tx) => storeChanges(tx, { input, changes, requester, client }))
    return { kind: 'profileUpdated', user: { ...viewUser(user), currentSession: requester.session } }
  } catch (error) {
    if (isUniqueViolation(error)) return { kind: 'usernameTaken' }
    throw error
  }
}

const clearedProfile: ProfileChanges = Object.fromEntries(profileFields.map((field) => [field, null]))

interface Update extends Caller {
  input: UpdateProfileInput
  changes: { username?: string | null; usernameKey?: string | null; updatedAt: Date }
}

async function storeChanges(tx: Writer, { input, changes, requester, client }: Update): Promise<User> {
  const { user, session } = requester
  const updated = await replaceUser(tx, user.id, changes)
  if (updated === null) throw new Unavailable('The account was deleted at the same time.', 1)
  const profile = readProfileChanges(input.profile)
  const fields = [...(input.username === undefined ? [] : ['username']), ...Object.keys(profile)]
  if (Object.keys(profile).length > 0) await replaceProfile(tx, user.id, profile)
  const event = { kind: 'user.updated', userId: user.id, sessionId: session.id, fields } as const
  await record(tx, event, { client, now: changes.updatedAt })
  return updated
}

function findUpdateIssues(rules: RegistrationRules, input: UpdateProfileInput, user: UserView): InputIssue[] {
  const { username, profile } = input
  const issues = findProfileIssues(profile)
  const cleared = rules.requiredProfileFields.filter((field) => profile?.[field] === null)
  issues.push(...findMissingFields(cleared, profile))
  if (username === null && (rules.usernameRequired || user.email === null)) {
    issues.push({ path: ['username'], rule: 'REQUIRED' })
  }
  const usernameIssue = username == null ? null : findUsernameIssue(rules.username, username)
  return usernameIssue === null ? issues : [usernameIssue, ...issues]
}

function usernameChanges({ username }: UpdateProfileInput) {
  if (username === undefined) return {}
  if (username === null) return { username: null, usernameKey: null }
  return { username: readUsername(username), usernameKey: usernameKey(username) }
}
