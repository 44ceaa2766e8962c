import { failures } from '../audit/events.js'
import type { Secrets } from '../platform/secrets.js'
import { type AuditFilter, type AuditPosition, listAuditPage } from '../store/audit-pages.js'
import type { Store } from '../store/engine/store.js'
import type { AuditEventRow } from '../store/tables/audit.js'
import { type InvalidArgument, isSearchable, type Page, type PageArguments } from './list-page.js'
import { readList } from './read-list.js'

/** Which events. Every condition that is given must hold. */
export type EventFilter = AuditFilter

export interface ListAuditEventsInput extends PageArguments {
  filter?: EventFilter | null
}

/** What was recorded. Contains nothing that is secret. */
export interface EventView {
  id: string
  at: Date
  kind: string
  /** `success` or `failure`. */
  outcome: string
  /** The user that it is about. Null: no user. */
  userId: string | null
  /** `user`, `administrator`, `commandLine`, `system` or `anonymous`. Null in events of older versions. */
  actorKind: string | null
  /** The user or administrator who did it. Null for the others. */
  actorId: string | null
  sessionId: string | null
  ipAddress: string | null
  requestId: string | null
  /** What this kind of event says in addition. Null: nothing. */
  details: Record<string, unknown> | null
}

export interface AuditEventConnection extends Page<EventView> {
  kind: 'auditEvents'
}

/** Each kind is a query of its own. */
export const maxKinds = 20

/** A page of audit events, the newest first. */
export async function listAuditEvents(
  needs: { store: Store; secrets: Secrets },
  { filter, ...given }: ListAuditEventsInput,
): Promise<AuditEventConnection | InvalidArgument> {
  const { userId = null, actorId = null, kinds = null, outcome = null, ipAddress = null } = filter ?? {}
  const { after = null, before = null } = filter ?? {}
  const wanted: AuditFilter = { userId, actorId, kinds, outcome, ipAddress, after, before }
  const isFew = new Set(kinds).size <= maxKinds
  if (!isFew || !Object.values(wanted).flat().every(isSearchable))
    return { kind: 'invalidArgument', argument: 'filter' }
  const page = await readList(needs, given, {
    scope: { list: 'auditEvents', ...wanted },
    placeOf: ({ at, sequence, id }: AuditEventRow) => [at.getTime(), sequence, id],
    readPlace: ([at, sequence, id]: [number, number, string]): AuditPosition => ({ at: new Date(at), sequence, id }),
    read: (rows) => listAuditPage(needs.store.read, { ...rows, filter: narrow(wanted) }),
    view: viewEvent,
  })
  return 'kind' in page ? page : { kind: 'auditEvents', ...page }
}

/** Failures are rare among all events, and their kinds are known: the index of kinds finds them. */
function narrow(filter: AuditFilter): AuditFilter {
  if (filter.outcome !== 'failure') return filter
  const kinds = [...(filter.kinds ?? failures)].filter((kind) => failures.has(kind as never))
  return { ...filter, kinds }
}

function viewEvent({ sequence: _, details, ...event }: AuditEventRow): EventView {
  return { ...event, details: details === null ? null : (JSON.parse(details) as Record<string, unknown>) }
}
