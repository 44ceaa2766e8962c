import { randomId } from '../platform/random.js'
import type { Client } from '../platform/request-metadata.js'
import { insertAuditEvent } from '../store/audit.js'
import type { Writer } from '../store/engine/store.js'
import { type AuditEvent, failures } from './events.js'

/** Records the event on the transaction of its change: both are stored, or neither. */
export async function record(tx: Writer, event: AuditEvent, seen: { client: Client; now: Date }): Promise<void> {
  const { kind, userId, ...rest } = event
  const { sessionId = null, ...details } = 'sessionId' in rest ? rest : { ...rest, sessionId: null }
  await insertAuditEvent(tx, {
    id: randomId(),
    at: seen.now,
    kind,
    outcome: failures.has(kind) ? 'failure' : 'success',
    userId,
    sessionId,
    ipAddress: seen.client.address,
    requestId: seen.client.requestId,
    details: Object.keys(details).length === 0 ? null : JSON.stringify(details),
  })
}
