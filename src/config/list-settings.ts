import { providerSettingName, providerSettings } from './provider-settings.js'
import type { Setting } from './setting.js'
import { type Settings, settings } from './settings.js'

const hidden = '(hidden)'

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
