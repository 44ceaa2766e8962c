import { GraphQLScalarType } from 'graphql'
import { GraphQLDateTimeISO, GraphQLJSONObject } from 'graphql-scalars'

/** The library reads any RFC 3339 date-time; answers always have UTC and milliseconds. */
export const DateTime = new GraphQLScalarType({
  ...GraphQLDateTimeISO.toConfig(),
  name: 'DateTime',
  description: 'An instant: RFC 3339. Answers are in UTC with milliseconds. Example: 2030-01-31T12:00:00.000Z.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
})

export const PasskeyJson = new GraphQLScalarType({
  ...GraphQLJSONObject.toConfig(),
  name: 'PasskeyJson',
  description:
    'A JSON object of WebAuthn Level 3: what `parseCreationOptionsFromJSON` and `parseRequestOptionsFromJSON` take, and what `toJSON` of a credential gives.',
  specifiedByURL: 'https://www.w3.org/TR/webauthn-3/',
})

export const Json = new GraphQLScalarType({
  ...GraphQLJSONObject.toConfig(),
  name: 'JSON',
  description: 'A JSON object.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259',
})
