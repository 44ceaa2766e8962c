import type { AuditPage } from '../store/audit-pages.js'
import type { Store } from '../store/engine/store.js'
import { type AuditEvents, listAuditEvents } from './list-audit-events.js'

/** The part of `AuthService` for what was recorded. */
export interface AuditEventService {
  /** A page of the events that match the filter. */
  auditEvents(page: AuditPage): Promise<AuditEvents>
}

export function createAuditEventService(needs: { store: Store }): AuditEventService {
  return { auditEvents: (page) => listAuditEvents(needs, page) }
}
