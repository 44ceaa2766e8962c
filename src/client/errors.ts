interface Details {
  /** `extensions.code` of the answer; null when none came. */
  code?: string | null
  /** Seconds. */
  retryAfter?: number | null
  cause?: unknown
}

/** The server did not answer, or answered that it cannot answer now. It is no refusal, so the session is kept. */
export class AuthUnreachableError extends Error {
  override readonly name = 'AuthUnreachableError'
  /** `extensions.code` of the answer. Null if there was no answer. */
  readonly code: string | null
  /** Seconds after which to try again. Null if the server did not say. */
  readonly retryAfter: number | null

  constructor(message: string, { code = null, retryAfter = null, cause }: Details = {}) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    this.retryAfter = retryAfter
  }
}

/** Another user signed in before the operation was sent. It was not sent. */
export class AuthUserChangedError extends Error {
  override readonly name = 'AuthUserChangedError'

  constructor() {
    super('Another user signed in before this operation was sent.')
  }
}
