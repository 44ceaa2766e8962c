import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type ASTNode, parse } from 'graphql'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
/** These names say all that there is to say. */
const rootTypes = new Set(['Query', 'Mutation', 'Subscription'])

interface Item {
  path: string
  description: string
}

/** Schema explorers and generated types show these texts to front-end developers. */
test.each(['schema.graphql', 'schema.admin.graphql'])(
  '%s describes every type, field, argument and enum value',
  (file) => {
    const items = parse(readFileSync(resolve(root, file), 'utf8')).definitions.flatMap((node) => itemsOf(node))
    expect(items.filter((item) => !isDescribed(item)).map(({ path }) => path)).toEqual([])
  },
)

function itemsOf(node: ASTNode, parent = ''): Item[] {
  if (!('name' in node) || node.name === undefined || node.kind === 'UnionTypeDefinition') return []
  const path = `${parent}${node.name.value}`
  const parts = [
    ...('fields' in node ? (node.fields ?? []) : []),
    ...('values' in node && Array.isArray(node.values) ? node.values : []),
    ...('arguments' in node ? (node.arguments ?? []) : []),
  ]
  const own = { path, description: ('description' in node && node.description?.value) || '' }
  return [own, ...parts.flatMap((part) => itemsOf(part, `${path}.`))]
}

/** The words of the name alone do not count. */
function isDescribed({ path, description }: Item): boolean {
  const name = lettersOf(path.slice(path.lastIndexOf('.') + 1))
  return rootTypes.has(path) || !['', name, `the${name}`].includes(lettersOf(description))
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z]/g, '')
}
