import type { GraphqlAnswer, GraphqlError } from './post.js'

export interface Refusal {
  /** The session is known to have ended: only a refresh tells why. */
  sessionEnded: boolean
}

/** What another access token may cure. A missing or malformed token is a mistake of the client. */
const curable = new Set(['TOKEN_EXPIRED', 'TOKEN_INVALID', 'SESSION_ENDED', undefined])

function isRefusal({ extensions }: GraphqlError): boolean {
  return extensions?.code === 'UNAUTHENTICATED' && curable.has(extensions.reason)
}

/** Null when the access token is not what the answer complains of. Other servers may leave out the reason. */
export function findRefusal({ errors = [] }: GraphqlAnswer): Refusal | null {
  const refusals = errors.filter(isRefusal)
  if (refusals.length === 0) return null
  return { sessionEnded: refusals.some(({ extensions }) => extensions?.reason === 'SESSION_ENDED') }
}

/**
 * Whether nothing of a mutation was executed: every error is such a refusal, and it concerns the whole operation or its
 * only field. A second field may have been executed before it, and what is deeper than a field runs after it.
 */
export function nothingRan({ data, errors = [] }: GraphqlAnswer, rootFields: number): boolean {
  if (data != null && Object.values(data).some((value) => value !== null)) return false
  return errors.every((error) => isRefusal(error) && isWhole(error.path ?? [], rootFields))
}

function isWhole(path: readonly unknown[], rootFields: number): boolean {
  return path.length === 0 || (path.length === 1 && rootFields === 1)
}
