import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { type DocumentNode, getVariableValues, Kind, type OperationDefinitionNode } from 'graphql'
import * as operations from '../../src/client/generated/operations.js'
import type { Environment } from '../../src/config/setting.js'
import { buildSchema } from '../../src/graphql/schema/schema.js'

const page = readFileSync(resolve(import.meta.dirname, '../../docs/migrating.md'), 'utf8')

/** What a team that moves over puts into `.env`. */
export function settingsOfSystem(system: number): Environment {
  return parseEnv(requireOne(snippetsOf(`System ${system}`, 'dotenv'))) as Environment
}

/** The code blocks of one language below a heading of the second level. */
export function snippetsOf(heading: string, language: string): string[] {
  return [...sectionOf(heading).matchAll(/^```(\w+)\n(.*?)^```$/gms)]
    .filter(([, tag]) => tag === language)
    .map(([, , code = '']) => code)
}

export interface MigratedCall {
  operation: string
  variables: Record<string, unknown>
}

/** The rows of the table of a system: old call, operation, variables. */
export function callsOfSystem(system: number): MigratedCall[] {
  const rows = sectionOf(`System ${system}`).matchAll(/^\|[^|]*\| `(\w+)` \| `(\{[^|]*\})` \|/gm)
  const calls = [...rows].map(([, operation = '', variables = '']) => ({
    operation,
    variables: JSON.parse(variables) as Record<string, unknown>,
  }))
  if (calls.length === 0) throw new Error(`docs/migrating.md shows no call of system ${system}.`)
  return calls
}

/** What is wrong with the variables that the page shows for an operation; nothing when they fit the schema. */
export function complaintsAbout({ operation, variables }: MigratedCall): string[] {
  const document = (operations as Record<string, unknown>)[`${operation}Document`] as DocumentNode | undefined
  const definition = document?.definitions.find(
    (each): each is OperationDefinitionNode => each.kind === Kind.OPERATION_DEFINITION,
  )
  if (definition === undefined) return [`There is no operation ${operation}.`]
  const declared = definition.variableDefinitions ?? []
  const names = declared.map((each) => each.variable.name.value)
  const { errors = [] } = getVariableValues(buildSchema(), declared, variables)
  const unknown = Object.keys(variables).filter((name) => !names.includes(name))
  return [...errors.map(({ message }) => message), ...unknown.map((name) => `${operation} takes no $${name}.`)]
}

function sectionOf(heading: string): string {
  return requireOne(page.split(/^## /m).filter((each) => each.startsWith(heading)))
}

function requireOne<T>(found: readonly T[]): T {
  const [only] = found
  if (only === undefined || found.length > 1)
    throw new Error(`docs/migrating.md has ${found.length} where one belongs.`)
  return only
}
