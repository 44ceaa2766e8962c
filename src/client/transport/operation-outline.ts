import type { ApolloLink } from '@apollo/client'
import type { DefinitionNode, DocumentNode, OperationDefinitionNode, SelectionSetNode } from 'graphql'
import type { Outline } from './root-fields.js'

/** Nodes are told by the names of their kinds, so that nothing of the graphql package is loaded for it. */
export function outlineOfOperation({ query, operationType }: ApolloLink.Operation): Outline {
  const operation = query.definitions.find(isOperation)
  return { type: operationType, fields: operation === undefined ? null : fieldsIn(operation.selectionSet, query) }
}

/** Of the operation with this name, or of the only one. Null if there is no such operation. */
export function outlineOfDocument(document: DocumentNode, name: string | undefined): Outline | null {
  const operations = document.definitions.filter(isOperation)
  const [operation, ...others] =
    name === undefined ? operations : operations.filter((each) => each.name?.value === name)
  if (operation === undefined || others.length > 0) return null
  return { type: operation.operation, fields: fieldsIn(operation.selectionSet, document) }
}

function isOperation(node: DefinitionNode): node is OperationDefinitionNode {
  return node.kind === 'OperationDefinition'
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
