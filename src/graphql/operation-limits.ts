import {
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'
import { Extensions } from 'type-graphql'
import { requestError } from './errors.js'

/** Marks a mutation that tries a credential or costs a hash: one operation may contain one such field. */
export function Guarded() {
  return Extensions({ guarded: true })
}

/** Beyond any honest mutation. Bounds what nested fragments can multiply. */
const mostRootFields = 50

/**
 * Throws `OPERATION_LIMIT` when the operation would execute more than one guarded field, however aliases and fragments
 * hide them: a limit per request is worth nothing while one request can try five hundred passwords.
 */
export function requireOneGuardedField(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): void {
  const fields = schema.getMutationType()?.getFields() ?? {}
  const names = operation.operation === 'mutation' ? listRootFields(document, operation.selectionSet) : []
  const guarded = names.filter((name) => fields[name]?.extensions.guarded === true)
  if (guarded.length > 1 || names.length > mostRootFields) throw requestError('OPERATION_LIMIT')
}

/** Fragments expanded, each spread counted again as execution does; stops once there are too many. */
function listRootFields(document: DocumentNode, root: SelectionSetNode): string[] {
  const fragments = new Map(
    document.definitions
      .filter((node) => node.kind === Kind.FRAGMENT_DEFINITION)
      .map((node) => [node.name.value, node.selectionSet]),
  )
  const names: string[] = []
  const pending: SelectionNode[] = [...root.selections]
  // Validation has refused cycles. A spread of an empty tree cannot exist, so every few steps find a field.
  for (let next = pending.pop(); next !== undefined && names.length <= mostRootFields; next = pending.pop()) {
    if (next.kind === Kind.FIELD) names.push(next.name.value)
    else if (next.kind === Kind.INLINE_FRAGMENT) pending.push(...next.selectionSet.selections)
    else pending.push(...(fragments.get(next.name.value)?.selections ?? []))
  }
  return names
}
