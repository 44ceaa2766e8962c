import { readFileSync } from 'node:fs'
import type { ConfigurationMistake } from './mistakes.js'
import type { Environment, Setting } from './setting.js'

export type Entries = readonly (readonly [name: string, setting: Setting<unknown>])[]

/** Reads each setting. Mistakes are gathered, so that they can be mended in one go. */
export function readGroup(entries: Entries, environment: Environment) {
  const values: Record<string, unknown> = {}
  const mistakes: ConfigurationMistake[] = []
  for (const [name, setting] of entries) {
    const outcome = readSetting(name, setting, environment)
    if (outcome.mistake === undefined) values[name] = outcome.value
    else mistakes.push(outcome.mistake)
  }
  return { values, mistakes }
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
