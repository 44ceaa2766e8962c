import { randomId } from '../platform/random.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import { insertAuditEvent } from '../store/audit.js'
import type { Writer } from '../store/engine/store.js'
import { type AuditEvent, failures } from './events.js'

/** Who caused an event. */
export type Actor =
  | { kind: 'user' | 'administrator'; id: string }
  /** `anonymous`: a request without a session. `system`: a job of the server. */
  | { kind: 'anonymous' | 'system' | 'commandLine'; id: null }

interface Circumstances {
  /** Null: no request, but a job or the command line. */
  client: RequestMetadata | null
  now: Date
  /** Left out: the user of the session that the event names, else `anonymous`. */
  actor?: Actor
}

/** Counts up while the process lives: it orders the events of one millisecond. */
let sequence = 0

/** Records the event in the transaction of its change: both are stored, or neither. */
export async function record(tx: Writer, event: AuditEvent, { client, now, actor }: Circumstances): Promise<void> {
  const { kind, userId, ...rest } = event
  const { sessionId = null, ...details } = 'sessionId' in rest ? rest : { ...rest, sessionId: null }
  const { kind: actorKind, id: actorId } = actor ?? actorOf(userId, sessionId)
  sequence += 1
  await insertAuditEvent(tx, {
    id: randomId(),
    at: now,
    sequence,
    kind,
    outcome: failures.has(kind) ? 'failure' : 'success',
    userId,
    actorKind,
    actorId,
    sessionId,
    ipAddress: client?.address ?? null,
    requestId: client?.requestId ?? null,
    details: Object.keys(details).length === 0 ? null : JSON.stringify(details),
  })
}

function actorOf(userId: string | null, sessionId: string | null): Actor {
  return userId === null || sessionId === null ? { kind: 'anonymous', id: null } : { kind: 'user', id: userId }
}
