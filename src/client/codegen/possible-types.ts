import { type GraphQLSchema, isAbstractType } from 'graphql'

/**
 * A plugin of GraphQL Code Generator: `possibleTypes` for `new InMemoryCache({ possibleTypes })`, without which Apollo
 * Client cannot tell that `... on Problem` matches a member of a union.
 */
export function plugin(schema: GraphQLSchema): string {
  const abstract = Object.values(schema.getTypeMap()).filter(isAbstractType)
  const lines = abstract
    .filter(({ name }) => !name.startsWith('__'))
    .map((type) => `  ${type.name}: ${JSON.stringify(schema.getPossibleTypes(type).map(({ name }) => name))},`)
  return `export const possibleTypes: Record<string, string[]> = {\n${lines.join('\n')}\n};`
}
