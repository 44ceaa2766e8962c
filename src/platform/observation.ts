/**
 * An event that metrics count. It holds only names of the program and no value that a client sent. So it leaks nothing,
 * and the number of metric labels stays small.
 */
export type Observation =
  /** A root field was answered: `outcome` is the kind of its outcome, `ok`, or the code of its error. */
  | { kind: 'operation'; field: string; outcome: string; seconds: number }
  | { kind: 'answer'; route: string; status: number }
  | { kind: 'refresh'; result: RefreshResult }
  | { kind: 'throttled'; limit: string }
  | { kind: 'unavailable'; part: 'database' | 'passwords' }
  | { kind: 'mail'; result: MailResult }
  | { kind: 'job'; job: string; result: 'done' | 'failed' }

/**
 * `rotated`: a new token. `raced`: the token of another request that rotated at the same time. `repeated`: the current
 * token again, in exchange for the previous one. The others are refusals.
 */
export const refreshResults = ['rotated', 'raced', 'repeated', 'replayed', 'ended', 'throttled'] as const
export type RefreshResult = (typeof refreshResults)[number]

export const mailResults = ['sent', 'postponed', 'failed', 'dropped'] as const
export type MailResult = (typeof mailResults)[number]

/** Called when the event happens. Must not throw and must not wait. */
export type Observe = (observation: Observation) => void

/** For a program without metrics. */
export const observeNothing: Observe = () => undefined
