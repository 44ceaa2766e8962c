export interface ProblemText {
  code: string
  /** When the problem is returned. */
  meaning: string
  /** What a client should do. */
  advice: string
}

/**
 * Every kind of problem that an operation can return. The schema and docs/errors.md repeat the texts; the sentences for
 * people are in `locales/`.
 */
export const problemKinds = {
  invalidInput: {
    code: 'INVALID_INPUT',
    meaning: 'Values of the input break rules. Nothing was changed.',
    advice: 'Show each of `issues` at the field that its `path` names.',
  },
  invalidCredentials: {
    code: 'INVALID_CREDENTIALS',
    meaning:
      'The credentials are wrong. Unknown user, wrong password, and a disabled user with a wrong password look the same.',
    advice: 'Ask again. Do not guess which of the two was wrong.',
  },
  emailTaken: {
    code: 'EMAIL_TAKEN',
    meaning: 'Another account has this address.',
    advice: 'Offer to sign in.',
  },
  usernameTaken: {
    code: 'USERNAME_TAKEN',
    meaning: 'Another account has this username.',
    advice: 'Ask for another username.',
  },
  emailNotVerified: {
    code: 'EMAIL_NOT_VERIFIED',
    meaning: 'The address must be verified first. Returned only after the right password.',
    advice: 'Ask the user to verify the address.',
  },
  userDisabled: {
    code: 'USER_DISABLED',
    meaning: 'The user has been disabled. Returned only after the right password.',
    advice: 'Name a contact. Another attempt does not help.',
  },
  registrationClosed: {
    code: 'REGISTRATION_CLOSED',
    meaning: 'The settings do not allow registration.',
    advice: 'Hide the form. `authConfig.registration` says so in advance.',
  },
  invalidCode: {
    code: 'INVALID_CODE',
    meaning: 'The mailed code is wrong, used or expired.',
    advice: 'Let the user type it again. After five attempts or ten minutes, offer a new code.',
  },
  invalidToken: {
    code: 'INVALID_TOKEN',
    meaning: 'The token is refused. `reason` says why.',
    advice: 'Act by `reason`.',
  },
  sessionEnded: {
    code: 'SESSION_ENDED',
    meaning: 'The session has ended. `reason` says why.',
    advice: 'Delete the tokens and ask the user to sign in.',
  },
  sessionNotFound: {
    code: 'SESSION_NOT_FOUND',
    meaning: 'The signed-in user has no live session with this identifier.',
    advice: 'Read the list of sessions again.',
  },
  throttled: {
    code: 'THROTTLED',
    meaning: 'Too many attempts. Known and unknown users get the same answer.',
    advice: 'Wait `retryAfter` seconds. An earlier attempt does not make the wait longer.',
  },
  reauthenticationRequired: {
    code: 'REAUTHENTICATION_REQUIRED',
    meaning: 'The last proof of identity is too old or too weak.',
    advice: 'Let the user prove it again with one of `methods`, then repeat.',
  },
  invalidPasskey: {
    code: 'INVALID_PASSKEY',
    meaning: 'The response is not one to this challenge, this site and this user, or its key is not known.',
    advice: 'Ask for a new challenge and let the user try again, or offer another way to sign in.',
  },
  passkeyNotFound: {
    code: 'PASSKEY_NOT_FOUND',
    meaning: 'The signed-in user has no passkey with this identifier.',
    advice: 'Read the list of passkeys again.',
  },
  secondFactorMandatory: {
    code: 'SECOND_FACTOR_MANDATORY',
    meaning: 'The settings ask this user for a second factor, and this is the only one.',
    advice: 'Let the user add another one first.',
  },
  totpAlreadyEnabled: {
    code: 'TOTP_ALREADY_ENABLED',
    meaning: 'The user has an authenticator app already.',
    advice: 'Offer to remove it first.',
  },
  lastSignInMethod: {
    code: 'LAST_SIGN_IN_METHOD',
    meaning: 'Without it the user could not sign in any more.',
    advice: 'Let the user add another way to sign in first.',
  },
  identityNotFound: {
    code: 'IDENTITY_NOT_FOUND',
    meaning: 'The signed-in user has no linked identity with this identifier.',
    advice: 'Read the list of identities again.',
  },
  identityTaken: {
    code: 'IDENTITY_TAKEN',
    meaning: 'The account at the provider belongs to another user here.',
    advice: 'Let the user sign in with it, or choose another account at the provider.',
  },
  accountExists: {
    code: 'ACCOUNT_EXISTS',
    meaning: 'The provider vouches for an address that an account here has, and the two are not linked.',
    advice: 'Let the user sign in with one of `methods`, then link the provider.',
  },
  registrationIncomplete: {
    code: 'REGISTRATION_INCOMPLETE',
    meaning: 'The person is proven and has no account yet, and the settings ask for more than the proof tells.',
    advice: 'Ask for the fields of `missing`, then call `register` with them and `registrationToken`.',
  },
  providerUnavailable: {
    code: 'PROVIDER_UNAVAILABLE',
    meaning: 'The provider does not answer, or it refused.',
    advice: 'Offer another way to sign in. With `denied` the person refused.',
  },
} as const satisfies Readonly<Record<string, ProblemText>>

export type ProblemKind = keyof typeof problemKinds
export type ProblemCode = (typeof problemKinds)[ProblemKind]['code']
