import type { Limit } from './parsers.js'
import { providerSettingName, providerSettings } from './provider-settings.js'
import type { Setting } from './setting.js'
import { type Settings, settings } from './settings.js'

const hidden = '(hidden)'

/** A setting as an administrator sees it. */
export interface ShownSetting {
  name: string
  /** The value in force, as it could be given. Null: none, or a secret. */
  value: string | null
  isSecret: boolean
  /** Whether there is a value; for a secret too. */
  isSet: boolean
  /** What holds if the setting is not given. Null: nothing. */
  default: string | null
  description: string
}

/** Every setting with its value in force. Secrets only say whether they are set. */
export function showSettings(inForce: Settings): ShownSetting[] {
  return valuesOf(inForce).map(({ name, setting, value }) => {
    const isSecret = setting.isSecret === true
    return {
      name,
      value: isSecret || !isGiven(value) ? null : textOf(value),
      isSecret,
      isSet: isGiven(value),
      default: defaultOf(setting),
      description: setting.meaning,
    }
  })
}

/** Each setting with its value, by name. Secrets are hidden, and null when they are not given. */
export function listSettings(inForce: Settings): Readonly<Record<string, unknown>> {
  const listed = valuesOf(inForce).map(({ name, setting, value }) => {
    const isHidden = setting.isSecret === true && isGiven(value)
    return [name, isHidden ? hidden : value]
  })
  return Object.fromEntries(listed)
}

interface NamedValue {
  name: string
  setting: Setting<unknown>
  /** Null: none. */
  value: unknown
}

/** The settings, then those of each provider. */
function valuesOf({ PROVIDER, ...values }: Settings): NamedValue[] {
  const ofProviders = Object.entries(PROVIDER).flatMap(([id, own]) =>
    nameValues(providerSettings, own, (name) => providerSettingName(id, name)),
  )
  return [...nameValues(settings, values, (name) => name), ...ofProviders]
}

function nameValues(
  declared: Readonly<Record<string, Setting<unknown>>>,
  values: Readonly<Record<string, unknown>>,
  nameOf: (name: string) => string,
): NamedValue[] {
  return Object.entries(declared).map(([name, setting]) => ({
    name: nameOf(name),
    setting,
    value: values[name] ?? null,
  }))
}

/** The text that documentation shows, without its marks. */
function defaultOf({ shownDefault, default: byDefault }: Setting<unknown>): string | null {
  if (shownDefault !== undefined) return shownDefault.replaceAll('`', '')
  return typeof byDefault === 'function' ? byDefault({}) : byDefault
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(',')
  if (typeof value !== 'object' || value === null) return String(value)
  return writers.find(([property]) => property in value)?.[1](value as never) ?? JSON.stringify(value)
}

/** Values of several parts, by a property that no other one has. */
const writers: readonly [property: string, write: (value: never) => string][] = [
  ['windowSeconds', ({ burst, windowSeconds }: Limit) => `${burst}/${windowSeconds}s`],
  [
    'address',
    ({ name, address }: { name: string; address: string }) => (name === '' ? address : `${name} <${address}>`),
  ],
  ['preset', ({ preset }: { preset: string }) => preset],
  ['file', ({ file }: { file: string }) => `file:${file}`],
]

function isGiven(value: unknown): boolean {
  return value !== null && !(Array.isArray(value) && value.length === 0)
}
