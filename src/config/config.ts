import { contradictions } from './contradictions.js'
import { findMisspelt } from './misspelt.js'
import { ConfigurationError, type ConfigurationMistake } from './mistakes.js'
import { findProviderSetting, providerSettingName, providerSettings } from './provider-settings.js'
import { type Entries, readGroup } from './read-setting.js'
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
  const kept = Object.entries(environment).filter(
    ([name]) => !isGiven(name) && !isGiven(name.replace(/_FILE$/, '')) && isOfListed(name, given.PROVIDERS),
  )
  const { CONFIG_FILE: _, ...others } = given
  return readSettings({ ...others, ...Object.fromEntries(kept) })
}

/** False for a setting of a provider that is not in the list of the environment. */
function isOfListed(name: string, providers = ''): boolean {
  if (providers.trim() === '' || findProviderSetting(name.replace(/_FILE$/, '')) === undefined) return true
  return providers.split(',').some((id) => name.startsWith(providerSettingName(id.trim(), '')))
}

/** Reads every setting of the environment. Throws {@link ConfigurationError}, also for CONFIG_FILE: see {@link loadSettings}. */
export function readSettings(given: Environment): Settings {
  const trimmed = Object.fromEntries(Object.entries(given).map(([name, text]) => [name, text?.trim() || undefined]))
  const { values, mistakes } = readGroup(Object.entries(settings), trimmed)
  const providers = readProviders((values.PROVIDERS ?? []) as readonly string[], trimmed)
  mistakes.push(...providers.mistakes)
  if (trimmed.CONFIG_FILE !== undefined) {
    mistakes.push({ name: 'CONFIG_FILE', given: trimmed.CONFIG_FILE, expected: 'read with loadSettings' })
  }
  mistakes.push(...findMisspelt(Object.keys(given), namesOf([...Object.entries(settings), ...providers.entries])))
  const read = { ...values, PROVIDER: providers.values } as Settings
  if (mistakes.length === 0) mistakes.push(...contradictions(read, trimmed))
  if (mistakes.length > 0) throw new ConfigurationError(mistakes)
  return withPassword(read)
}

/** The settings of each provider, whose names are made from its id. */
function readProviders(ids: readonly string[], environment: Environment) {
  const groups = ids.map((id) => {
    const entries = Object.entries<Setting<unknown>>(providerSettings).map(
      ([name, setting]) => [providerSettingName(id, name), setting] as const,
    )
    const { values, mistakes } = readGroup(entries, environment)
    const own = Object.fromEntries(
      Object.keys(providerSettings).map((name) => [name, values[providerSettingName(id, name)]]),
    )
    return { id, entries, own, mistakes: [...mistakes, ...findMissing(id, own)] }
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
  // A URL without a host, as for a socket, has no place for a password before the host.
  if (url.hostname === '') url.searchParams.set('password', DATABASE_PASSWORD)
  else url.password = encodeURIComponent(DATABASE_PASSWORD)
  return { ...read, DATABASE_URL: url.href }
}
