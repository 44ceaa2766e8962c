import { CombinedGraphQLErrors, ServerError } from '@apollo/client'
import { AuthUnreachableError } from 'latchkey/client'
import type { Texts } from '../texts/english.ts'
import type { FormProblem } from './problem.ts'

/** What to say when there is no result at all: a top-level error, or no answer. */
export function describeFailure(error: unknown, { failures }: Texts): FormProblem {
  const { code, requestId, retryAfter } = detailsOf(error)
  switch (code) {
    case 'UNREACHABLE':
      return { message: failures.unreachable }
    case 'UNAVAILABLE':
      return { message: failures.unavailable, ...retryIn(retryAfter) }
    case 'UNAUTHENTICATED':
      return { message: failures.signedOut }
    case 'PASSKEY_DECLINED':
      return { message: failures.passkeyDeclined }
    case 'PASSKEY_KNOWN':
      return { message: failures.passkeyKnown }
    case 'INTERNAL':
      return { message: failures.internal(String(requestId)) }
    default:
      return { message: failures.unknown }
  }
}

interface Details {
  code?: unknown
  requestId?: unknown
  retryAfter?: unknown
}

/**
 * The code of docs/errors.md; `UNREACHABLE` when no server answered, or only a gateway for one that is away. What the
 * browser throws is about a passkey.
 */
function detailsOf(error: unknown): Details {
  if (CombinedGraphQLErrors.is(error)) return error.errors[0]?.extensions ?? {}
  if (error instanceof AuthUnreachableError) return { code: error.code ?? 'UNREACHABLE', retryAfter: error.retryAfter }
  if (error instanceof DOMException)
    return { code: error.name === 'InvalidStateError' ? 'PASSKEY_KNOWN' : 'PASSKEY_DECLINED' }
  const isAnswered = ServerError.is(error) && error.statusCode < 500
  return { code: isAnswered ? 'UNKNOWN' : 'UNREACHABLE' }
}

function retryIn(seconds: unknown): Pick<FormProblem, 'retryAt'> {
  return typeof seconds === 'number' ? { retryAt: new Date(Date.now() + seconds * 1000).toISOString() } : {}
}
