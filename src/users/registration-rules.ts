import type { ProfileField, Settings } from '../config/settings.js'
import { type PasswordPolicy, passwordPolicyOf } from '../passwords/policy.js'
import { type UsernameRules, usernameRulesOf } from './username.js'

/** The rules of a registration, and what a form must know about them. */
export interface RegistrationRules {
  registration: Settings['REGISTRATION']
  emailVerification: Settings['EMAIL_VERIFICATION']
  emailRequired: boolean
  usernameRequired: boolean
  requiredProfileFields: readonly ProfileField[]
  password: PasswordPolicy
  username: UsernameRules
  emailCodeLength: number
  secondFactor: Settings['SECOND_FACTOR']
  totp: boolean
  passwordSignIn: boolean
  emailSignIn: boolean
  passkeys: boolean
  /** Names of the roles of users who register. */
  defaultRoles: readonly string[]
  /** How long a device that the user remembers needs no second factor, in seconds. Null: always. */
  trustedDeviceLifetime: number | null
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
    secondFactor: settings.SECOND_FACTOR,
    totp: settings.TOTP,
    passwordSignIn: settings.PASSWORD_SIGN_IN,
    emailSignIn: settings.EMAIL_SIGN_IN !== 'off',
    passkeys: settings.PASSKEYS,
    defaultRoles: settings.DEFAULT_ROLES,
    trustedDeviceLifetime: settings.TRUSTED_DEVICE_LIFETIME,
  }
}
