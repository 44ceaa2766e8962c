/**
 * The server cannot do this now, and nothing was changed: a queue is full or the database cannot be reached. It is
 * thrown, because no use case expects it. The edge answers `UNAVAILABLE`.
 */
export class Unavailable extends Error {
  override readonly name = 'Unavailable'

  constructor(
    message: string,
    /** Seconds after which a client should try again. */
    readonly retryAfterSeconds: number,
    readonly part: 'database' | 'passwords' = 'database',
  ) {
    super(message)
  }
}
