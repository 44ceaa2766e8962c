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
import { isWithinLimits, type OperationMeasures } from './operation-limits.js'

/** What the limits, metrics, traces and the log need to know of an operation. */
export interface OperationOutline {
  /** `mutation Login`, or `anonymous query`. */
  title: string
  /** Names in the schema by response key, in the order of the document. */
  rootFields: ReadonlyMap<string, string>
  measures: OperationMeasures
}

/** Keeps the outline of each operation, because Apollo keeps the documents that clients repeat. */
export type OutlineOf = (document: DocumentNode, operation: OperationDefinitionNode) => OperationOutline

/** Cost of a root field: it authenticates the caller or reads the database. */
const costOfRootField = 10

/** Longer than names that people write, and shorter than a refresh token. */
const maxNameLength = 64

export function createOutliner(schema: GraphQLSchema): OutlineOf {
  const known = new WeakMap<OperationDefinitionNode, OperationOutline>()
  return (document, operation) => {
    const outline = known.get(operation) ?? outlineOperation(schema, document, operation)
    known.set(operation, outline)
    return outline
  }
}

interface Spot {
  node: SelectionNode
  parent: GraphQLNamedType | undefined
  depth: number
}

/**
 * Counts the operation as it would be executed, with fragments expanded at each spread. Stops at the first count that
 * exceeds its limit, so that nested spreads cannot multiply the work.
 */
function outlineOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): OperationOutline {
  const fragments = fragmentsOf(document)
  const rootFields = new Map<string, string>()
  const measures: OperationMeasures = {
    attempts: 0,
    repeatedMutations: 0,
    depth: 0,
    aliases: 0,
    directives: 0,
    cost: 0,
  }
  const root = schema.getRootType(operation.operation) ?? undefined
  const pending = spotsOf(operation.selectionSet, root, 1)
  for (let spot = pending.pop(); spot !== undefined && isWithinLimits(measures); spot = pending.pop()) {
    const { node, depth } = spot
    measures.cost += 1
    measures.directives += node.directives?.length ?? 0
    if (node.kind === Kind.FIELD && depth === 1) enterRoot(node)
    pending.push(...(node.kind === Kind.FIELD ? enterField(spot, node, measures) : expand(spot)))
  }
  return { title: titleOf(operation), rootFields, measures }

  /** Fields with the same response key are one field. */
  function enterRoot(node: FieldNode): void {
    const key = (node.alias ?? node.name).value
    const isRepeated = !rootFields.has(key) && [...rootFields.values()].includes(node.name.value)
    if (isRepeated && operation.operation === 'mutation') measures.repeatedMutations += 1
    rootFields.set(key, node.name.value)
  }

  function expand({ node, parent, depth }: Spot): Spot[] {
    const fragment = node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value) : node
    if (fragment === undefined || fragment.kind === Kind.FIELD) return []
    const condition = fragment.typeCondition?.name.value
    return spotsOf(fragment.selectionSet, condition === undefined ? parent : schema.getType(condition), depth)
  }
}

/** The client chooses this name. A name that is too long or starts like our tokens may be a misplaced secret. */
function titleOf({ operation, name }: OperationDefinitionNode): string {
  if (name === undefined) return `anonymous ${operation}`
  const isWellFormed = name.value.length <= maxNameLength && !/^lk_/i.test(name.value)
  return isWellFormed ? `${operation} ${name.value}` : `${operation} with an unusual name`
}

function enterField({ parent, depth }: Spot, node: FieldNode, measures: OperationMeasures): Spot[] {
  // Reading the schema is bounded by a rule of graphql-js, and off in production.
  if (node.name.value === '__schema' || node.name.value === '__type') return []
  const field = fieldOf(parent, node.name.value)
  measures.depth = Math.max(measures.depth, depth)
  measures.aliases += node.alias === undefined ? 0 : 1
  measures.attempts += field?.extensions.singleAttempt === true ? 1 : 0
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

/** Reversed, because the walk takes the next field from the end. */
function spotsOf(set: SelectionSetNode | undefined, parent: GraphQLNamedType | undefined, depth: number): Spot[] {
  return (set?.selections ?? []).map((node) => ({ node, parent, depth })).reverse()
}

function fragmentsOf({ definitions }: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION)
  return new Map(fragments.map((node) => [node.name.value, node]))
}
