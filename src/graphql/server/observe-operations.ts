import type { ApolloServerPlugin } from '@apollo/server'
import {
  type DocumentNode,
  type FieldNode,
  type GraphQLFormattedError,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql'
import type { Observe } from '../../platform/observation.js'
import type { RequestContext } from '../contract/context.js'

/**
 * Tells of every root field that was answered. The names are those of the schema, because only what fits it gets that
 * far; all else counts under `none`. Names that clients give to operations and aliases are never told.
 */
export function observeOperations(observe: Observe): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart({ contextValue }) {
      const startedAt = performance.now()
      const outcomes = new Map<string | number, string>()
      contextValue.outcomes = outcomes
      let fields: ReadonlyMap<string, string> = new Map([['', 'none']])
      return {
        async didResolveOperation({ document, operation }) {
          if (operation !== undefined) fields = rootFieldsOf(document, operation)
        },
        async willSendResponse({ response }) {
          const seconds = (performance.now() - startedAt) / 1000
          const errors = response.body.kind === 'single' ? (response.body.singleResult.errors ?? []) : []
          for (const [key, field] of fields) {
            const outcome = codeAt(errors, key) ?? outcomes.get(key) ?? 'ok'
            observe({ kind: 'operation', field, outcome, seconds })
          }
        },
      }
    },
  }
}

/** Of an error without a path nothing was executed, so it is the outcome of every field. */
function codeAt(errors: readonly GraphQLFormattedError[], key: string): string | null {
  const error = errors.find(({ path }) => path === undefined || path[0] === key)
  return error === undefined ? null : String(error.extensions?.code)
}

/** Names of the root fields by response key. Each fragment is entered once: another spread has the same keys. */
export function rootFieldsOf(document: DocumentNode, operation: OperationDefinitionNode): ReadonlyMap<string, string> {
  const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION)
  const unentered = new Map(fragments.map((node) => [node.name.value, node.selectionSet.selections]))
  const fields = new Map<string, string>()
  const pending: SelectionNode[] = [...operation.selectionSet.selections]
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.kind === Kind.FIELD) fields.set(keyOf(node), node.name.value)
    else if (node.kind === Kind.INLINE_FRAGMENT) pending.push(...node.selectionSet.selections)
    else {
      pending.push(...(unentered.get(node.name.value) ?? []))
      unentered.delete(node.name.value)
    }
  }
  return fields
}

function keyOf({ alias, name }: FieldNode): string {
  return (alias ?? name).value
}
