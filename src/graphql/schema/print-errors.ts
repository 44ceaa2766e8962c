import { type GraphQLSchema, getNamedType, isUnionType } from 'graphql'
import { administrationProblemKinds } from '../contract/administration-problem-kinds.js'
import { inputRules } from '../contract/enums.js'
import { type ProblemText, problemKinds } from '../contract/problem-kinds.js'
import { buildSchema } from './schema.js'

/** docs/errors.md with its printed tables renewed. The prose around them stays. */
export function printErrorsPage(page: string, adminSchema: GraphQLSchema): string {
  const tables = {
    problems: problemsTable(problemKinds, buildSchema()),
    'problems of administration': problemsTable(administrationProblemKinds, adminSchema),
    'input rules': rulesTable(),
  }
  return Object.entries(tables).reduce((text, [name, table]) => replaceTable(text, name, table), page)
}

function replaceTable(page: string, name: string, table: string): string {
  const place = new RegExp(`(<!-- printed: ${name} -->)[^]*?(<!-- end -->)`)
  if (!place.test(page)) throw new Error(`docs/errors.md has no place for ${name}.`)
  return page.replace(place, (_all, begin: string, end: string) => `${begin}\n\n${table}\n\n${end}`)
}

function problemsTable(kinds: Readonly<Record<string, ProblemText>>, schema: GraphQLSchema): string {
  const rows = Object.entries(kinds).map(([kind, { code, meaning, advice }]) => {
    const type = typeNameOf(kind)
    return `| \`${code}\` | \`${type}\` | ${fieldsWith(schema, type)} | ${meaning} | ${advice} |`
  })
  const head = '| `code` | type | returned by | meaning | what a client should do |\n|---|---|---|---|---|'
  return [head, ...rows].join('\n')
}

function rulesTable(): string {
  const rows = Object.entries(inputRules).map(([rule, meaning]) => `| \`${rule}\` | ${meaning} |`)
  return ['| `rule` | meaning |\n|---|---|', ...rows].join('\n')
}

/** The name of the type of a kind: `emailTaken` is `EmailTaken`. */
export function typeNameOf(kind: string): string {
  return kind.charAt(0).toUpperCase() + kind.slice(1)
}

/** The fields whose result can be the type. */
function fieldsWith(schema: GraphQLSchema, type: string): string {
  const fields = [schema.getQueryType(), schema.getMutationType()].flatMap((root) =>
    Object.values(root?.getFields() ?? {}),
  )
  const returning = fields.filter((field) => {
    const result = getNamedType(field.type)
    return isUnionType(result) && result.getTypes().some(({ name }) => name === type)
  })
  const names = returning.map(({ name }) => `\`${name}\``).sort()
  return names.join(', ') || 'not used yet'
}
