import { describe, expect, test } from 'vitest'
import { addSeconds } from '../../src/platform/durations.js'
import { randomId } from '../../src/platform/random.js'
import { createActivity } from '../../src/statistics/activity.js'
import { countTotals, maxCountedAtOnce } from '../../src/statistics/count-totals.js'
import { foldEvents } from '../../src/statistics/fold-events.js'
import { listStatistics, maxPoints, type StatisticsInput } from '../../src/statistics/list-statistics.js'
import type { Store } from '../../src/store/engine/store.js'
import type { AuditEventRow } from '../../src/store/tables/audit.js'
import { createDatabase, type Engine, engines } from '../support/engines.js'
import { createFakeClock, type FakeClock } from '../support/fake-clock.js'
import { newUser, storeSession, storeUser } from '../support/new-rows.js'
import { login, refresh } from '../support/operations.js'
import { ada, grace, signIn, signUp } from '../support/people.js'
import { type RunningApp, startApp } from '../support/start-app.js'
import { startStoreOn } from '../support/stores.js'

const never = new AbortController().signal
const dayMs = 86_400_000

/** A day that begins at midnight in UTC, so that the hours of a test are known. */
const midnight = new Date('2026-03-01T00:00:00.000Z')

function clockAt(instant: Date): FakeClock {
  const clock = createFakeClock()
  clock.move((instant.getTime() - clock.now().getTime()) / 1000)
  return clock
}

async function startScene(engine: Engine, now: Date) {
  const databaseUrl = await createDatabase(engine)
  const store = await startStoreOn(databaseUrl)
  const clock = clockAt(now)
  const activity = createActivity({ store, clock })
  return {
    databaseUrl,
    store,
    clock,
    activity,
    ask: (input: StatisticsInput) => listStatistics({ store, clock, activity }, input),
  }
}

function newEvent(changes: Partial<AuditEventRow>): AuditEventRow {
  const empty = { sessionId: null, ipAddress: null, requestId: null, details: null, actorKind: null, actorId: null }
  return {
    id: randomId(),
    at: midnight,
    sequence: 0,
    kind: 'user.created',
    outcome: 'success',
    userId: null,
    ...empty,
    ...changes,
  }
}

const kinds: readonly Partial<AuditEventRow>[] = [
  { kind: 'user.created' },
  { kind: 'session.created', details: '{"methods":["PASSWORD"]}' },
  { kind: 'session.created', details: '{"methods":["PASSWORD","TOTP"]}' },
  { kind: 'session.created', details: null },
  { kind: 'sign-in.failed', outcome: 'failure', details: '{"reason":"wrongPassword"}' },
  { kind: 'password.changed' },
]

/** Events at every place of the range, also at the edges of hours. */
function someEvents(from: Date, to: Date, count: number): AuditEventRow[] {
  const step = (to.getTime() - from.getTime()) / count
  return Array.from({ length: count }, (_, place) =>
    newEvent({
      ...kinds[(place * 7) % kinds.length],
      at: new Date(Math.floor(from.getTime() + place * step)),
      userId: `user ${(place * 13) % 37}`,
    }),
  )
}

async function storeEvents(store: Store, events: readonly AuditEventRow[]): Promise<void> {
  await store.transaction(async (tx) => {
    for (let from = 0; from < events.length; from += 1000)
      await tx.insert(tx.tables.auditEvents).values(events.slice(from, from + 1000))
  })
}

/** The same figures, counted one event after the other. */
function countPlainly(events: readonly AuditEventRow[], { from, to, step }: StatisticsInput) {
  const length = step === 'DAY' ? dayMs : dayMs / 24
  return Array.from({ length: (to.getTime() - from.getTime()) / length }, (_, place) => {
    const at = new Date(from.getTime() + place * length)
    const own = events.filter((event) => event.at >= at && event.at.getTime() < at.getTime() + length)
    const signIns = own.filter(({ kind }) => kind === 'session.created')
    const methods = signIns.flatMap(({ details }) => JSON.parse(details ?? '{"methods":[]}').methods as string[])
    return {
      at,
      registrations: own.filter(({ kind }) => kind === 'user.created').length,
      signIns: signIns.length,
      failedSignIns: own.filter(({ kind }) => kind === 'sign-in.failed').length,
      activeUsers: new Set(signIns.map(({ userId }) => userId)).size,
      signInsByMethod: [...new Set(methods)].sort().map((method) => ({
        method,
        count: methods.filter((each) => each === method).length,
      })),
    }
  })
}

describe.each(engines)('statistics on %s', (engine) => {
  test('the events of an older database are counted hour by hour and day by day like a plain count', async () => {
    const to = new Date(midnight.getTime() + 2 * dayMs)
    const { store, clock, ask } = await startScene(engine, to)
    const events = someEvents(midnight, addSeconds(midnight, 26 * 3600), 1500)
    await storeEvents(store, events)
    await foldEvents({ store, clock }, never)
    for (const step of ['HOUR', 'DAY'] as const) {
      const range = { from: midnight, to, step }
      expect(await ask(range)).toMatchObject({ kind: 'statistics', points: countPlainly(events, range) })
    }
  })

  test('two instances that count at the same time count each event once', async () => {
    const to = new Date(midnight.getTime() + dayMs)
    const { databaseUrl, store, clock, ask } = await startScene(engine, to)
    const other = await startStoreOn(databaseUrl)
    const events = someEvents(midnight, addSeconds(to, -3600), 600)
    await storeEvents(store, events)
    await Promise.all([store, other, store, other].map((each) => foldEvents({ store: each, clock }, never)))
    const range = { from: midnight, to, step: 'HOUR' } as const
    expect(await ask(range)).toMatchObject({ points: countPlainly(events, range) })
  })

  test('events of this minute are in the figures before a job has counted them, and only once afterwards', async () => {
    const { store, clock, ask } = await startScene(engine, addSeconds(midnight, 12 * 3600 + 300))
    // From the last hour into this one.
    const events = someEvents(addSeconds(clock.now(), -600), clock.now(), 120)
    const registrations = events.filter(({ kind }) => kind === 'user.created').length
    await storeEvents(store, events)
    const range = { from: midnight, to: new Date(midnight.getTime() + dayMs), step: 'HOUR' } as const
    const countAll = async () => {
      const outcome = await ask(range)
      return outcome.kind === 'statistics' ? outcome.points.reduce((sum, point) => sum + point.registrations, 0) : null
    }
    expect(await countAll()).toBe(registrations)
    await foldEvents({ store, clock }, never)
    expect(await countAll()).toBe(registrations)
    clock.move(600)
    await foldEvents({ store, clock }, never)
    expect(await countAll()).toBe(registrations)
  })

  test('figures that are asked for while a job counts are never too high and never too low', async () => {
    const to = new Date(midnight.getTime() + dayMs)
    const { store, clock, ask } = await startScene(engine, to)
    const events = someEvents(addSeconds(to, -1700), addSeconds(to, -200), 900)
    await storeEvents(store, events)
    const range = { from: midnight, to, step: 'DAY' } as const
    const asked: Promise<unknown>[] = []
    const counting = foldEvents({ store, clock }, never).then(() => 'done')
    for (let round = 0; round < 20; round += 1) {
      asked.push(ask(range))
      await asked.at(-1)
    }
    expect(await counting).toBe('done')
    const [expected] = countPlainly(events, range)
    for (const outcome of await Promise.all(asked))
      expect(outcome).toMatchObject({
        points: [{ registrations: expected?.registrations, signIns: expected?.signIns }],
      })
  })

  test('every step of the range has an entry, and the edges are rounded to whole steps', async () => {
    const { ask } = await startScene(engine, addSeconds(midnight, 3600))
    const outcome = await ask({
      from: addSeconds(midnight, 1800),
      to: addSeconds(midnight, 2 * 3600 + 1),
      step: 'HOUR',
    })
    expect(outcome).toMatchObject({
      points: [0, 1, 2].map((hour) => ({
        at: addSeconds(midnight, hour * 3600),
        registrations: 0,
        signIns: 0,
        failedSignIns: 0,
        activeUsers: 0,
        signInsByMethod: [],
      })),
    })
  })

  test.each([
    ['ends where it begins', 0],
    ['ends before it begins', -1],
    [`has more than ${maxPoints} steps`, maxPoints + 1],
  ])('a range that %s is refused', async (_, days) => {
    const { ask } = await startScene(engine, midnight)
    const to = new Date(midnight.getTime() + days * dayMs)
    expect(await ask({ from: midnight, to, step: 'DAY' })).toEqual({ kind: 'invalidRange' })
  })

  test('users, second factors, passkeys and live sessions are those of this moment', async () => {
    const { store, clock, ask } = await startScene(engine, addSeconds(new Date('2026-03-01T12:00:00.123Z'), 60))
    const [first, second] = [await storeUser(store), await storeUser(store), await storeUser(store)]
    await storeSession(store, first)
    await storeSession(store, first, { endedAt: clock.now(), endReason: 'REVOKED' })
    await storeSession(store, second, { refreshExpiresAt: clock.now() })
    await store.transaction(async (tx) => {
      const totp = (userId: string) => ({ userId, sealedSecret: Buffer.alloc(1), lastStep: 0, createdAt: clock.now() })
      const passkey = (userId: string) => ({
        id: randomId(),
        userId,
        credentialId: randomId(),
        publicKey: Buffer.alloc(1),
        ...passkeyRest,
      })
      const passkeyRest = {
        counter: 0,
        transports: '',
        aaguid: '',
        isBackedUp: false,
        name: '',
        createdAt: clock.now(),
      }
      await tx.insert(tx.tables.totpCredentials).values([totp(first)])
      await tx.insert(tx.tables.passkeys).values([passkey(first), passkey(second), passkey(second)])
    })
    const range = { from: midnight, to: addSeconds(midnight, 1), step: 'DAY' } as const
    const expected = { users: 3, usersWithSecondFactor: 2, usersWithPasskey: 2, liveSessions: 1 }
    expect(await ask(range)).toMatchObject(expected)
    await countTotals({ store, clock }, never)
    expect(await ask(range)).toMatchObject(expected)
  })

  test('more users than are counted at once are as many as the last count found', async () => {
    const { store, clock, ask } = await startScene(engine, midnight)
    const users = Array.from({ length: maxCountedAtOnce + 500 }, () => newUser())
    await store.transaction(async (tx) => {
      for (let from = 0; from < users.length; from += 1000)
        await tx.insert(tx.tables.users).values(users.slice(from, from + 1000))
    })
    await countTotals({ store, clock }, never)
    const range = { from: midnight, to: addSeconds(midnight, 1), step: 'DAY' } as const
    expect(await ask(range)).toMatchObject({ users: users.length })
  })

  test('a person who registers, signs in, fails, and refreshes is in the figures of the running server', async () => {
    const running = await startApp(engine)
    const { tokens } = await signUp(running)
    await login(running, { identifier: ada.email, password: grace.password })
    await signIn(running)
    const today = await todayOf(running)
    expect(today).toMatchObject({
      users: 1,
      liveSessions: 2,
      points: [{ registrations: 1, signIns: 2, failedSignIns: 1, activeUsers: 1 }],
    })
    running.clock.move(86_400)
    await refresh(running, { refreshToken: tokens.refreshToken })
    expect(await todayOf(running)).toMatchObject({ points: [{ signIns: 0, activeUsers: 1 }] })
  })
})

async function todayOf({ app, clock }: RunningApp) {
  const now = clock.now()
  return app.auth.statistics({ from: now, to: addSeconds(now, 1), step: 'DAY' })
}
