import { duration, durationOrOff, flag, limit, listOf, oneOf, text } from './parsers.js'
import { of, optional } from './setting.js'
import { domainName, pageUrl, passkeyOrigin } from './url-parsers.js'

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
  PASSKEYS: of(flag, 'true', 'Whether users can sign in with passkeys (WebAuthn).'),
  PASSKEY_RP_ID: {
    ...optional<string | null>(
      domainName,
      null,
      'The domain of passkeys. A passkey works on this domain and below it.',
    ),
    shownDefault: 'the domain that PUBLIC_URL and CORS_ORIGINS have in common',
    example: 'example.com',
  },
  PASSKEY_RP_NAME: {
    ...optional<string | null>(text, null, 'The name of the site that browsers show with a passkey.'),
    shownDefault: 'the host of PUBLIC_URL',
    example: 'Example',
  },
  PASSKEY_ORIGINS: {
    ...optional(listOf(passkeyOrigin), [], 'The pages and apps that may use passkeys.'),
    shownDefault: '`PUBLIC_URL` and `CORS_ORIGINS`',
    example: 'https://app.example.com,android:apk-key-hash:2jmj7l5rSw0yVb_vlWAYkK_YBwk',
  },
  PASSKEYS_URL: {
    ...optional<string | null>(
      pageUrl,
      null,
      'The page where users add and manage passkeys, for /.well-known/passkey-endpoints.',
    ),
    shownDefault: 'none',
    example: 'https://app.example.com/security',
  },
  CHANGE_PASSWORD_URL: {
    ...optional<string | null>(
      pageUrl,
      null,
      'The page where users change the password; /.well-known/change-password leads there.',
    ),
    shownDefault: 'none',
    example: 'https://app.example.com/change-password',
  },
  LIMIT_PASSKEY_PER_ADDRESS: of(
    limit,
    '300/15m',
    'Challenges for passkeys, and failed sign-ins with passkeys, from one client address.',
  ),
  TRUSTED_DEVICE_LIFETIME: of(
    durationOrOff('1h', '400d'),
    '30d',
    'How long a device that the user chose to remember needs no second factor; `off`: no device is remembered.',
  ),
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
