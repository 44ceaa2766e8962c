import { type DocumentNode, type FragmentDefinitionNode, Kind, print, stripIgnoredCharacters, visit } from 'graphql'

interface DocumentFile {
  document?: DocumentNode
}

/**
 * A plugin of GraphQL Code Generator: the texts of the operations named in `only`, with the fragments they use. The core
 * of the client sends them, because it does without the `graphql` package.
 */
export function plugin(_schema: unknown, files: readonly DocumentFile[], { only }: { only: readonly string[] }) {
  const definitions = files.flatMap(({ document }) => document?.definitions ?? [])
  const fragments = definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION)
  const lines = only.map((name) => {
    const operation = definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION && node.name?.value === name)
    if (operation === undefined) throw new Error(`There is no operation ${name}.`)
    const used = usedBy(operation, fragments)
    const text = stripIgnoredCharacters([operation, ...used].map((node) => print(node)).join('\n'))
    return `export const ${name.charAt(0).toLowerCase()}${name.slice(1)}Text = ${JSON.stringify(text)};`
  })
  return lines.join('\n')
}

function usedBy(
  node: DocumentNode['definitions'][number],
  fragments: readonly FragmentDefinitionNode[],
): Set<FragmentDefinitionNode> {
  const used = new Set<FragmentDefinitionNode>()
  visit(node, {
    FragmentSpread({ name }) {
      const fragment = fragments.find((each) => each.name.value === name.value)
      if (fragment === undefined) return
      for (const each of [fragment, ...usedBy(fragment, fragments)]) used.add(each)
    },
  })
  return used
}
