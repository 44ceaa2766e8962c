import { describe, expect, test } from 'vitest'
import { type AuditEventConnection, listAuditEvents } from '../../src/administration/list-audit-events.js'
import type { PageArguments } from '../../src/administration/list-page.js'
import { addSeconds } from '../../src/platform/durations.js'
import { type AuditFilter, type AuditPage, selectAuditPage } from '../../src/store/audit-pages.js'
import type { Store } from '../../src/store/engine/store.js'
import type { AuditEventRow } from '../../src/store/tables/audit.js'
import { createDatabase, engines } from '../support/engines.js'
import { noon } from '../support/new-rows.js'
import { explainPlan, isWholeScan } from '../support/query-plans.js'
import { secretsOf } from '../support/root-keys.js'
import { startStore, startStoreOn } from '../support/stores.js'

const secrets = secretsOf(1)
const kinds = ['session.created', 'sign-in.failed', 'user.created', 'code.refused', 'roles.changed']

/** Several events share a millisecond, and some share the number in it too, as those of two instances do. */
function someEvents(count: number): AuditEventRow[] {
  return Array.from({ length: count }, (_, place) => {
    const kind = kinds[(place * 3) % kinds.length] ?? ''
    return {
      id: ((place * 7919) % 1_000_003).toString(16).padStart(32, '0'),
      at: addSeconds(noon, Math.floor(place / 3)),
      sequence: place % 2,
      kind,
      outcome: ['sign-in.failed', 'code.refused'].includes(kind) ? 'failure' : 'success',
      userId: `user ${place % 11}`,
      actorKind: 'user',
      actorId: `user ${place % 7}`,
      sessionId: null,
      ipAddress: `203.0.113.${place % 13}`,
      requestId: null,
      details: place % 2 === 0 ? '{"reason":"wrongPassword"}' : null,
    }
  })
}

async function storeEvents(store: Store, events: readonly AuditEventRow[]): Promise<void> {
  await store.transaction(async (tx) => {
    for (let from = 0; from < events.length; from += 1000)
      await tx.insert(tx.tables.auditEvents).values(events.slice(from, from + 1000))
  })
}

function compare(a: AuditEventRow, b: AuditEventRow): number {
  return a.at.getTime() - b.at.getTime() || a.sequence - b.sequence || (a.id < b.id ? -1 : 1)
}

const filters: [string, AuditFilter, (event: AuditEventRow) => boolean][] = [
  ['none', {}, () => true],
  ['a user', { userId: 'user 3' }, ({ userId }) => userId === 'user 3'],
  ['an actor', { actorId: 'user 3' }, ({ actorId }) => actorId === 'user 3'],
  ['an address', { ipAddress: '203.0.113.5' }, ({ ipAddress }) => ipAddress === '203.0.113.5'],
  ['a kind', { kinds: ['user.created'] }, ({ kind }) => kind === 'user.created'],
  [
    'two kinds',
    { kinds: ['user.created', 'sign-in.failed'] },
    ({ kind }) => kind === 'user.created' || kind === 'sign-in.failed',
  ],
  ['no kind', { kinds: [] }, () => false],
  ['failures', { outcome: 'failure' }, ({ outcome }) => outcome === 'failure'],
  ['successes', { outcome: 'success' }, ({ outcome }) => outcome === 'success'],
  [
    'a user, two kinds and failures',
    { userId: 'user 4', kinds: ['code.refused', 'user.created'], outcome: 'failure' },
    ({ userId, kind }) => userId === 'user 4' && kind === 'code.refused',
  ],
  [
    'a span of time',
    { after: addSeconds(noon, 10), before: addSeconds(noon, 20) },
    ({ at }) => at > addSeconds(noon, 10) && at < addSeconds(noon, 20),
  ],
]

describe.each(engines)('pages of audit events on %s', (engine) => {
  test('pages of every size give each matching event once and in order, forwards and backwards', async () => {
    const store = await startStore(engine)
    const events = someEvents(240)
    await storeEvents(store, events)
    for (const [name, filter, isMatch] of filters) {
      const newestFirst = events.filter(isMatch).sort(compare).reverse()
      const expected = newestFirst.map(({ id }) => id)
      expect(await readAll(store, filter, 'forwards'), name).toEqual(expected)
      expect(await readAll(store, filter, 'backwards'), name).toEqual(expected)
    }
  })

  test('an event is shown with its details and without the number that orders it', async () => {
    const store = await startStore(engine)
    const [event] = someEvents(1)
    await storeEvents(store, event === undefined ? [] : [event])
    const page = await listAuditEvents({ store, secrets }, {})
    const { sequence: _, ...columns } = event ?? ({} as AuditEventRow)
    const node = { ...columns, details: { reason: 'wrongPassword' } }
    expect(page).toMatchObject({ kind: 'auditEvents', edges: [{ node }] })
  })

  test('a cursor of another filter, a forged one, and too many kinds are refused', async () => {
    const store = await startStore(engine)
    await storeEvents(store, someEvents(30))
    const page = await listAuditEvents({ store, secrets }, { first: 2 })
    const cursor = page.kind === 'auditEvents' ? (page.edges[0]?.cursor ?? '') : ''
    const ask = (given: Parameters<typeof listAuditEvents>[1]) => listAuditEvents({ store, secrets }, given)
    const refused = (argument: string) => ({ kind: 'invalidArgument', argument })
    expect(await ask({ after: cursor, filter: { userId: 'user 1' } })).toEqual(refused('after'))
    expect(await ask({ before: `${cursor.slice(0, -4)}AAAA` })).toEqual(refused('before'))
    expect(await ask({ first: 101 })).toEqual(refused('first'))
    const kindsOfMany = Array.from({ length: 21 }, (_, place) => `kind ${place}`)
    expect(await ask({ filter: { kinds: kindsOfMany } })).toEqual(refused('filter'))
  })

  test('each filter is answered from an index in the order of the page', async () => {
    const databaseUrl = await createDatabase(engine)
    const store = await startStoreOn(databaseUrl)
    await storeEvents(store, someEvents(6000))
    const position = { at: addSeconds(noon, 1500), sequence: 1, id: 'x' }
    for (const [name, filter] of filters.filter(([, { kinds: given }]) => (given?.length ?? 1) === 1)) {
      const page: AuditPage = { filter, position, direction: 'newestFirst', max: 50 }
      const plan = await explainPlan({ engine, databaseUrl }, selectAuditPage(store.read, page))
      expect(plan, name).toMatch(/audit_events_(in_order|of_\w+)/)
      expect(isWholeScan(plan, 'audit_events'), `${name}: ${plan}`).toBe(false)
    }
  })
})

/** Every page, in the order of the list. */
async function readAll(store: Store, filter: AuditFilter, way: 'forwards' | 'backwards'): Promise<string[]> {
  const ids: string[] = []
  let given: PageArguments | null = way === 'forwards' ? { first: 7 } : { last: 7 }
  while (given !== null) {
    const page = await listAuditEvents({ store, secrets }, { ...given, filter })
    if (page.kind !== 'auditEvents') throw new Error(page.argument)
    const own = page.edges.map(({ node }) => node.id)
    if (way === 'forwards') ids.push(...own)
    else ids.unshift(...own)
    given = further(page, way)
  }
  return ids
}

function further({ pageInfo }: AuditEventConnection, way: 'forwards' | 'backwards'): PageArguments | null {
  const { hasNextPage, hasPreviousPage, startCursor, endCursor } = pageInfo
  if (way === 'forwards') return hasNextPage ? { first: 7, after: endCursor } : null
  return hasPreviousPage ? { last: 7, before: startCursor } : null
}
