/**
 * The server cannot do this now, and nothing was changed: a queue is full, or the database is away. It is thrown,
 * because no use case expects it. The API answers with the error code `UNAVAILABLE`.
 */
export class Unavailable extends Error {
  override readonly name = 'Unavailable'

  constructor(
    message: string,
    /** Seconds after which another attempt may succeed. */
    readonly retryAfterSeconds: number,
    readonly part: 'database' | 'passwords' = 'database',
  ) {
    super(message)
  }
}
