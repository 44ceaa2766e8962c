import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  type InlineFragmentNode,
  isAbstractType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { expect, test } from 'vitest'
import { buildSchema } from '../../src/graphql/schema/schema.js'

const folder = resolve(import.meta.dirname, '../../src/client/operations')
const schema: GraphQLSchema = buildSchema()
const document = parse(
  readdirSync(folder)
    .map((file) => readFileSync(resolve(folder, file), 'utf8'))
    .join('\n'),
)

const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION)
const fragments = new Map(
  document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
)
/** Asked for by an operation of their own: an answer about something else does not need these reads. */
const readsOfTheirOwn = new Set([
  'User.sessions',
  'User.permissions',
  'User.securityEvents',
  'User.hasPassword',
  'User.totp',
  'User.recoveryCodesLeft',
  'User.identities',
  'User.passkeys',
])

test('the operation files fit the schema', () => {
  expect(validate(schema, document)).toEqual([])
})

test('every query and mutation has an operation, and every field of every type it can answer is asked for', () => {
  const asked = new Set<string>()
  const typeInfo = new TypeInfo(schema)
  const note = (node: FieldNode) => {
    const parent = typeInfo.getParentType()
    const types = parent && isAbstractType(parent) ? schema.getPossibleTypes(parent) : [parent]
    for (const type of types) asked.add(`${type?.name}.${node.name.value}`)
  }
  visit(document, visitWithTypeInfo(typeInfo, { [Kind.FIELD]: { enter: note } }))

  expect(listFields().filter((field) => !asked.has(field))).toEqual([])
})

test.each(operations.map((operation) => [operation.name?.value, operation] as const))(
  '%s asks for every field of every type that its unions and interfaces can answer',
  (_name, operation) => {
    expect(gaps(operation.selectionSet, rootOf(operation))).toEqual([])
  },
)

test('every operation has a file of its own, and every field of Query and Mutation an operation', () => {
  const answered = operations.flatMap((operation) => {
    const names = fieldsOn(operation.selectionSet, rootOf(operation)).map(({ name }) => name.value)
    return names.map((name) => `${rootOf(operation).name}.${name}`)
  })
  const offered = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
    Object.keys(type?.getFields() ?? {}).map((field) => `${type?.name}.${field}`),
  )
  expect([...new Set(answered)].sort()).toEqual(offered.sort())
  expect(readdirSync(folder).length - 1).toBe(operations.length)
})

function rootOf({ operation }: OperationDefinitionNode): GraphQLObjectType {
  const root = schema.getRootType(operation)
  if (root == null) throw new Error(`The schema has no ${operation}.`)
  return root
}

/** What is missing below the unions and interfaces of a selection: `Throttled.retryAt`. */
function gaps(selection: SelectionSetNode, type: GraphQLObjectType): string[] {
  return fieldsOn(selection, type).flatMap((node) => {
    const answer = getNamedType(type.getFields()[node.name.value]?.type)
    const inner = node.selectionSet
    if (inner === undefined) return []
    if (isObjectType(answer)) return gaps(inner, answer)
    return isAbstractType(answer) ? schema.getPossibleTypes(answer).flatMap((each) => missingOf(inner, each)) : []
  })
}

function missingOf(selection: SelectionSetNode, type: GraphQLObjectType): string[] {
  const asked = fieldsOn(selection, type)
  const missing = Object.keys(type.getFields()).filter((field) => !asked.some(({ name }) => name.value === field))
  const inside = asked.flatMap(({ name, selectionSet }) => {
    const answer = getNamedType(type.getFields()[name.value]?.type)
    return selectionSet !== undefined && isObjectType(answer) ? missingOf(selectionSet, answer) : []
  })
  const names = missing.map((field) => `${type.name}.${field}`)
  return [...names, ...inside].filter((name) => !readsOfTheirOwn.has(name))
}

/** The fields that a selection asks for when the answer is of this type. */
function fieldsOn(selection: SelectionSetNode, type: GraphQLObjectType): FieldNode[] {
  return selection.selections.flatMap((node) => {
    if (node.kind === Kind.FIELD) return [node]
    const part = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value)
    return part !== undefined && covers(part, type) ? fieldsOn(part.selectionSet, type) : []
  })
}

function covers({ typeCondition }: InlineFragmentNode | FragmentDefinitionNode, type: GraphQLObjectType): boolean {
  const condition = typeCondition === undefined ? type : schema.getType(typeCondition.name.value)
  return condition === type || (isAbstractType(condition) && schema.isSubType(condition, type))
}

function listFields(): string[] {
  const types = Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'),
  )
  return types.flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`))
}
