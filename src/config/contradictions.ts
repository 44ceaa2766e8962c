import type { ConfigurationMistake } from './mistakes.js'
import type { Environment, Setting } from './setting.js'
import { type SettingName, type Settings, settings } from './settings.js'

interface Rule {
  /** The setting that the mistake is reported for. */
  name: SettingName
  isBroken(read: Settings, given: Environment): boolean
  expected: string
}

const rules: readonly Rule[] = [
  {
    name: 'ACCESS_TOKEN_LIFETIME',
    isBroken: (read) => read.ACCESS_TOKEN_LIFETIME > read.ACCESS_TOKEN_MAX_LIFETIME,
    expected: 'no more than ACCESS_TOKEN_MAX_LIFETIME',
  },
  {
    name: 'REFRESH_TOKEN_LIFETIME',
    isBroken: (read) => read.REFRESH_TOKEN_LIFETIME > read.SESSION_LIFETIME,
    expected: 'no more than SESSION_LIFETIME',
  },
  {
    name: 'PASSWORD_MIN_LENGTH',
    isBroken: (read) => read.PASSWORD_MIN_LENGTH > read.PASSWORD_MAX_LENGTH,
    expected: 'no more than PASSWORD_MAX_LENGTH',
  },
  {
    name: 'USERNAME_MIN_LENGTH',
    isBroken: (read) => read.USERNAME_MIN_LENGTH > read.USERNAME_MAX_LENGTH,
    expected: 'no more than USERNAME_MAX_LENGTH',
  },
  {
    name: 'BCRYPT_COST',
    isBroken: (read, given) => read.BCRYPT_COST < 10 && given.NODE_ENV !== 'test',
    expected: 'a whole number from 10 to 15',
  },
  {
    name: 'SECRET_KEY',
    isBroken: (read) => read.SECRET_KEY.length === 0 && !read.DATABASE_URL.startsWith('file:'),
    expected: 'given, because instances on PostgreSQL share it',
  },
  {
    name: 'PUBLIC_URL',
    isBroken: (read, given) =>
      given.NODE_ENV === 'production' && given.PUBLIC_URL === undefined && (isReachable(read) || isShared(read)),
    expected: 'given, because clients and other instances reach the server under another name than localhost',
  },
  {
    name: 'COOKIE_SAME_SITE',
    isBroken: (read) => read.COOKIE_SAME_SITE === 'none' && !read.PUBLIC_URL.startsWith('https:'),
    expected: 'lax or strict unless PUBLIC_URL is https, because browsers refuse it',
  },
  {
    name: 'DEFAULT_ROLES',
    isBroken: (read) => read.DEFAULT_ROLES.includes('administrator'),
    expected: 'without administrator, because anybody can register',
  },
  {
    name: 'ADMIN',
    isBroken: (read) => read.ADMIN === 'management' && read.MANAGEMENT_PORT === null,
    expected: 'public or off unless MANAGEMENT_PORT is set',
  },
  {
    name: 'CLAIMS',
    isBroken: (read) => ['postgrest', 'supabase'].every((name) => hasPreset(read, name)),
    expected: 'one of postgrest and supabase, because both set the claim role',
  },
  {
    name: 'TOKEN_AUDIENCE',
    isBroken: (read) => hasPreset(read, 'supabase') && read.TOKEN_AUDIENCE !== 'authenticated',
    expected: 'authenticated with CLAIMS=supabase',
  },
  {
    name: 'PASSWORD_SIGN_IN',
    isBroken: (read) =>
      !read.PASSWORD_SIGN_IN && read.EMAIL_SIGN_IN === 'off' && !read.PASSKEYS && read.PROVIDERS.length === 0,
    expected: 'true unless EMAIL_SIGN_IN, PASSKEYS or PROVIDERS offer another way in',
  },
  {
    name: 'EMAIL_SIGN_IN',
    isBroken: (read) => read.EMAIL_SIGN_IN === 'register' && read.REGISTRATION === 'closed',
    expected: 'off or existing with REGISTRATION=closed',
  },
  {
    name: 'EMAIL_REQUIRED',
    isBroken: (read) => !read.EMAIL_REQUIRED && read.REGISTRATION === 'email-code',
    expected: 'true with REGISTRATION=email-code',
  },
  {
    name: 'EMAIL_REQUIRED',
    isBroken: (read) => !read.EMAIL_REQUIRED && read.EMAIL_VERIFICATION === 'required',
    expected: 'true with EMAIL_VERIFICATION=required',
  },
]

function hasPreset({ CLAIMS }: Settings, name: string): boolean {
  return CLAIMS.some((entry) => 'preset' in entry && entry.preset === name)
}

function isReachable({ HOST }: Settings): boolean {
  return !/^(localhost|127(\.\d+){3}|::1)$/.test(HOST)
}

function isShared({ DATABASE_URL }: Settings): boolean {
  return !DATABASE_URL.startsWith('file:')
}

/** Settings that do not go together, each once. */
export function contradictions(read: Settings, given: Environment): ConfigurationMistake[] {
  return rules
    .filter((rule) => rule.isBroken(read, given))
    .map(({ name, expected }) => {
      const setting: Setting<unknown> = settings[name]
      const isGiven = given[name] !== undefined && !setting.isSecret
      return { name, given: isGiven ? String(read[name]) : null, expected, example: setting.kind.example }
    })
}
