import type { ProfileField, Settings } from '../config/settings.js'
import { readEmailAddress } from '../mail/email-address.js'
import { findPasswordIssues, type PasswordPolicy, passwordPolicyOf } from '../passwords/policy.js'
import { findTextIssue, type InputIssue } from '../platform/input-issue.js'
import { findMissingFields, findProfileIssues, type ProfileChanges } from './profile.js'
import { findUsernameIssue, type UsernameRules, usernameRulesOf } from './username.js'

/** What a sign-up has to fulfil. */
export interface RegistrationRules {
  registration: Settings['REGISTRATION']
  emailVerification: Settings['EMAIL_VERIFICATION']
  emailRequired: boolean
  usernameRequired: boolean
  requiredProfileFields: readonly ProfileField[]
  password: PasswordPolicy
  username: UsernameRules
  emailCodeLength: number
}

export function registrationRulesOf(settings: Settings): RegistrationRules {
  return {
    registration: settings.REGISTRATION,
    emailVerification: settings.EMAIL_VERIFICATION,
    emailRequired: settings.EMAIL_REQUIRED,
    usernameRequired: settings.USERNAME_REQUIRED,
    requiredProfileFields: settings.REQUIRED_PROFILE_FIELDS,
    password: passwordPolicyOf(settings),
    username: usernameRulesOf(settings),
    emailCodeLength: settings.EMAIL_CODE_LENGTH,
  }
}

export interface RegisterInput {
  email?: string | null
  username?: string | null
  password: string
  passwordConfirm?: string | null
  emailCode?: string | null
  sendEmail: boolean
  profile?: ProfileChanges | null
  deviceName?: string | null
}

export function findRegistrationIssues(rules: RegistrationRules, input: RegisterInput): InputIssue[] {
  const { email, username, password, passwordConfirm: confirmation, deviceName } = input
  return [
    ...findEmailIssues(rules, input),
    ...(username == null ? [] : [findUsernameIssue(rules.username, username)]),
    ...(username == null && rules.usernameRequired ? [{ path: ['username'], rule: 'REQUIRED' } as const] : []),
    ...findPasswordIssues(rules.password, 'password', { password, confirmation, identities: [email, username] }),
    ...findProfileIssues(input.profile),
    ...findMissingFields(rules.requiredProfileFields, input.profile),
    findDeviceNameIssue(deviceName),
  ].filter((issue) => issue !== null)
}

/** Shown in the list of sessions. */
export function findDeviceNameIssue(deviceName: string | null | undefined): InputIssue | null {
  return deviceName == null ? null : findTextIssue(['deviceName'], deviceName, { most: 100 })
}

/** Nobody without an identifier: where neither is required, one of the two is. */
function findEmailIssues(rules: RegistrationRules, { email, username, emailCode }: RegisterInput): InputIssue[] {
  const issues: InputIssue[] = []
  const isNeeded = rules.emailRequired || username == null
  if (email == null && isNeeded) issues.push({ path: ['email'], rule: 'REQUIRED' })
  if (email != null && readEmailAddress(email) === null) issues.push({ path: ['email'], rule: 'NOT_AN_EMAIL' })
  if (rules.registration === 'email-code' && emailCode == null) issues.push({ path: ['emailCode'], rule: 'REQUIRED' })
  return issues
}
