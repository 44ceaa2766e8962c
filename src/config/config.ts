import { readFileSync } from 'node:fs'
import { contradictions } from './contradictions.js'
import { findMisspelt } from './misspelt.js'
import { ConfigurationError, type ConfigurationMistake } from './mistakes.js'
import type { Environment, Setting } from './setting.js'
import { type Settings, settings } from './settings.js'

/**
 * Reads every setting, also those in CONFIG_FILE; a setting of the environment replaces that of the file. Throws
 * {@link ConfigurationError}.
 */
export async function loadSettings(given: Environment): Promise<Settings> {
  const path = given.CONFIG_FILE?.trim()
  if (!path) return readSettings(given)
  // Loaded only here: most servers have no such file.
  const { readConfigFile } = await import('./config-file.js')
  const { environment, mistakes } = readConfigFile(path)
  if (mistakes.length > 0) throw new ConfigurationError(mistakes)
  const isGiven = (name: string) => (given[name]?.trim() ?? '') !== ''
  // A secret can be given in two ways: the environment replaces both.
  const kept = Object.entries(environment).filter(([name]) => !isGiven(name) && !isGiven(name.replace(/_FILE$/, '')))
  const { CONFIG_FILE: _, ...others } = given
  return readSettings({ ...others, ...Object.fromEntries(kept) })
}

/** Reads every setting of the environment. Throws {@link ConfigurationError}, also for CONFIG_FILE: see {@link loadSettings}. */
export function readSettings(given: Environment): Settings {
  const mistakes: ConfigurationMistake[] = []
  const read: Record<string, unknown> = {}
  const trimmed = Object.fromEntries(Object.entries(given).map(([name, text]) => [name, text?.trim() || undefined]))
  for (const [name, setting] of Object.entries<Setting<unknown>>(settings)) {
    const outcome = readSetting(name, setting, trimmed)
    if (outcome.mistake === undefined) read[name] = outcome.value
    else mistakes.push(outcome.mistake)
  }
  if (trimmed.CONFIG_FILE !== undefined) {
    mistakes.push({ name: 'CONFIG_FILE', given: trimmed.CONFIG_FILE, expected: 'read with loadSettings' })
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
