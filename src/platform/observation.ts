/**
 * Something worth counting. It names only what the program itself has named: no value that a client sent is in it, so
 * it can neither leak nor grow without bound wherever it is shown.
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
 * `rotated`: a new token. `raced`: the token of another request that rotated at the same time. `repeated`: the present
 * token again, for its predecessor. The others are refusals.
 */
export const refreshResults = ['rotated', 'raced', 'repeated', 'replayed', 'ended', 'throttled'] as const
export type RefreshResult = (typeof refreshResults)[number]

export const mailResults = ['sent', 'postponed', 'failed', 'dropped'] as const
export type MailResult = (typeof mailResults)[number]

/** Told as it happens. Must neither throw nor wait. */
export type Observe = (observation: Observation) => void

/** For when nobody counts. */
export const observeNothing: Observe = () => undefined
