import {
  type ConstDirectiveNode,
  DirectiveLocation,
  GraphQLDirective,
  type GraphQLEnumType,
  GraphQLNonNull,
  GraphQLSchema,
  isObjectType,
  Kind,
  lexicographicSortSchema,
  parse,
  print,
  printSchema,
  visit,
} from 'graphql'
import { buildAdminSchema } from './schema.js'

/** The text of `schema.admin.graphql`: sorted, with the permission of each field as a directive. */
export function printAdminSchema(): string {
  const schema = buildAdminSchema()
  const needed = permissionsOf(schema)
  const document = visit(parse(printSchema(lexicographicSortSchema(withDirective(schema)))), {
    ObjectTypeDefinition: (type) => ({
      ...type,
      fields: type.fields?.map((field) => {
        const permission = needed.get(`${type.name.value}.${field.name.value}`)
        return permission === undefined ? field : { ...field, directives: [directiveOf(permission)] }
      }),
    }),
  })
  return `${print(document)}\n`
}

function permissionsOf(schema: GraphQLSchema): Map<string, string> {
  const fields = Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) ? Object.values(type.getFields()).map((field) => ({ type: type.name, field })) : [],
  )
  return new Map(
    fields.flatMap(({ type, field }) => {
      const { permission } = field.extensions
      return permission === undefined ? [] : [[`${type}.${field.name}`, String(permission)] as const]
    }),
  )
}

function withDirective(schema: GraphQLSchema): GraphQLSchema {
  const config = schema.toConfig()
  const permission = new GraphQLNonNull(schema.getType('Permission') as GraphQLEnumType)
  const permits = new GraphQLDirective({
    name: 'permits',
    description: 'The field needs this permission. Without it the answer is FORBIDDEN with `extensions.permission`.',
    locations: [DirectiveLocation.FIELD_DEFINITION],
    args: { permission: { type: permission, description: 'The permission that is needed.' } },
  })
  return new GraphQLSchema({ ...config, directives: [...config.directives, permits] })
}

function directiveOf(permission: string): ConstDirectiveNode {
  const name = (value: string) => ({ kind: Kind.NAME, value }) as const
  const value = { kind: Kind.ENUM, value: permission } as const
  const argument = { kind: Kind.ARGUMENT, name: name('permission'), value } as const
  return { kind: Kind.DIRECTIVE, name: name('permits'), arguments: [argument] }
}
