import type { OwnUser } from '../sessions/views.js'
import { findAuditEvent, type ShownAuditEvent, selectEventsOfUser } from '../store/audit.js'
import type { Store } from '../store/engine/store.js'
import type { AuditEventRow } from '../store/tables/audit.js'
import { type SecurityEventKind, securityEventKindOf, shownAuditKinds } from './kinds.js'

/** Something that happened to an account, as its user sees it. */
export interface SecurityEvent {
  id: string
  at: Date
  kind: SecurityEventKind
  /** The session in which it happened. Null: in none, or in that of an administrator. */
  sessionId: string | null
  /** The name of that session's device. Null once the session is deleted. */
  deviceName: string | null
  ipAddress: string | null
}

export interface SecurityEventsInput {
  /** How many events, from 1 to {@link maxSecurityEvents}. */
  first: number
  /** The id of the last event of the page before. Left out: the newest events. */
  after?: string | null
}

export type SecurityEventsOutcome =
  | { kind: 'securityEvents'; events: readonly SecurityEvent[]; hasNextPage: boolean; hasPreviousPage: boolean }
  /** `first` is out of range, or `after` is not an event of this list that is still kept. */
  | { kind: 'invalidArgument'; argument: 'first' | 'after' }

/** The largest page. */
export const maxSecurityEvents = 100

/** What happened to the account of the user, newest first. */
export async function listSecurityEvents(
  { store: { read } }: { store: Store },
  { id: userId }: Pick<OwnUser, 'id'>,
  { first, after = null }: SecurityEventsInput,
): Promise<SecurityEventsOutcome> {
  if (first < 1 || first > maxSecurityEvents) return { kind: 'invalidArgument', argument: 'first' }
  const cursor = after === null ? null : await findAuditEvent(read, after)
  if (after !== null && !isShownTo(cursor, userId)) return { kind: 'invalidArgument', argument: 'after' }
  const page = { userId, kinds: shownAuditKinds, after: cursor, max: first + 1 }
  const rows = await selectEventsOfUser(read, page)
  const events = rows.slice(0, first).flatMap(viewEvent)
  return { kind: 'securityEvents', events, hasNextPage: rows.length > first, hasPreviousPage: cursor !== null }
}

/** Another user's event is refused like an unknown one. */
function isShownTo(event: AuditEventRow | null, userId: string): boolean {
  return event !== null && event.userId === userId && securityEventKindOf(event) !== null
}

/** Who acts for others does not show them a session or an address. */
function viewEvent({ event, deviceName }: ShownAuditEvent): SecurityEvent[] {
  const { id, at, actorKind, sessionId, ipAddress } = event
  const kind = securityEventKindOf(event)
  if (kind === null) return []
  const isOwn = actorKind === null || actorKind === 'user' || actorKind === 'anonymous'
  const circumstances = isOwn ? { sessionId, deviceName, ipAddress } : hidden
  return [{ id, at, kind, ...circumstances }]
}

const hidden = { sessionId: null, deviceName: null, ipAddress: null } as const
