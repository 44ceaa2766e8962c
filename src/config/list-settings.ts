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
export function showSettings({ PROVIDER, ...values }: Settings): ShownSetting[] {
  const ofProviders = Object.entries(PROVIDER).flatMap(([id, own]) =>
    show(providerSettings, own, (name) => providerSettingName(id, name)),
  )
  return [...show(settings, values, (name) => name), ...ofProviders]
}

function show(
  declared: Readonly<Record<string, Setting<unknown>>>,
  values: Readonly<Record<string, unknown>>,
  nameOf: (name: string) => string,
): ShownSetting[] {
  return Object.entries(declared).map(([name, setting]) => {
    const value = values[name] ?? null
    const isSecret = setting.isSecret === true
    return {
      name: nameOf(name),
      value: isSecret || !isGiven(value) ? null : textOf(value),
      isSecret,
      isSet: isGiven(value),
      default: defaultOf(setting),
      description: setting.meaning,
    }
  })
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

/** Each setting with its value, by name. Secrets are hidden, and null when they are not given. */
export function listSettings({ PROVIDER, ...values }: Settings): Readonly<Record<string, unknown>> {
  const listed = list(settings, values, (name) => name)
  for (const [id, own] of Object.entries(PROVIDER))
    Object.assign(
      listed,
      list(providerSettings, own, (name) => providerSettingName(id, name)),
    )
  return listed
}

function list(
  declared: Readonly<Record<string, Setting<unknown>>>,
  values: Readonly<Record<string, unknown>>,
  nameOf: (name: string) => string,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(declared).map(([name, { isSecret }]) => {
      const value = values[name] ?? null
      return [nameOf(name), isSecret && isGiven(value) ? hidden : value]
    }),
  )
}

function isGiven(value: unknown): boolean {
  return value !== null && !(Array.isArray(value) && value.length === 0)
}
