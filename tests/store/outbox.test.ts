import { describe, expect, test } from 'vitest'
import { backOffSeconds } from '../../src/outbox/back-off.js'
import { deliverDueRows } from '../../src/outbox/deliver-due-rows.js'
import type { Delivery, DeliveryResult, Sender } from '../../src/outbox/sender.js'
import { addSeconds } from '../../src/platform/durations.js'
import { randomId } from '../../src/platform/random.js'
import { deleteSettledRows, findBacklog } from '../../src/store/outbox.js'
import type { ColumnKit } from '../../src/store/tables/column-kit.js'
import * as postgresColumns from '../../src/store/tables/columns.postgres.js'
import * as sqliteColumns from '../../src/store/tables/columns.sqlite.js'
import { deliveryColumns } from '../../src/store/tables/delivery-columns.js'
import { createDatabase, type Engine, engines } from '../support/engines.js'
import { createFakeClock } from '../support/fake-clock.js'
import { runSql, startStoreOn } from '../support/stores.js'

const kits = { sqlite: sqliteColumns, postgres: postgresColumns as unknown as ColumnKit }

function definePostcards(kit: ColumnKit) {
  return kit.table('postcards', {
    ...deliveryColumns(kit),
    picture: kit.string(),
  })
}

function createPostcards(instant: string): string {
  return `create table postcards (id text primary key, picture text, state text not null, attempts integer not null,
    next_attempt_at ${instant} not null, expires_at ${instant} not null, created_at ${instant} not null,
    settled_at ${instant}, last_failure text)`
}

/** A second sender beside mail, with a table, pauses and a content of its own. */
async function startPostcards(engine: Engine, answers: Record<string, Delivery> = {}) {
  const databaseUrl = await createDatabase(engine)
  const store = await startStoreOn(databaseUrl)
  await runSql(databaseUrl, createPostcards(engine === 'sqlite' ? 'integer' : 'timestamptz(3)'))
  const [clock, table] = [createFakeClock(), definePostcards(kits[engine])]
  const results: DeliveryResult[] = []
  const sent: (string | null)[] = []
  const sender: Sender<typeof table> = {
    table: () => table,
    leaseSeconds: 30,
    pauses: { firstSeconds: 4, maxSeconds: 8 },
    erased: { picture: null },
    async send({ picture }) {
      sent.push(picture)
      return answers[picture ?? ''] ?? { kind: 'accepted' }
    },
    report: (result) => void results.push(result),
  }
  return {
    store,
    clock,
    table,
    results,
    sent,
    deliver: () => deliverDueRows({ store, clock }, sender),
    rows: () => store.read.select().from(table),
    async post(picture: string, lifetimeSeconds = 3600) {
      const now = clock.now()
      const times = { createdAt: now, nextAttemptAt: now, expiresAt: addSeconds(now, lifetimeSeconds), settledAt: null }
      const row = { id: randomId(), picture, state: 'waiting', attempts: 0, lastFailure: null, ...times }
      await store.transaction(async (tx) => void (await tx.insert(table).values(row)))
    },
  }
}

describe.each(engines)('a second sender of the outbox (%s)', (engine) => {
  test('a row that the receiver accepts is sent once and its content is erased', async () => {
    const { post, deliver, rows, results, sent, clock } = await startPostcards(engine)
    await post('beach')
    await deliver()
    clock.move(3000)
    await deliver()
    expect(sent).toEqual(['beach'])
    expect(results).toEqual(['sent'])
    expect(await rows()).toMatchObject([{ state: 'sent', attempts: 1, picture: null, settledAt: expect.any(Date) }])
  })

  test('a row that the receiver refuses for good is not tried again', async () => {
    const { post, deliver, rows, results, sent, clock } = await startPostcards(engine, {
      beach: { kind: 'refused', failure: '410' },
    })
    await post('beach')
    await deliver()
    clock.move(3000)
    await deliver()
    expect(sent).toEqual(['beach'])
    expect(results).toEqual(['failed'])
    expect(await rows()).toMatchObject([{ state: 'failed', lastFailure: '410', picture: 'beach' }])
  })

  test('a row whose attempts fail is tried after the pauses of its sender, and dropped when it expires', async () => {
    const { post, deliver, rows, results, clock } = await startPostcards(engine, {
      beach: { kind: 'failed', failure: '503' },
    })
    await post('beach', 60)
    const pauses: number[] = []
    while (!results.includes('dropped')) {
      await deliver()
      const [row] = await rows()
      pauses.push(((row?.nextAttemptAt.getTime() ?? 0) - clock.now().getTime()) / 1000)
      clock.move(9)
    }
    for (const [place, max] of [4, 8, 8].entries()) {
      expect(pauses[place]).toBeGreaterThanOrEqual(max / 2)
      expect(pauses[place]).toBeLessThanOrEqual(max)
    }
    expect(await rows()).toMatchObject([{ state: 'dropped', lastFailure: 'expired', picture: null }])
  })

  test('a row that another worker holds is left alone until its lease ends', async () => {
    const { post, deliver, sent, clock, store, table } = await startPostcards(engine)
    await post('beach')
    await store.transaction(async (tx) => {
      await tx.update(table).set({ attempts: 1, nextAttemptAt: addSeconds(clock.now(), 30) })
    })
    clock.move(29)
    await deliver()
    expect(sent).toEqual([])
    clock.move(1)
    await deliver()
    expect(sent).toEqual(['beach'])
  })

  test('backlog and settled rows of a second sender are counted and deleted apart from mail', async () => {
    const { post, deliver, clock, store, table } = await startPostcards(engine, {
      beach: { kind: 'failed', failure: '503' },
    })
    await post('beach')
    await post('tower')
    await deliver()
    const now = clock.now()
    expect(await findBacklog(store.read, table, { now, max: 10 })).toEqual({ waiting: 1, dueSince: null })
    const mails = store.read.tables.outboxMessages
    expect(await findBacklog(store.read, mails, { now, max: 10 })).toEqual({ waiting: 0, dueSince: null })
    const old = { before: addSeconds(now, 60), max: 10 }
    expect(await store.transaction((tx) => deleteSettledRows(tx, tx.tables.outboxMessages, old))).toBe(0)
    expect(await store.transaction((tx) => deleteSettledRows(tx, table, old))).toBe(1)
  })
})

test('a pause doubles with every attempt, up to its maximum and to a quarter of the remaining life', () => {
  const pauses = { firstSeconds: 10, maxSeconds: 100 }
  const attempts = [1, 2, 3, 4, 5, 20]
  const largest = attempts.map((each) => backOffSeconds({ attempts: each, lifeSeconds: 86_400 }, pauses))
  for (const [place, max] of [10, 20, 40, 80, 100, 100].entries()) {
    expect(largest[place]).toBeGreaterThanOrEqual(max / 2)
    expect(largest[place]).toBeLessThanOrEqual(max)
  }
  expect(backOffSeconds({ attempts: 20, lifeSeconds: 40 }, pauses)).toBeLessThanOrEqual(10)
})
