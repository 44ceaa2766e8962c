interface Details {
  /** `extensions.code` of the answer; null when none came. */
  code?: string | null
  /** Seconds. */
  retryAfter?: number | null
  cause?: unknown
}

/**
 * The server did not answer, or answered that it cannot now: nothing is known, so nobody is signed out. Not a refusal.
 */
export class AuthUnreachable extends Error {
  override readonly name = 'AuthUnreachable'
  /** Null when no answer came at all. See docs/errors.md. */
  readonly code: string | null
  /** Seconds after which the server wants to be asked again. Null when it did not say. */
  readonly retryAfter: number | null

  constructor(message: string, { code = null, retryAfter = null, cause }: Details = {}) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    this.retryAfter = retryAfter
  }
}

/** The operation was asked for by one user, and another signed in before it could be sent. It was not sent. */
export class AuthUserChanged extends Error {
  override readonly name = 'AuthUserChanged'

  constructor() {
    super('Another user signed in before this operation was sent.')
  }
}
