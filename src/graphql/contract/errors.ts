import { GraphQLError } from 'graphql'

/** All codes of top-level errors. They are public. The sentences are for developers and may change. */
export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'BAD_USER_INPUT'
  | 'GRAPHQL_PARSE_FAILED'
  | 'GRAPHQL_VALIDATION_FAILED'
  | 'OPERATION_LIMIT'
  | 'CSRF_REJECTED'
  | 'PERSISTED_QUERY_NOT_SUPPORTED'
  | 'UNAVAILABLE'
  | 'INTERNAL'

export const sentences: Readonly<Record<ErrorCode, string>> = {
  UNAUTHENTICATED: 'This needs a valid access token.',
  FORBIDDEN: 'This is not allowed.',
  BAD_USER_INPUT: 'The request is not of the expected form.',
  GRAPHQL_PARSE_FAILED: 'The document is not GraphQL.',
  GRAPHQL_VALIDATION_FAILED: 'The document does not fit the schema.',
  OPERATION_LIMIT: 'The operation asks for more than one request may.',
  CSRF_REJECTED:
    'The request could come from a foreign site. Send a JSON content type, and cookies only from an allowed origin.',
  // Some clients with Apollo's automatic persisted queries read this message instead of the code.
  PERSISTED_QUERY_NOT_SUPPORTED: 'PersistedQueryNotSupported',
  UNAVAILABLE: 'The server cannot do this now. Try again.',
  INTERNAL: 'Something went wrong on the server.',
}

export function apiError(
  code: ErrorCode,
  extensions: Record<string, unknown> = {},
  message = sentences[code],
): GraphQLError {
  return new GraphQLError(message, { extensions: { ...extensions, code } })
}

/** For requests that are refused before anything is executed. */
export function requestError(code: ErrorCode, message = sentences[code]): GraphQLError {
  return apiError(code, { http: { status: 400 } }, message)
}
