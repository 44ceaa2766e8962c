import type { AuthService } from '../../auth-service.js'
import type { Client } from '../../platform/request-metadata.js'
import type { Requester } from '../../sessions/authenticate-request.js'

/** What the answer carries beside its body. */
export interface ResponseHeaders {
  setRefreshCookie(token: string, maxAgeSeconds: number): void
  clearRefreshCookie(): void
  /** `Authorization: Bearer …`, when the settings ask for it. */
  setAccessToken(token: string): void
}

/** What the log says of an operation. No value of the client is in it but a short, well-formed name. */
export interface OperationSummary {
  /** `mutation Login`, or `anonymous query`. Null when the request had no operation that fits the schema. */
  operation: string | null
  /** `login invalidCredentials`: the root fields, each with the kind of its outcome, `ok`, or the code of its error. */
  outcome: string
}

/** One per request. */
export interface RequestContext {
  readonly auth: AuthService
  readonly client: Client
  readonly response: ResponseHeaders
  /** Looked up when a field first asks, and once: a bad token breaks only what needs the caller. */
  requester(): Promise<Requester>
  /** Null when there is none. Throws `CSRF_REJECTED` when the request may come from a foreign site. */
  refreshCookie(): string | null
  /** The kinds of the outcomes of root fields so far, by response key. */
  readonly outcomes: Map<string | number, string>
  /** Called once, with the answer. */
  reportOperation(summary: OperationSummary): void
}
