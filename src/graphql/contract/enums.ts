import { registerEnumType } from 'type-graphql'
import type { Settings } from '../../config/settings.js'
import type { CodePurpose } from '../../email-verification/one-time-code.js'
import type { InputRule } from '../../platform/input-issue.js'
import type { TokenRejection } from '../../sessions/authenticate-request.js'
import type { LogoutScope } from '../../sessions/end-session.js'
import type { SessionEndReason } from '../../sessions/session.js'
import type { AssuranceLevel, AuthenticationMethod } from '../../tokens/authentication-claims.js'
import type { Sex } from '../../users/profile.js'
import { type ProblemCode, problemCodes } from './sentences.js'

/** An enum whose names are the values themselves. `satisfies` at the call keeps it complete. */
function sameNames<Name extends string>(names: Readonly<Record<Name, string>>) {
  return Object.fromEntries(Object.keys(names).map((name) => [name, name])) as { [Each in Name]: Each }
}

interface Described<Name extends string> {
  name: string
  description: string
  values: Readonly<Record<Name, string>>
}

function registerNames<Name extends string>({ name, description, values }: Described<Name>) {
  const names = sameNames(values)
  const valuesConfig = Object.fromEntries(
    Object.keys(values).map((each) => [each, { description: values[each as Name] }]),
  )
  registerEnumType(names, { name, description, valuesConfig: valuesConfig as never })
  return names
}

export const ProblemCodeEnum = registerNames<ProblemCode>({
  name: 'ProblemCode',
  description: 'The same as the type of the problem, for clients that show problems they do not know yet.',
  values: problemCodes,
})

export const InputRuleEnum = registerNames<InputRule>({
  name: 'InputRule',
  description: 'The rule that a value breaks.',
  values: {
    REQUIRED: 'It is missing, or may not be cleared.',
    TOO_SHORT: 'Too few code points.',
    TOO_LONG: 'Too many code points.',
    OUT_OF_RANGE: 'A number below or above what is allowed.',
    NOT_AN_EMAIL: 'Not an e-mail address that can be used here.',
    NOT_A_URL: 'Not an http or https URL.',
    BAD_CHARACTERS: 'Characters that are not allowed here, or ill-formed Unicode.',
    MISMATCH: 'The second typing differs from the first.',
    MISSING_LETTER: 'A password needs a letter here.',
    MISSING_DIGIT: 'A password needs a digit here.',
    MISSING_SYMBOL: 'A password needs a certain sign here.',
    TOO_COMMON: 'One of the passwords that leaked most often.',
    LIKE_IDENTITY: 'A password like the user’s own address or name.',
    UNCHANGED: 'The same as before.',
  },
})

export const TokenRejectionEnum = registerNames<TokenRejection>({
  name: 'TokenRejection',
  description: 'Why credentials are refused.',
  values: {
    TOKEN_MISSING: 'No Authorization header came.',
    TOKEN_MALFORMED: 'The Authorization header is not `Bearer` and a token.',
    TOKEN_INVALID: 'Not an access token of this server.',
    TOKEN_EXPIRED: 'The access token has expired: refresh.',
    SESSION_ENDED: 'The session of the token has ended: sign in again.',
  },
})

export const SessionEndReasonEnum = registerNames<SessionEndReason>({
  name: 'SessionEndReason',
  description: 'Why a session cannot go on.',
  values: {
    LOGGED_OUT: 'Its user logged out.',
    REVOKED: 'Its user ended it from another session.',
    EXPIRED: 'It was not used for too long, or has reached its absolute end.',
    PASSWORD_CHANGED: 'The password was changed or reset.',
    REPLAYED: 'An old refresh token was presented: it may have been stolen.',
    USER_DISABLED: 'The user has been disabled.',
    UNKNOWN_TOKEN: 'No refresh token came, or none of this server, or of a session long gone.',
  },
})

export const AuthenticationMethodEnum = registerNames<AuthenticationMethod>({
  name: 'AuthenticationMethod',
  description: 'What a person proves who they are with.',
  values: {
    PASSWORD: 'The password of the account.',
    TOTP: 'A one-time code of an authenticator app (RFC 6238).',
    RECOVERY_CODE: 'One of the recovery codes that were given once.',
    PASSKEY: 'A passkey with user verification (WebAuthn).',
    EMAIL: 'A code or a link that was mailed to the proven address.',
    PROVIDER: 'An account at an identity provider.',
    TRUSTED_DEVICE: 'A device on which the second factor was given before.',
  },
})

export const AssuranceLevelEnum = registerNames<AssuranceLevel>({
  name: 'AssuranceLevel',
  description: 'How strongly a person proved who they are (NIST SP 800-63B-4).',
  values: {
    AAL1: 'With one factor.',
    AAL2: 'With two factors, or with a passkey, which is two factors in one.',
  },
})

export const LogoutScopeEnum = registerNames<LogoutScope>({
  name: 'LogoutScope',
  description: 'Which sessions of the user end.',
  values: { CURRENT: 'This one.', OTHERS: 'All but this one.', ALL: 'Every one.' },
})

export type TokenDelivery = 'BODY' | 'COOKIE'
export const TokenDeliveryEnum = registerNames<TokenDelivery>({
  name: 'TokenDelivery',
  description: 'How the refresh token reaches the client.',
  values: { BODY: 'In the answer.', COOKIE: 'As an HttpOnly cookie; the answer has null in its place.' },
})

export const EmailCodePurposeEnum = {
  REGISTER: 'register',
  VERIFY_EMAIL: 'verify-email',
  RESET_PASSWORD: 'reset-password',
} as const satisfies Record<string, CodePurpose>
registerEnumType(EmailCodePurposeEnum, {
  name: 'EmailCodePurpose',
  description: 'What a mailed code is good for; it is worth nothing for another.',
})

export const SexEnum = { NOT_KNOWN: 0, MALE: 1, FEMALE: 2, NOT_APPLICABLE: 9 } as const satisfies Record<string, Sex>
registerEnumType(SexEnum, { name: 'Sex', description: 'ISO/IEC 5218: 0, 1, 2, 9.' })

export const RegistrationModeEnum = {
  OPEN: 'open',
  EMAIL_CODE: 'email-code',
  CLOSED: 'closed',
} as const satisfies Record<string, Settings['REGISTRATION']>
registerEnumType(RegistrationModeEnum, {
  name: 'RegistrationMode',
  description: 'Who may register.',
  valuesConfig: {
    OPEN: { description: 'Everybody.' },
    EMAIL_CODE: { description: 'Who enters the code that was mailed to the address.' },
    CLOSED: { description: 'Nobody.' },
  },
})

export const EmailVerificationModeEnum = {
  OFF: 'off',
  OPTIONAL: 'optional',
  REQUIRED: 'required',
} as const satisfies Record<string, Settings['EMAIL_VERIFICATION']>
registerEnumType(EmailVerificationModeEnum, {
  name: 'EmailVerificationMode',
  description: 'Whether an address has to be proven.',
  valuesConfig: {
    OFF: { description: 'No.' },
    OPTIONAL: { description: 'It can be, and the user says whether it was.' },
    REQUIRED: { description: 'Before the first login.' },
  },
})
