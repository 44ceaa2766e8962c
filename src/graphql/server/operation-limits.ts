import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'
import { Extensions } from 'type-graphql'
import { requestError } from '../contract/errors.js'

/** Marks a mutation that tries a credential or costs a hash: one operation may contain one such field. */
export function SingleAttempt() {
  return Extensions({ guarded: true })
}

/** Marks a field that reads or writes the database, by what it costs beside one that is already there. */
export function Costs(cost: number) {
  return Extensions({ cost })
}

/** What a document may measure. Ours with the most has a depth of 5, 70 fields and no alias. */
export const operationLimits = { guarded: 1, depth: 10, aliases: 30, directives: 30, cost: 500 } as const

type Measures = Record<keyof typeof operationLimits, number>

/** A root field always takes a look at the caller or the database. */
const costOfRootField = 10

interface Spot {
  node: SelectionNode
  parent: GraphQLNamedType | undefined
  depth: number
}

/**
 * Throws `OPERATION_LIMIT` for an operation that asks for more than `operationLimits`, counted as it would be executed:
 * fragments expanded at each spread. One guarded field, because a limit per request is worth nothing while one request
 * can try five hundred passwords. Validation needs no such bound: it is safe by the number of tokens.
 */
export function createOperationLimiter(schema: GraphQLSchema) {
  const passed = new WeakSet<OperationDefinitionNode>()
  return (document: DocumentNode, operation: OperationDefinitionNode): void => {
    if (passed.has(operation)) return
    if (!isWithin(measure(schema, document, operation))) throw requestError('OPERATION_LIMIT')
    passed.add(operation)
  }
}

/** Stops at the first measure that is too large, so that nested spreads cannot multiply its work. */
function measure(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): Measures {
  const fragments = fragmentsOf(document)
  const measures: Measures = { guarded: 0, depth: 0, aliases: 0, directives: 0, cost: 0 }
  const root = schema.getRootType(operation.operation) ?? undefined
  const pending = spotsOf(operation.selectionSet, root, 1)
  for (let spot = pending.pop(); spot !== undefined && isWithin(measures); spot = pending.pop()) {
    measures.cost += 1
    measures.directives += spot.node.directives?.length ?? 0
    pending.push(...(spot.node.kind === Kind.FIELD ? enterField(spot, spot.node, measures) : expand(spot)))
  }
  return measures

  function expand({ node, parent, depth }: Spot): Spot[] {
    const fragment = node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value) : node
    if (fragment === undefined || fragment.kind === Kind.FIELD) return []
    const condition = fragment.typeCondition?.name.value
    return spotsOf(fragment.selectionSet, condition === undefined ? parent : schema.getType(condition), depth)
  }
}

function enterField({ parent, depth }: Spot, node: FieldNode, measures: Measures): Spot[] {
  // Reading the schema is bounded by a rule of graphql-js, and off in production.
  if (node.name.value === '__schema' || node.name.value === '__type') return []
  const field = fieldOf(parent, node.name.value)
  measures.depth = Math.max(measures.depth, depth)
  measures.aliases += node.alias === undefined ? 0 : 1
  measures.guarded += field?.extensions.guarded === true ? 1 : 0
  measures.cost += costOf(field, depth)
  return spotsOf(node.selectionSet, field && getNamedType(field.type), depth + 1)
}

function costOf(field: GraphQLField<unknown, unknown> | undefined, depth: number): number {
  if (field === undefined) return 0
  const declared = field.extensions.cost
  if (typeof declared === 'number') return declared
  return depth === 1 ? costOfRootField : 0
}

function fieldOf(parent: GraphQLNamedType | undefined, name: string): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined
}

function spotsOf(set: SelectionSetNode | undefined, parent: GraphQLNamedType | undefined, depth: number): Spot[] {
  return (set?.selections ?? []).map((node) => ({ node, parent, depth }))
}

function fragmentsOf({ definitions }: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION)
  return new Map(fragments.map((node) => [node.name.value, node]))
}

function isWithin(measures: Measures): boolean {
  return (Object.keys(operationLimits) as (keyof Measures)[]).every((name) => measures[name] <= operationLimits[name])
}
