import { availableParallelism } from 'node:os'
import { administrationSettings } from './administration-settings.js'
import { databaseSettings } from './database-settings.js'
import { httpSettings } from './http-settings.js'
import { mailSettings } from './mail-settings.js'
import { operationsSettings } from './operations-settings.js'
import { duration, flag, limit, listOf, oneOf, regularExpression, rootKey, text, whole } from './parsers.js'
import { type ProviderSettings, providersSettings } from './provider-settings.js'
import { roleSettings } from './role-settings.js'
import { defaultPublicUrl, type Environment, of, optional, type Setting } from './setting.js'
import { signInSettings } from './sign-in-settings.js'
import { databaseUrl, httpUrl } from './url-parsers.js'

/** Every field a profile can have, except those that only administrators set. */
export const profileFields = [
  'sex',
  'age',
  'portraitUrl',
  'clinic',
  'mobile',
  'landline',
  'certificate',
  'wechatId',
  'intro',
  'school',
  'major',
] as const
export type ProfileField = (typeof profileFields)[number]

const inProduction = (given: Environment) => given.NODE_ENV === 'production'

/** Every setting of the server, by the name of its environment variable. Durations are read as seconds. */
export const settings = {
  CONFIG_FILE: {
    ...optional<string | null>(text, null, 'YAML or JSON file with settings; those of the environment replace them.'),
    shownDefault: 'none',
    example: 'latchkey.yaml',
  },
  HOST: of(text, '127.0.0.1', 'Address the server listens on.'),
  PORT: of(whole(0, 65_535), '4000', 'Port the server listens on; 0 takes a free one.'),
  DATABASE_URL: {
    ...of(databaseUrl, 'file:data/latchkey.db', 'SQLite file, or PostgreSQL for several instances.'),
    isSecret: true,
  },
  DATABASE_PASSWORD: {
    ...optional<string | null>(text, null, 'Password for DATABASE_URL, as it is: nothing is percent-encoded.'),
    shownDefault: 'that of DATABASE_URL',
    isSecret: true,
  },
  ...databaseSettings,
  SECRET_KEY: {
    ...optional(
      listOf(rootKey),
      [],
      'The root of every key; several, newest first, while it is replaced. PostgreSQL needs it; on SQLite a missing one is created.',
    ),
    shownDefault: 'on SQLite: `secret.key` in the folder of the database',
    isSecret: true,
  },
  PUBLIC_URL: {
    ...of(httpUrl, defaultPublicUrl, 'Where clients reach the server; the issuer.'),
    shownDefault: '`http://localhost:PORT`',
  },
  TOKEN_AUDIENCE: {
    ...of(text, defaultPublicUrl, 'The `aud` of access tokens.'),
    shownDefault: '`PUBLIC_URL`',
  },
  TOKEN_CLIENT_ID: {
    ...of(
      text,
      (given) => given.TOKEN_AUDIENCE || defaultPublicUrl(given),
      'The `client_id` of access tokens: the application that they are issued to (RFC 9068).',
    ),
    shownDefault: '`TOKEN_AUDIENCE`',
    example: 'web',
  },
  ACCESS_TOKEN_TYP: of(
    oneOf('at+jwt', 'JWT'),
    'at+jwt',
    'The `typ` in the header of access tokens; `JWT` for verifiers that refuse the one of RFC 9068.',
  ),
  SIGNING_ALGORITHM: of(oneOf('ES256', 'RS256'), 'ES256', 'How access tokens are signed (RFC 7518).'),
  ACCESS_TOKEN_LIFETIME: of(duration('10s', '30d'), '15m', 'Lifetime of an access token.'),
  ACCESS_TOKEN_MAX_LIFETIME: of(duration('10s', '30d'), '1d', 'The longest lifetime that `login` may ask for.'),
  REFRESH_TOKEN_LIFETIME: of(duration('1m', '3650d'), '30d', 'How long a session lives without being used.'),
  SESSION_LIFETIME: of(duration('1m', '3650d'), '180d', 'How long a session lives however much it is used.'),
  REFRESH_GRACE: of(
    duration('0s', '10m'),
    '30s',
    'How long after a refresh the token it replaced still gets the successor, although that one is in use.',
  ),
  REFRESH_LATE_REPEAT: of(
    oneOf('same-attempt', 'always'),
    'same-attempt',
    'After the grace time a lost answer is repeated for the same refresh attempt only; `always` also helps clients that send no attempt, and thieves.',
  ),
  SESSIONS_PER_USER: of(
    whole(1, 200),
    '100',
    'Live sessions of one user; a sign-in beyond that ends the one that was idle longest.',
  ),
  ...signInSettings,
  ...roleSettings,
  ...administrationSettings,
  ...providersSettings,
  REGISTRATION: of(oneOf('open', 'email-code', 'closed'), 'open', 'Who may register.'),
  EMAIL_VERIFICATION: of(
    oneOf('off', 'optional', 'required'),
    'optional',
    'Whether an address has to be proven before the first login; `required` makes `register` answer neutrally.',
  ),
  EMAIL_REQUIRED: of(flag, 'true', 'Whether `register` needs an e-mail address.'),
  USERNAME_REQUIRED: of(flag, 'false', 'Whether `register` needs a username.'),
  REQUIRED_PROFILE_FIELDS: {
    ...optional(listOf(oneOf(...profileFields)), [], 'Fields of `profile` that `register` needs.'),
    shownDefault: 'none',
  },
  PASSWORD_MIN_LENGTH: of(whole(1, 64), '8', 'Code points.'),
  PASSWORD_MAX_LENGTH: of(whole(8, 1024), '256', 'Code points.'),
  PASSWORD_REQUIRE_LETTER: of(flag, 'false', 'Whether a password needs a letter.'),
  PASSWORD_REQUIRE_DIGIT: of(flag, 'false', 'Whether a password needs a digit.'),
  PASSWORD_REQUIRE_SYMBOL_FROM: {
    ...optional<string | null>(text, null, 'A password needs one of these characters.'),
    shownDefault: 'no symbol is needed',
    example: '!?_-$&+',
  },
  PASSWORD_BLOCK_COMMON: of(flag, 'true', 'Refuses common passwords and the user’s own address or name.'),
  USERNAME_MIN_LENGTH: of(whole(1, 64), '3', 'Code points.'),
  USERNAME_MAX_LENGTH: of(whole(1, 64), '30', 'Code points.'),
  USERNAME_PATTERN: of(
    regularExpression,
    '^[\\p{L}\\p{M}\\p{N}_]+$',
    'What a username looks like, with the `u` flag. `@` is never allowed.',
  ),
  BCRYPT_COST: of(whole(4, 15), '12', 'Cost of a password hash, 10 to 15; 4 to 9 only when NODE_ENV=test.'),
  ...mailSettings,
  ...httpSettings,
  LIMIT_LOGIN_PER_USER: of(limit, '10/15m', 'Failed passwords for one user, existing or not.'),
  LIMIT_LOGIN_PER_ADDRESS: of(limit, '100/15m', 'Failed passwords from one client address (IPv6: one /64).'),
  LIMIT_RIGHT_PASSWORDS: of(
    limit,
    '100/15m',
    'Right passwords for one identifier from one client address: each costs a hash.',
  ),
  LIMIT_WRITES_PER_USER: of(limit, '60/10m', 'Cheap changes by one user, such as of the profile.'),
  LIMIT_REGISTER_PER_ADDRESS: of(limit, '20/1h', 'Registrations from one client address.'),
  LIMIT_REFRESH_PER_SESSION: of(limit, '60/1m', 'Refreshes of one session.'),
  HASH_CONCURRENCY: {
    ...of(
      whole(1, 64),
      defaultHashConcurrency,
      'Password hashes worked on at a time; keep it below UV_THREADPOOL_SIZE.',
    ),
    shownDefault: 'the number of cores, at most 3',
    example: '2',
  },
  HASH_QUEUE: of(
    whole(0, 10_000),
    '100',
    'Password hashes that may wait, five seconds at most. Client networks share the places; more are UNAVAILABLE at once.',
  ),
  MAX_CONNECTIONS: of(
    whole(1, 1_000_000),
    '10000',
    'Connections at a time; more are closed at once. Keep it below the limit of open files.',
  ),
  AUDIT_RETENTION: of(duration('1d', '3650d'), '365d', 'How long audit events are kept.'),
  EXPLORER: {
    ...of(
      oneOf('sandbox', 'off'),
      (given) => (inProduction(given) ? 'off' : 'sandbox'),
      'Apollo Sandbox on GET /graphql.',
    ),
    shownDefault: '`sandbox`; `off` when NODE_ENV=production',
  },
  INTROSPECTION: {
    ...of(flag, (given) => String(!inProduction(given)), 'Whether the schema can be read from the server.'),
    shownDefault: '`true`; `false` when NODE_ENV=production',
  },
  ...operationsSettings,
} as const

type ValueOf<Of> = Of extends Setting<infer Value> ? Value : never
export type SettingName = keyof typeof settings
export type Settings = { readonly [Name in SettingName]: ValueOf<(typeof settings)[Name]> } & {
  /** What is set for each of PROVIDERS, by its id. */
  readonly PROVIDER: Readonly<Record<string, ProviderSettings>>
}

/** Below the size of libuv's pool, so that files, names and sockets never wait behind passwords. */
function defaultHashConcurrency(given: Environment): string {
  const poolSize = Number(given.UV_THREADPOOL_SIZE) || 4
  return String(Math.max(1, Math.min(availableParallelism(), poolSize - 1)))
}
