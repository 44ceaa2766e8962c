import { registerEnumType } from 'type-graphql'
import type { InputRule } from '../../platform/input-issue.js'
import type { SecurityEventKind } from '../../security-events/kinds.js'
import type { TokenRejection } from '../../sessions/authenticate-request.js'
import type { LogoutScope } from '../../sessions/end-session.js'
import type { SessionEndReason } from '../../sessions/session.js'
import type { AssuranceLevel, AuthenticationMethod } from '../../tokens/authentication-claims.js'
import { type ProblemCode, problemKinds } from './problem-kinds.js'

/** An enum whose names are the values themselves. `satisfies` at the call keeps it complete. */
function sameNames<Name extends string>(names: Readonly<Record<Name, string>>) {
  return Object.fromEntries(Object.keys(names).map((name) => [name, name])) as { [Each in Name]: Each }
}

interface Described<Name extends string> {
  name: string
  description: string
  values: Readonly<Record<Name, string>>
}

export function registerNames<Name extends string>({ name, description, values }: Described<Name>) {
  const names = sameNames(values)
  const valuesConfig = Object.fromEntries(
    Object.keys(values).map((each) => [each, { description: values[each as Name] }]),
  )
  registerEnumType(names, { name, description, valuesConfig: valuesConfig as never })
  return names
}

const meaningsOfCodes = Object.values(problemKinds).map(({ code, meaning }) => [code, meaning] as const)

export const ProblemCodeEnum = registerNames<ProblemCode>({
  name: 'ProblemCode',
  description: 'The type of the problem as a code. A client can show a problem that is newer than the client.',
  values: Object.fromEntries(meaningsOfCodes) as Readonly<Record<ProblemCode, string>>,
})

export const inputRules: Readonly<Record<InputRule, string>> = {
  REQUIRED: 'The value is missing, or it cannot be cleared.',
  TOO_SHORT: 'The text has too few code points.',
  TOO_LONG: 'The text has too many code points.',
  OUT_OF_RANGE: 'The number is below the minimum or above the maximum.',
  NOT_AN_EMAIL: 'The text is not a valid e-mail address.',
  NOT_A_URL: 'The text is not an http or https URL.',
  BAD_CHARACTERS: 'The text has characters that are not allowed, or is not well-formed Unicode.',
  MISMATCH: 'The confirmation differs from the password.',
  MISSING_LETTER: 'The password needs a letter.',
  MISSING_DIGIT: 'The password needs a digit.',
  MISSING_SYMBOL: 'The password needs one of the characters in `requireSymbolFrom`.',
  TOO_COMMON: 'The password is one of those that leaked most often.',
  LIKE_IDENTITY: 'The password resembles the address or the username of the user.',
  UNCHANGED: 'The new value is equal to the old one.',
  NOT_ALLOWED: 'The settings do not allow this value.',
}

export const InputRuleEnum = registerNames<InputRule>({
  name: 'InputRule',
  description: 'The rule that a value breaks.',
  values: inputRules,
})

export const TokenRejectionEnum = registerNames<TokenRejection>({
  name: 'TokenRejection',
  description: 'Why a token is refused.',
  values: {
    TOKEN_MISSING: 'The request has no Authorization header.',
    TOKEN_MALFORMED: 'The Authorization header does not consist of `Bearer` and a token.',
    TOKEN_INVALID: 'The token is not an access token of this server.',
    TOKEN_EXPIRED: 'The access token has expired. Call `refresh`.',
    SESSION_ENDED: 'The session of the token has ended. The user must sign in again.',
  },
})

export const SessionEndReasonEnum = registerNames<SessionEndReason>({
  name: 'SessionEndReason',
  description: 'Why a session has ended.',
  values: {
    LOGGED_OUT: 'The user logged out.',
    REVOKED: 'The user ended the session from another session.',
    EXPIRED: 'The session was not refreshed in time, or it has reached its maximum age.',
    PASSWORD_CHANGED: 'The password was changed or reset.',
    REPLAYED: 'An old refresh token was presented. It may have been stolen.',
    USER_DISABLED: 'The user has been disabled.',
    EVICTED: 'The user had more sessions than SESSIONS_PER_USER, and this one was idle longest.',
    UNKNOWN_TOKEN: 'No refresh token was sent, it is not from this server, or its session ended long ago.',
  },
})

export const AuthenticationMethodEnum = registerNames<AuthenticationMethod>({
  name: 'AuthenticationMethod',
  description: 'How a user proves who they are.',
  values: {
    PASSWORD: 'The password of the account.',
    TOTP: 'A one-time code of an authenticator app (RFC 6238).',
    RECOVERY_CODE: 'One of the recovery codes. Each code works once.',
    PASSKEY: 'A passkey with user verification (WebAuthn).',
    EMAIL: 'A code or a link in a mail to the verified address.',
    PROVIDER: 'An account at an identity provider.',
    TRUSTED_DEVICE: 'A device on which the user gave the second factor before.',
  },
})

export const AssuranceLevelEnum = registerNames<AssuranceLevel>({
  name: 'AssuranceLevel',
  description: 'How strongly a user proved who they are (NIST SP 800-63B-4).',
  values: {
    AAL1: 'The user gave one factor.',
    AAL2: 'The user gave two factors, or a passkey, which counts as two.',
  },
})

export const SecurityEventKindEnum = registerNames<SecurityEventKind>({
  name: 'SecurityEventKind',
  description: 'What happened to an account.',
  values: {
    REGISTERED: 'The account was created.',
    SIGNED_IN: 'A session was opened.',
    SIGN_IN_FAILED: 'A proof of identity was wrong or used already, or the user may not sign in.',
    SIGNED_OUT: 'The user signed out.',
    SESSION_REVOKED: 'The user ended a session from another one, or there were more than SESSIONS_PER_USER.',
    SESSION_REPLAYED: 'A session ended because an old refresh token was presented. It may have been stolen.',
    REAUTHENTICATED: 'The user proved anew who they are.',
    PASSWORD_CHANGED: 'The password was changed, or the first one was set.',
    PASSWORD_RESET: 'The password was reset by mail.',
    PASSWORD_REMOVED: 'The password was removed.',
    EMAIL_VERIFIED: 'The user proved to receive mail at the address.',
    EMAIL_CHANGED: 'The address was replaced.',
    PROFILE_UPDATED: 'The profile or the username was changed.',
    TOTP_ENABLED: 'An authenticator app was set up.',
    TOTP_REMOVED: 'The authenticator app was removed.',
    RECOVERY_CODES_CREATED: 'New recovery codes replaced the older ones.',
    RECOVERY_CODE_USED: 'A recovery code was used up.',
    PASSKEY_ADDED: 'A passkey was added.',
    PASSKEY_REMOVED: 'A passkey was removed.',
    IDENTITY_LINKED: 'An account at an identity provider was linked.',
    IDENTITY_UNLINKED: 'An account at an identity provider was unlinked.',
    CHANGED_BY_ADMINISTRATOR: 'An administrator changed the account.',
    IMPERSONATED: 'An administrator acted as the user.',
  },
})

export const LogoutScopeEnum = registerNames<LogoutScope>({
  name: 'LogoutScope',
  description: 'Which sessions of the user end.',
  values: {
    CURRENT: 'The session of the caller.',
    OTHERS: 'All sessions except that of the caller.',
    ALL: 'All sessions.',
  },
})

export type TokenDelivery = 'BODY' | 'COOKIE'
export const TokenDeliveryEnum = registerNames<TokenDelivery>({
  name: 'TokenDelivery',
  description: 'How the refresh token reaches the client.',
  values: {
    BODY: 'In the answer, as `refreshToken`.',
    COOKIE: 'As an HttpOnly cookie. `refreshToken` is null in the answer.',
  },
})
