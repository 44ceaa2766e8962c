import type { OwnUser } from '../sessions/views.js'
import type { Store } from '../store/engine/store.js'
import { listSecurityEvents, type SecurityEventsInput, type SecurityEventsOutcome } from './list-security-events.js'

/** The part of `AuthService` that tells users what happened to their account. */
export interface SecurityEventService {
  /** What happened to the account of the user, newest first, in pages. */
  securityEventsOf(user: OwnUser, page: SecurityEventsInput): Promise<SecurityEventsOutcome>
}

export function createSecurityEventService(needs: { store: Store }): SecurityEventService {
  return { securityEventsOf: (user, page) => listSecurityEvents(needs, user, page) }
}
