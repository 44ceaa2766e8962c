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
  /** Exactly one of `password`, `passkey` and `registrationToken`. */
  password?: string | null
  /** The response to a challenge of `startPasskeyRegistration` for the same address or username. */
  passkey?: WebAuthnJson | null
  passwordConfirm?: string | null
  /** From `registrationIncomplete`. */
  registrationToken?: string | null
  emailCode?: string | null
  sendEmail: boolean
  profile?: ProfileChanges | null
  deviceName?: string | null
  /** Left out: in the answer. */
  delivery?: TokenDelivery
}

/** `provenEmail`: the address that the registration token vouches for. */
export function findRegistrationIssues(
  rules: RegistrationRules,
  input: RegisterInput,
  provenEmail: string | null,
): InputIssue[] {
  const { username, deviceName } = input
  return [
    ...findEmailIssues(rules, input),
    ...findCodeIssues(rules, input, provenEmail),
    ...(username == null ? [] : [findUsernameIssue(rules.username, username)]),
    ...(username == null && rules.usernameRequired ? [{ path: ['username'], rule: 'REQUIRED' } as const] : []),
    ...findCredentialIssues(rules, input),
    ...findProfileIssues(input.profile),
    ...findMissingFields(rules.requiredProfileFields, input.profile),
    findDeviceNameIssue(deviceName),
  ].filter((issue) => issue !== null)
}

/** An account is opened with a password, a passkey or what was proven before. */
function findCredentialIssues(rules: RegistrationRules, input: RegisterInput): (InputIssue | null)[] {
  const { email, username, password, passkey, registrationToken, passwordConfirm: confirmation } = input
  const others = [passkey == null ? null : 'passkey', registrationToken == null ? null : 'registrationToken']
  const [other = null, further = null] = others.filter((name) => name !== null)
  if (other !== null && (password != null || further !== null)) return [{ path: [further ?? other], rule: 'MISMATCH' }]
  if (other !== null) return []
  if (password == null) return [{ path: ['password'], rule: 'REQUIRED' }]
  return findPasswordIssues(rules.password, 'password', { password, confirmation, identities: [email, username] })
}

/** Requires at least one of e-mail, username and registration token, even if no setting requires any. */
function findEmailIssues(
  rules: RegistrationRules,
  { email, username, registrationToken }: RegisterInput,
): InputIssue[] {
  if (email != null) return readEmailAddress(email) === null ? [{ path: ['email'], rule: 'NOT_AN_EMAIL' }] : []
  const isNeeded = rules.emailRequired || (username == null && registrationToken == null)
  return isNeeded ? [{ path: ['email'], rule: 'REQUIRED' }] : []
}

/** A registration with a token cannot wait for a proof. It brings the code where an address has to be proven. */
function findCodeIssues(
  { registration, emailVerification }: RegistrationRules,
  { email, emailCode, registrationToken }: RegisterInput,
  provenEmail: string | null,
): InputIssue[] {
  const isMandatory = registration === 'email-code' || (registrationToken != null && emailVerification === 'required')
  const isProven = email != null && provenEmail !== null && readEmailAddress(email) === provenEmail
  return isMandatory && emailCode == null && !isProven ? [{ path: ['emailCode'], rule: 'REQUIRED' }] : []
}
