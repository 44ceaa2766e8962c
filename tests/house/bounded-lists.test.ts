import { isListType, isNonNullType, isObjectType } from 'graphql'
import { expect, test } from 'vitest'
import { buildSchema } from '../../src/graphql/schema/schema.js'

test('every list of the schema declares how many elements it can have', () => {
  const types = Object.values(buildSchema().getTypeMap()).filter(
    (type) => isObjectType(type) && !type.name.startsWith('__'),
  )
  const lists = types.flatMap((type) =>
    isObjectType(type)
      ? Object.values(type.getFields()).flatMap((field) => {
          const nullable = isNonNullType(field.type) ? field.type.ofType : field.type
          return isListType(nullable) ? [{ name: `${type.name}.${field.name}`, bound: field.extensions.bound }] : []
        })
      : [],
  )
  expect(lists.length).toBeGreaterThan(5)
  expect(lists.filter(({ bound }) => typeof bound !== 'number').map(({ name }) => name)).toEqual([])
})
