import { GraphQLScalarType, Kind } from 'graphql'
import { apiError } from './errors.js'

export const DateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'An instant: RFC 3339, UTC, with milliseconds. Example: 2030-01-31T12:00:00.000Z.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
  serialize: (value) => (value as Date).toISOString(),
  parseValue: readInstant,
  parseLiteral: (node) => readInstant(node.kind === Kind.STRING ? node.value : null),
})

function readInstant(value: unknown): Date {
  const instant = typeof value === 'string' ? new Date(value) : null
  if (instant === null || instant.toJSON() !== value) throw apiError('BAD_USER_INPUT', {}, 'Expected a DateTime.')
  return instant
}
