import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { LineCounter, parseDocument } from 'yaml'
import { fileSchema } from './file-schema.js'
import { nearestName } from './misspelt.js'
import type { ConfigurationMistake } from './mistakes.js'
import { expandProviders, findProviderSetting } from './provider-settings.js'
import type { Environment, Setting } from './setting.js'
import { settings } from './settings.js'

/** Settings of a file as the environment would give them, or what is wrong with the file. */
export interface ConfigFile {
  environment: Environment
  mistakes: readonly ConfigurationMistake[]
}

const known = new Map(Object.entries<Setting<unknown>>(settings))
const findSetting = (name: string) => known.get(name) ?? findProviderSetting(name)

/** Reads CONFIG_FILE: YAML 1.2, of which JSON is a part. Secrets are refused, but NAME_FILE may name their file. */
export function readConfigFile(path: string): ConfigFile {
  const content = parse(path)
  if ('mistake' in content) return { environment: {}, mistakes: [content.mistake] }
  const mistakes = [...findRefusedNames(Object.keys(content.values)), ...findMalformed(content.values)]
  const values = Object.entries(expandProviders(content.values))
  return { environment: Object.fromEntries(values.map(([name, value]) => [name, textOf(name, value)])), mistakes }
}

function parse(path: string): { values: Record<string, unknown> } | { mistake: ConfigurationMistake } {
  const refuse = (expected: string) => ({ mistake: { name: 'CONFIG_FILE', given: path, expected } })
  const text = readText(path)
  if (text === null) return refuse('a file that this process can read')
  const lineCounter = new LineCounter()
  const document = parseDocument(text, { lineCounter, prettyErrors: false })
  const [error] = [...document.errors, ...document.warnings]
  if (error !== undefined) {
    // Not the message of the library: it quotes the line, which may contain a secret.
    const { line, col } = lineCounter.linePos(error.pos[0])
    return refuse(`YAML or JSON without the fault ${error.code} at line ${line}, column ${col}`)
  }
  const values: unknown = document.toJS()
  const isObject = typeof values === 'object' && values !== null && !Array.isArray(values)
  return isObject ? { values: values as Record<string, unknown> } : refuse('a file with settings by name')
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

function findRefusedNames(names: readonly string[]): ConfigurationMistake[] {
  return names.flatMap((name) => {
    const expected = refusalOf(name)
    return expected === null ? [] : [{ name, given: null, expected }]
  })
}

/** Null if the file may contain the name. */
function refusalOf(name: string): string | null {
  const isSecret = findSetting(name)?.isSecret === true
  if (isSecret) return `given outside of CONFIG_FILE, or as ${name}_FILE: it is a secret`
  if (name === 'CONFIG_FILE') return 'given by the environment'
  if (findSetting(name) !== undefined || findSetting(name.replace(/_FILE$/, ''))?.isSecret) return null
  return `the name of a setting; the nearest one is ${nearestName(name, [...known.keys()])}`
}

function findMalformed(values: Record<string, unknown>): ConfigurationMistake[] {
  const { issues = [] } = v.safeParse(fileSchema(), values, { abortPipeEarly: true })
  const names = new Set(issues.map(({ path }) => String(path?.[0]?.key)))
  return [...names].flatMap((name) => {
    const setting = known.get(name)
    if (setting === undefined || setting.isSecret) return []
    const { expected, example } = setting.kind
    return [
      {
        name,
        given: shownValue(values[name]),
        expected: expected.replace('a comma-separated list', 'a list'),
        example: setting.example ?? example,
      },
    ]
  })
}

/** Null for lists with objects: a secret may be in the wrong place of one. */
function shownValue(value: unknown): string | null {
  if (Array.isArray(value) && value.some((item) => typeof item === 'object')) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function textOf(name: string, value: unknown): string {
  const { textOf: write } = findSetting(name)?.kind ?? {}
  return write === undefined ? String(value) : write(value)
}
