import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import type { AuthService } from '../../auth-service.js'
import { type ErrorCode, sentences } from '../contract/errors.js'

/**
 * Codes of Apollo that are not ours. No client acts on them. `PERSISTED_QUERY_NOT_SUPPORTED` is ours as well, because
 * clients send the document when they read it.
 */
const codeOfApollo: Readonly<Record<string, ErrorCode>> = {
  BAD_REQUEST: 'BAD_USER_INPUT',
  OPERATION_RESOLUTION_FAILURE: 'BAD_USER_INPUT',
}

/** Maximum locations in one error. */
const maxLocations = 5

/**
 * Rewrites every error before it leaves: it gets one of our codes, and loses stacks, texts of libraries and values of
 * the client. With `collapseValidation` all documents that do not fit the schema get one answer, which teaches nothing.
 */
export function createMask(auth: Pick<AuthService, 'asUnavailable'>, options: { collapseValidation: boolean }) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const code = codeOf(formatted, error)
    if (code === null) return maskSurprise(auth, formatted, error)
    if (isOurs(error)) return formatted
    if (code === 'GRAPHQL_PARSE_FAILED') return { ...withSentence(code), ...pick(formatted.locations, 'locations') }
    const isShown = code === 'GRAPHQL_VALIDATION_FAILED' && !options.collapseValidation
    return isShown ? maskLiteral(formatted, error) : withSentence(code)
  }
}

/** The error that a resolver threw. graphql-js wraps it in one of its own. */
export function unwrap(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError !== undefined ? unwrap(error.originalError) : error
}

/** Whether graphql-js itself refuses an argument while executing. Its message quotes the whole value. */
export function isAboutArgument(error: unknown): boolean {
  const raised = unwrap(error)
  return raised instanceof GraphQLError && raised.nodes !== undefined && !('code' in raised.extensions)
}

/** Null for unexpected errors: neither a rule of GraphQL nor our code raised them on purpose. */
function codeOf({ message, extensions }: GraphQLFormattedError, error: unknown): ErrorCode | null {
  const code = String(extensions?.code)
  if (code === 'INTERNAL_SERVER_ERROR' && isAboutArgument(error)) return 'BAD_USER_INPUT'
  if (code === 'BAD_REQUEST' && message.includes('Cross-Site Request Forgery')) return 'CSRF_REJECTED'
  const translated = codeOfApollo[code] ?? code
  return translated in sentences && (isOurs(error) || translated !== 'INTERNAL') ? (translated as ErrorCode) : null
}

/** Our errors are plain `GraphQLError`s with a code. Apollo throws subclasses. */
function isOurs(error: unknown): boolean {
  const raised = unwrap(error)
  return raised instanceof GraphQLError && raised.constructor === GraphQLError && 'code' in raised.extensions
}

function maskSurprise(
  auth: Pick<AuthService, 'asUnavailable'>,
  { path }: GraphQLFormattedError,
  error: unknown,
): GraphQLFormattedError {
  const unavailable = auth.asUnavailable(unwrap(error))
  const masked =
    unavailable === null
      ? withSentence('INTERNAL')
      : withSentence('UNAVAILABLE', { retryAfter: unavailable.retryAfterSeconds })
  return { ...masked, ...pick(path, 'path') }
}

/** Errors about a literal quote its value. Errors about names repeat only names of the document. */
function maskLiteral(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const node = unwrap(error) instanceof GraphQLError ? (unwrap(error) as GraphQLError).nodes?.[0] : undefined
  const isAboutLiteral = node === undefined || /Value$/.test(node.kind)
  const message = isAboutLiteral
    ? 'A literal in the document does not have the type that is expected there.'
    : formatted.message
  const locations = formatted.locations?.slice(0, maxLocations)
  return { ...formatted, ...pick(locations, 'locations'), message, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }
}

function pick<Value>(value: Value | undefined, name: string): Record<string, Value> {
  return value === undefined ? {} : { [name]: value }
}

function withSentence(code: ErrorCode, extensions: Record<string, unknown> = {}): GraphQLFormattedError {
  return { message: sentences[code], extensions: { ...extensions, code } }
}
