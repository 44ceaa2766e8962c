import { record } from '../audit/record.js'
import { profileFields } from '../config/settings.js'
import { type InputIssue, type InvalidInput, invalidInput } from '../platform/input-issue.js'
import { Unavailable } from '../platform/unavailable.js'
import type { Caller } from '../sessions/authenticate-request.js'
import { type OwnUser, type UserView, viewUser } from '../sessions/views.js'
import type { Store, Writer } from '../store/engine/store.js'
import { isUniqueViolation } from '../store/engine/unique-violation.js'
import type { User } from '../store/tables/users.js'
import { findProfile, findUser, replaceProfile, replaceUser } from '../store/users.js'
import { type Throttled, type ThrottleNeeds, takeAttempt } from '../throttles/take-attempt.js'
import { findMissingFields, findProfileIssues, type ProfileChanges, readProfileChanges } from './profile.js'
import type { RegistrationRules } from './registration-rules.js'
import { findUsernameIssue, readUsername, usernameKey } from './username.js'

/** A field that is left out keeps its value; null clears it. */
export interface UpdateProfileInput {
  username?: string | null
  profile?: ProfileChanges | null
}

export type UpdateProfileOutcome =
  | { kind: 'profileUpdated'; user: OwnUser }
  | InvalidInput
  | { kind: 'usernameTaken' }
  | Throttled

export interface UpdateProfileNeeds extends ThrottleNeeds {
  store: Store
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
    const update = { input, changes, requester, client }
    const stored = await needs.store.transaction((tx) => storeChanges(tx, needs, update))
    if ('kind' in stored) return stored
    return { kind: 'profileUpdated', user: { ...viewUser(stored), currentSession: requester.session } }
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

/** An update that changes nothing writes nothing. It is counted too, because it reads. */
async function storeChanges(tx: Writer, needs: UpdateProfileNeeds, update: Update): Promise<User | Throttled> {
  const { input, changes, requester, client } = update
  const { user, session } = requester
  const throttled = await takeAttempt(tx, needs, { subjects: [{ limit: 'writePerUser', of: user.id }], client })
  if (throttled !== null) return throttled
  const present = await findUser(tx, user.id)
  if (present === null) throw new Unavailable('The account was deleted at the same time.', 1)
  const profile = await findProfileChanges(tx, user.id, input)
  const hasName = input.username !== undefined && changes.username !== present.username
  const fields = [...(hasName ? ['username'] : []), ...Object.keys(profile)]
  if (fields.length === 0) return present
  const updated = await replaceUser(tx, user.id, changes)
  if (updated === null) throw new Unavailable('The account was deleted at the same time.', 1)
  if (Object.keys(profile).length > 0) await replaceProfile(tx, user.id, profile)
  const event = { kind: 'user.updated', userId: user.id, sessionId: session.id, fields } as const
  await record(tx, event, { client, now: changes.updatedAt })
  return updated
}

/** The given fields whose stored value is another one. */
async function findProfileChanges(
  tx: Writer,
  userId: string,
  { profile }: UpdateProfileInput,
): Promise<ProfileChanges> {
  const given = readProfileChanges(profile)
  const stored = await findProfile(tx, userId)
  const isChanged = ([field, value]: [string, unknown]) => value !== (stored?.[field as keyof ProfileChanges] ?? null)
  return Object.fromEntries(Object.entries(given).filter(isChanged))
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
