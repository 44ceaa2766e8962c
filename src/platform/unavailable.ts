/**
 * The server cannot do this now, and nothing was changed: a queue is full or the database is away.
 * Thrown, because no use case expects it; the edge answers `UNAVAILABLE`.
 */
export class Unavailable extends Error {
  override readonly name = 'Unavailable'

  constructor(
    message: string,
    /** After this many seconds another try is worth making. */
    readonly retryAfterSeconds: number,
    readonly part: 'database' | 'passwords' = 'database',
  ) {
    super(message)
  }
}
