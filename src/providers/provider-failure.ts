import { AuthorizationResponseError, ResponseBodyError } from 'openid-client'

/** Why a provider gave no profile. */
export interface ProviderFailure {
  /** The person refused. */
  isDenied: boolean
  /** The provider did not answer. */
  isUnreachable: boolean
  /** For the log: a code of OAuth or of the library. Never a value of the answer. */
  reason: string
}

const denials = new Set(['access_denied', 'user_denied', 'user_cancelled_login', 'user_cancelled_authorize'])

/** `TypeError` is what `fetch` throws. The others are codes of the library. */
const unreachable = new Set([
  'TypeError',
  'TimeoutError',
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
])

/** For providers that tell a refusal in a way of their own. */
export class DeniedByPerson extends Error {}

export function failureOf(error: unknown): ProviderFailure {
  if (error instanceof AuthorizationResponseError) {
    const isDenied = denials.has(error.error)
    return { isDenied, isUnreachable: false, reason: isDenied ? 'access_denied' : 'authorization refused' }
  }
  if (error instanceof DeniedByPerson) return { isDenied: true, isUnreachable: false, reason: 'access_denied' }
  if (error instanceof ResponseBodyError)
    return { isDenied: false, isUnreachable: false, reason: `token refused: ${error.status}` }
  const { code, name } = error as Partial<Error> & { code?: unknown }
  const reason = typeof code === 'string' ? code : String(name)
  return { isDenied: false, isUnreachable: unreachable.has(reason), reason }
}
