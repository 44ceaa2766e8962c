import { profileFields } from '../config/settings.js'
import { readEmailAddress } from '../mail/email-address.js'
import type { InputIssue } from '../platform/input-issue.js'
import { findProfileIssues, type ProfileChanges } from '../users/profile.js'
import type { RegistrationRules } from '../users/registration-rules.js'
import { findUsernameIssue } from '../users/username.js'

/** What administrators can set of an account. */
export interface AccountInput {
  email?: string | null
  username?: string | null
  type?: number | null
  profile?: Readonly<Record<string, unknown>> | null
}

const maxType = 2 ** 31 - 1

export function findAccountIssues(
  { username: rules }: RegistrationRules,
  { email, username, type, profile }: AccountInput,
): InputIssue[] {
  const issues: (InputIssue | null)[] = [
    email != null && readEmailAddress(email) === null ? { path: ['email'], rule: 'NOT_AN_EMAIL' } : null,
    username == null ? null : findUsernameIssue(rules, username),
    type != null && (type < 0 || type > maxType) ? { path: ['type'], rule: 'OUT_OF_RANGE' } : null,
    ...findUnknownFields(profile),
  ]
  const found = issues.filter((issue) => issue !== null)
  return found.length > 0 ? found : findProfileIssues(readProfile(profile))
}

/** The profile of a JSON object that was checked. */
export function readProfile(profile: AccountInput['profile']): ProfileChanges {
  return (profile ?? {}) as ProfileChanges
}

/** Names that are no field of a profile, and values of another kind than the field. */
function findUnknownFields(profile: AccountInput['profile']): InputIssue[] {
  return Object.entries(profile ?? {}).flatMap(([name, value]) => {
    const kind = name === 'sex' || name === 'age' ? 'number' : 'string'
    const isKnown = profileFields.some((field) => field === name) && (value === null || typeof value === kind)
    return isKnown ? [] : [{ path: ['profile', name], rule: 'NOT_ALLOWED' } as const]
  })
}
