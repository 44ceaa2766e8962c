import { readFileSync } from 'node:fs'
import { findMisspelt } from './misspelt.js'
import type { Environment, Setting } from './setting.js'
import { type SettingName, type Settings, settings } from './settings.js'

/** One thing that is wrong with the configuration, and what to do about it. */
export interface ConfigurationMistake {
  name: string
  /** Null when nothing was given or when it is a secret. */
  given: string | null
  expected: string
  example?: string
}

/** Stops the start. Carries every mistake, so that they can be mended in one go. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError'

  constructor(readonly mistakes: readonly ConfigurationMistake[]) {
    super(mistakes.map(describeMistake).join('\n'))
  }
}

/** Reads every setting. Throws {@link ConfigurationError}. */
export function readSettings(given: Environment): Settings {
  const mistakes: ConfigurationMistake[] = []
  const read: Record<string, unknown> = {}
  const trimmed = Object.fromEntries(Object.entries(given).map(([name, text]) => [name, text?.trim() || undefined]))
  for (const [name, setting] of Object.entries<Setting<unknown>>(settings)) {
    const outcome = readSetting(name, setting, trimmed)
    if (outcome.mistake === undefined) read[name] = outcome.value
    else mistakes.push(outcome.mistake)
  }
  mistakes.push(...findMisspelt(Object.keys(given), knownNames()))
  if (mistakes.length === 0) mistakes.push(...contradictions(read as Settings, trimmed))
  if (mistakes.length > 0) throw new ConfigurationError(mistakes)
  return withPassword(read as Settings)
}

/** Names that the environment may have for us. */
function knownNames(): string[] {
  return Object.entries<Setting<unknown>>(settings).flatMap(([name, { isSecret }]) =>
    isSecret ? [name, `${name}_FILE`] : [name],
  )
}

/** DATABASE_PASSWORD becomes part of the URL, so that nothing else has to know of it. */
function withPassword(read: Settings): Settings {
  const { DATABASE_URL, DATABASE_PASSWORD } = read
  if (DATABASE_PASSWORD === null || DATABASE_URL.startsWith('file:')) return read
  const url = new URL(DATABASE_URL)
  url.password = encodeURIComponent(DATABASE_PASSWORD)
  return { ...read, DATABASE_URL: url.href }
}

type Reading = { value: unknown; mistake?: undefined } | { mistake: ConfigurationMistake }
type Given = { text: string | null } | { mistake: ConfigurationMistake }

function readSetting(name: string, setting: Setting<unknown>, environment: Environment): Reading {
  const given = givenText(name, setting, environment)
  if ('mistake' in given) return given
  const text = given.text ?? defaultText(setting, environment)
  if (text === null) return { value: setting.absent }
  const value = setting.kind.read(text)
  // A default that does not fit was computed from a setting that is a mistake itself.
  if (value !== undefined || given.text === null) return { value }
  const { expected, example } = setting.kind
  return { mistake: { name, given: setting.isSecret ? null : text, expected, example: setting.example ?? example } }
}

function defaultText(setting: Setting<unknown>, environment: Environment): string | null {
  return typeof setting.default === 'function' ? setting.default(environment) : setting.default
}

function givenText(name: string, setting: Setting<unknown>, environment: Environment): Given {
  const direct = environment[name] ?? null
  const file = setting.isSecret ? (environment[`${name}_FILE`] ?? null) : null
  if (file === null) return { text: direct }
  const ofFile = { name: `${name}_FILE`, given: file, example: `/run/secrets/${name.toLowerCase()}` }
  if (direct !== null) return { mistake: { ...ofFile, expected: `only one of ${name} and ${name}_FILE` } }
  const text = readText(file)
  return text === null
    ? { mistake: { ...ofFile, expected: 'a file with content that this process can read' } }
    : { text }
}

/** Null when it cannot be read, and when it is empty: a secret that was not mounted must not pass for none. */
function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim() || null
  } catch {
    return null
  }
}

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

function contradictions(read: Settings, given: Environment): ConfigurationMistake[] {
  return rules
    .filter((rule) => rule.isBroken(read, given))
    .map(({ name, expected }) => {
      const setting: Setting<unknown> = settings[name]
      const isGiven = given[name] !== undefined && !setting.isSecret
      return { name, given: isGiven ? String(read[name]) : null, expected, example: setting.kind.example }
    })
}

function describeMistake({ name, given, expected, example }: ConfigurationMistake): string {
  const what = given === null ? '' : ` is ${JSON.stringify(given)}, but`
  const shown = example === undefined ? '' : ` Example: ${name}=${example}`
  return `${name}${what} must be ${expected}.${shown}`
}
