import type { ApolloLink } from '@apollo/client'
import type { DefinitionNode, DocumentNode, SelectionSetNode } from 'graphql'
import type { Outline } from './root-fields.js'

/** By the kinds' names, so that nothing of the graphql package is loaded for it. */
export function outlineOfOperation({ query, operationType }: ApolloLink.Operation): Outline {
  const operation = query.definitions.find((node) => node.kind === 'OperationDefinition')
  const fields = operation === undefined ? null : fieldsIn(operation.selectionSet, query)
  return { type: operationType, fields }
}

function fieldsIn({ selections }: SelectionSetNode, document: DocumentNode): string[] {
  return selections.flatMap((node) => {
    if (node.kind === 'Field') return [node.name.value]
    const part = node.kind === 'InlineFragment' ? node : findFragment(document, node.name.value)
    return part === undefined ? [] : fieldsIn(part.selectionSet, document)
  })
}

function findFragment({ definitions }: DocumentNode, name: string) {
  const isMeant = (node: DefinitionNode) => node.kind === 'FragmentDefinition' && node.name.value === name
  const found = definitions.find(isMeant)
  return found?.kind === 'FragmentDefinition' ? found : undefined
}
