import { AuthorizationResponseError, ResponseBodyError } from 'openid-client'

/** Why a provider gave no profile. */
export interface ProviderFailure {
  /** The person refused. */
  isDenied: boolean
  /** For the log: a code of OAuth or of the library. Never a value of the answer. */
  reason: string
}

const denials = new Set(['access_denied', 'user_denied', 'user_cancelled_login', 'user_cancelled_authorize'])

export function failureOf(error: unknown): ProviderFailure {
  if (error instanceof AuthorizationResponseError) {
    const isDenied = denials.has(error.error)
    return { isDenied, reason: isDenied ? 'access_denied' : 'authorization refused' }
  }
  if (error instanceof ResponseBodyError) return { isDenied: false, reason: `token refused: ${error.status}` }
  const { code, name } = error as Partial<Error> & { code?: unknown }
  return { isDenied: false, reason: typeof code === 'string' ? code : String(name) }
}
