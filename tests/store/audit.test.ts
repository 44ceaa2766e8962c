import { describe, expect, test } from 'vitest'
import { addSeconds } from '../../src/platform/durations.js'
import { randomId } from '../../src/platform/random.js'
import { insertAuditEvent, selectEventsOfUser } from '../../src/store/audit.js'
import type { AuditEventRow } from '../../src/store/tables/audit.js'
import { deleteUser } from '../../src/store/users.js'
import { createDatabase, engines } from '../support/engines.js'
import { noon, storeUser } from '../support/new-rows.js'
import { explainPlan, isWholeScan } from '../support/query-plans.js'
import { listAuditEventsOfUser } from '../support/rows.js'
import { startStore, startStoreOn } from '../support/stores.js'

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

  test('a page of a user’s events is read from an index, in its order, and begins at the cursor', async () => {
    const databaseUrl = await createDatabase(engine)
    const store = await startStoreOn(databaseUrl)
    const events = Array.from({ length: 4000 }, (_, place) =>
      newEvent({ userId: `user ${place % 40}`, at: addSeconds(noon, place), sequence: place }),
    )
    await store.transaction(async (tx) => {
      for (let from = 0; from < events.length; from += 1000)
        await tx.insert(tx.tables.auditEvents).values(events.slice(from, from + 1000))
    })
    const after = events[3000] ?? null
    const query = selectEventsOfUser(store.read, { userId: 'user 0', kinds: ['sign-in.failed'], after, max: 6 })
    const plan = await explainPlan({ engine, databaseUrl }, query)
    expect(plan).toContain('audit_events_of_user')
    expect(isWholeScan(plan, 'audit_events')).toBe(false)
    expect(plan).toMatch(/user_id=\? AND at<\?|Index Cond: .*at <=/)
    expect((await query).length).toBe(6)
  })
})
