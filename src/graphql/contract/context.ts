import type { AuthService } from '../../auth-service.js'
import type { RequestMetadata } from '../../platform/request-metadata.js'
import type { Requester } from '../../sessions/authenticate-request.js'

/** Headers of the answer that resolvers set. */
export interface ResponseHeaders {
  setRefreshCookie(token: string, maxAgeSeconds: number): void
  clearRefreshCookie(): void
  setDeviceCookie(token: string, maxAgeSeconds: number): void
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
  readonly client: RequestMetadata
  readonly response: ResponseHeaders
  /** Authenticates at the first call and keeps the result. So a bad token breaks only fields that need the caller. */
  requester(): Promise<Requester>
  /** Null without a cookie. Throws `CSRF_REJECTED` if the request may come from another site. */
  refreshCookie(): string | null
  /** The cookie that proves that a user signed in on this device. Null if the request may come from another site. */
  deviceCookie(): string | null
  /** The header X-Refresh-Attempt, for clients that refresh with the cookie. */
  readonly refreshAttempt: string | null
  /** The kinds of the outcomes of root fields so far, by response key. */
  readonly outcomes: Map<string | number, string>
  /** Called once, with the answer. */
  reportOperation(summary: OperationSummary): void
}
