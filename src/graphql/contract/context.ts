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

/** One per request. */
export interface RequestContext {
  readonly auth: AuthService
  readonly client: Client
  readonly response: ResponseHeaders
  /** Looked up when a field first asks, and once: a bad token breaks only what needs the caller. */
  requester(): Promise<Requester>
  /** Null when there is none. Throws `CSRF_REJECTED` when the request may come from a foreign site. */
  refreshCookie(): string | null
  /** The kinds of the outcomes by response key, while somebody counts them. */
  outcomes?: Map<string | number, string>
}
