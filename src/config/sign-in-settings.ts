import { duration, flag, limit, oneOf } from './parsers.js'
import { of } from './setting.js'

/** Settings of second factors and of other ways to sign in than the password. */
export const signInSettings = {
  PASSWORD_SIGN_IN: of(flag, 'true', 'Whether users can register and sign in with a password.'),
  EMAIL_SIGN_IN: of(
    oneOf('off', 'existing', 'register'),
    'off',
    'Whether users can sign in by mail; with `register` an unknown address gets an account.',
  ),
  SECOND_FACTOR: of(
    oneOf('optional', 'administrators', 'everyone'),
    'optional',
    'Which users must set up a second factor: none, those with the role `administrator`, or all.',
  ),
  TOTP: of(flag, 'true', 'Whether users can set up an authenticator app (RFC 6238).'),
  RECENT_AUTHENTICATION: of(
    duration('10s', '1d'),
    '10m',
    'How long a proof of identity counts as recent: sensitive operations need one, or the password.',
  ),
  LIMIT_SECOND_FACTOR_PER_USER: of(
    limit,
    '10/15m',
    'Wrong answers to the second factor of one user; a new login with the password does not reset them.',
  ),
} as const
