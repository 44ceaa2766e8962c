import { isListType, isNonNullType, isObjectType } from 'graphql'
import { expect, test } from 'vitest'
import { buildAdminSchema } from '../../src/graphql/admin/schema.js'
import { buildSchema } from '../../src/graphql/schema/schema.js'

test.each([
  ['public', buildSchema],
  ['administrators’', buildAdminSchema],
])('every list of the %s schema declares how many elements it can have', (_, build) => {
  const types = Object.values(build().getTypeMap()).filter((type) => isObjectType(type) && !type.name.startsWith('__'))
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
