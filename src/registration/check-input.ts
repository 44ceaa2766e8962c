import { readEmailAddress } from '../mail/email-address.js'
import { findPasswordIssues } from '../passwords/policy.js'
import type { InputIssue } from '../platform/input-issue.js'
import { findDeviceNameIssue } from '../sessions/device-name.js'
import type { TokenDelivery } from '../sessions/issue-tokens.js'
import { findMissingFields, findProfileIssues, type ProfileChanges } from '../users/profile.js'
import type { RegistrationRules } from '../users/registration-rules.js'
import { findUsernameIssue } from '../users/username.js'
import type { WebAuthnJson } from '../webauthn/response.js'

export interface RegisterInput {
  email?: string | null
  username?: string | null
  /** Exactly one of `password` and `passkey`. */
  password?: string | null
  /** The response to a challenge of `startPasskeyRegistration` for the same address or username. */
  passkey?: WebAuthnJson | null
  passwordConfirm?: string | null
  emailCode?: string | null
  sendEmail: boolean
  profile?: ProfileChanges | null
  deviceName?: string | null
  /** Left out: in the answer. */
  delivery?: TokenDelivery
}

export function findRegistrationIssues(rules: RegistrationRules, input: RegisterInput): InputIssue[] {
  const { username, deviceName } = input
  return [
    ...findEmailIssues(rules, input),
    ...(username == null ? [] : [findUsernameIssue(rules.username, username)]),
    ...(username == null && rules.usernameRequired ? [{ path: ['username'], rule: 'REQUIRED' } as const] : []),
    ...findCredentialIssues(rules, input),
    ...findProfileIssues(input.profile),
    ...findMissingFields(rules.requiredProfileFields, input.profile),
    findDeviceNameIssue(deviceName),
  ].filter((issue) => issue !== null)
}

/** An account is opened with a password or with a passkey. */
function findCredentialIssues(rules: RegistrationRules, input: RegisterInput): (InputIssue | null)[] {
  const { email, username, password, passkey, passwordConfirm: confirmation } = input
  if (password == null) return passkey == null ? [{ path: ['password'], rule: 'REQUIRED' }] : []
  if (passkey != null) return [{ path: ['passkey'], rule: 'MISMATCH' }]
  return findPasswordIssues(rules.password, 'password', { password, confirmation, identities: [email, username] })
}

/** Requires at least one of e-mail and username, even if no setting requires either. */
function findEmailIssues(rules: RegistrationRules, { email, username, emailCode }: RegisterInput): InputIssue[] {
  const issues: InputIssue[] = []
  const isNeeded = rules.emailRequired || username == null
  if (email == null && isNeeded) issues.push({ path: ['email'], rule: 'REQUIRED' })
  if (email != null && readEmailAddress(email) === null) issues.push({ path: ['email'], rule: 'NOT_AN_EMAIL' })
  if (rules.registration === 'email-code' && emailCode == null) issues.push({ path: ['emailCode'], rule: 'REQUIRED' })
  return issues
}
