import { type AuditFilter, type AuditPage, type AuditPosition, listAuditPage } from '../store/audit-pages.js'
import type { Store } from '../store/engine/store.js'
import type { AuditEventRow } from '../store/tables/audit.js'
import { failures } from './events.js'

/** What was recorded. Contains nothing that is secret. */
export interface ShownEvent {
  id: string
  at: Date
  kind: string
  outcome: string
  userId: string | null
  actorKind: string | null
  actorId: string | null
  sessionId: string | null
  ipAddress: string | null
  requestId: string | null
  details: unknown
  position: AuditPosition
}

export interface AuditEvents {
  /** In the order of the page. */
  events: ShownEvent[]
  /** Whether there are more events behind the last one. */
  hasMore: boolean
}

/** A page of the events that match the filter. */
export async function listAuditEvents({ store }: { store: Store }, page: AuditPage): Promise<AuditEvents> {
  const { max } = page
  const rows = await listAuditPage(store.read, { ...page, filter: narrow(page.filter), max: max + 1 })
  return { events: rows.slice(0, max).map(show), hasMore: rows.length > max }
}

/** Failures are rare among all events, and their kinds are known: the index of kinds finds them. */
function narrow(filter: AuditFilter): AuditFilter {
  if (filter.outcome !== 'failure') return filter
  const kinds = [...(filter.kinds ?? failures)].filter((kind) => failures.has(kind as never))
  return { ...filter, kinds }
}

function show({ details, sequence, ...event }: AuditEventRow): ShownEvent {
  const position = { at: event.at, sequence, id: event.id }
  return { ...event, details: details === null ? null : JSON.parse(details), position }
}
