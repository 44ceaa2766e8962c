import { findMisspelt } from './misspelt.js'
import { providerSettingName, providerSettings } from './provider-settings.js'
import { type Entries, readGroup } from './read-setting.js'
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
  const trimmed = Object.fromEntries(Object.entries(given).map(([name, text]) => [name, text?.trim() || undefined]))
  const { values, mistakes } = readGroup(Object.entries(settings), trimmed)
  const providers = readProviders((values.PROVIDERS ?? []) as readonly string[], trimmed)
  mistakes.push(...providers.mistakes)
  const known = namesOf([...Object.entries(settings), ...providers.entries])
  mistakes.push(...findMisspelt(Object.keys(given), known))
  const read = { ...values, PROVIDER: providers.values } as Settings
  if (mistakes.length === 0) mistakes.push(...contradictions(read, trimmed))
  if (mistakes.length > 0) throw new ConfigurationError(mistakes)
  return withPassword(read)
}

/** The settings of each provider, whose names are made from its id. */
function readProviders(ids: readonly string[], environment: Environment) {
  const groups = ids.map((id) => {
    const named = Object.entries<Setting<unknown>>(providerSettings).map(([name, setting]) => ({
      name,
      entry: [providerSettingName(id, name), setting] as const,
    }))
    const { values, mistakes } = readGroup(
      named.map(({ entry }) => entry),
      environment,
    )
    const own = Object.fromEntries(named.map(({ name, entry }) => [name, values[entry[0]]]))
    return { id, entries: named.map(({ entry }) => entry), own, mistakes: [...mistakes, ...findMissing(id, own)] }
  })
  return {
    values: Object.fromEntries(groups.map(({ id, own }) => [id, own])),
    entries: groups.flatMap(({ entries }) => entries),
    mistakes: groups.flatMap(({ mistakes }) => mistakes),
  }
}

function findMissing(id: string, { CLIENT_ID }: Readonly<Record<string, unknown>>): ConfigurationMistake[] {
  const name = providerSettingName(id, 'CLIENT_ID')
  return CLIENT_ID === null ? [{ name, given: null, expected: `given, because PROVIDERS names ${id}` }] : []
}

/** Names that the environment may have for us. */
function namesOf(entries: Entries): string[] {
  return entries.flatMap(([name, { isSecret }]) => (isSecret ? [name, `${name}_FILE`] : [name]))
}

/** DATABASE_PASSWORD becomes part of the URL, so that nothing else has to know of it. */
function withPassword(read: Settings): Settings {
  const { DATABASE_URL, DATABASE_PASSWORD } = read
  if (DATABASE_PASSWORD === null || DATABASE_URL.startsWith('file:')) return read
  const url = new URL(DATABASE_URL)
  url.password = encodeURIComponent(DATABASE_PASSWORD)
  return { ...read, DATABASE_URL: url.href }
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
