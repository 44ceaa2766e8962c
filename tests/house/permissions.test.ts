import { type GraphQLField, isObjectType } from 'graphql'
import { expect, test } from 'vitest'
import { buildAdminSchema } from '../../src/graphql/admin/schema.js'
import { permissions } from '../../src/roles/permissions.js'

const schema = buildAdminSchema()
const rootFields = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
  isObjectType(type) ? Object.values<GraphQLField<unknown, unknown>>(type.getFields()) : [],
)

test('every query and mutation of administrators declares the permission that it needs, except the viewer', () => {
  expect(rootFields.length).toBeGreaterThan(10)
  const open = rootFields.filter(({ extensions }) => !permissions.includes(extensions.permission as never))
  expect(open.map(({ name }) => name)).toEqual(['viewer'])
})
