import { describe, expect, test } from 'vitest'
import { addSeconds } from '../../src/platform/durations.js'
import { randomId } from '../../src/platform/random.js'
import { insertAuditEvent, listAuditEventsOfUser } from '../../src/store/audit.js'
import type { AuditEventRow } from '../../src/store/tables/audit.js'
import { deleteUser } from '../../src/store/users.js'
import { engines } from '../support/engines.js'
import { noon, storeUser } from '../support/new-rows.js'
import { startStore } from '../support/stores.js'

function newEvent(changes: Partial<AuditEventRow>): AuditEventRow {
  return {
    id: randomId(),
    at: noon,
    kind: 'sign-in.failed',
    outcome: 'failure',
    sequence: 0,
    userId: null,
    actorKind: null,
    actorId: null,
    sessionId: null,
    ipAddress: '203.0.113.7',
    requestId: 'request',
    details: '{"reason":"wrongPassword"}',
    ...changes,
  }
}

describe.each(engines)('audit events on %s', (engine) => {
  test('the audit events of one user are listed oldest first and unchanged', async () => {
    const store = await startStore(engine)
    const events = [
      newEvent({ userId: 'ada', at: addSeconds(noon, 2) }),
      newEvent({ userId: 'grace' }),
      newEvent({ userId: 'ada', details: null, ipAddress: null, requestId: null }),
      newEvent({ userId: null }),
    ] as const
    for (const event of events) await store.transaction((tx) => insertAuditEvent(tx, event))
    expect(await listAuditEventsOfUser(store.read, 'ada')).toEqual([events[2], events[0]])
  })

  test('audit events stay when their user is deleted', async () => {
    const store = await startStore(engine)
    const userId = await storeUser(store)
    const event = newEvent({ userId })
    await store.transaction(async (tx) => {
      await insertAuditEvent(tx, event)
      await deleteUser(tx, userId)
    })
    expect(await listAuditEventsOfUser(store.read, userId)).toEqual([event])
  })
})
