import { CombinedGraphQLErrors, ServerError } from '@apollo/client'
import type { Texts } from '../texts/english'
import type { FormProblem } from './problem'

/** What to say when there is no result at all: a top-level error, or no answer. */
export function describeFailure(error: unknown, { failures }: Texts): FormProblem {
  if (!CombinedGraphQLErrors.is(error)) return { message: isAnswer(error) ? failures.unknown : failures.unreachable }
  const { code, requestId, retryAfter } = error.errors[0]?.extensions ?? {}
  switch (code) {
    case 'UNAVAILABLE':
      return { message: failures.unavailable, ...retryIn(retryAfter) }
    case 'UNAUTHENTICATED':
      return { message: failures.signedOut }
    case 'INTERNAL':
      return { message: failures.internal(String(requestId)) }
    default:
      return { message: failures.unknown }
  }
}

/** A gateway that answers for a server that is away says 502 to 504. */
function isAnswer(error: unknown): boolean {
  return ServerError.is(error) && error.statusCode < 500
}

function retryIn(seconds: unknown): Pick<FormProblem, 'retryAt'> {
  return typeof seconds === 'number' ? { retryAt: new Date(Date.now() + seconds * 1000).toISOString() } : {}
}
