import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import {
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  Kind,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { expect, test } from 'vitest'
import { buildSchema } from '../../src/graphql/schema.js'

const folder = resolve(import.meta.dirname, '../../src/client/operations')
const schema: GraphQLSchema = buildSchema()
const document = parse(
  readdirSync(folder)
    .map((file) => readFileSync(resolve(folder, file), 'utf8'))
    .join('\n'),
)

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

function listFields(): string[] {
  const types = Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'),
  )
  return types.flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`))
}
