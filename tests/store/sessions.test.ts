import { describe, expect, test } from 'vitest'
import { addSeconds } from '../../src/platform/durations.js'
import type { Store } from '../../src/store/engine/store.js'
import { consumeFirstUse, consumeGeneration } from '../../src/store/session-generations.js'
import {
  deleteExpiredSessions,
  endSession,
  endSessionsOfUser,
  findSession,
  insertSession,
  listLiveSessions,
} from '../../src/store/sessions.js'
import { engines } from '../support/engines.js'
import { newSession, noon, storeSession, storeUser } from '../support/new-rows.js'
import { startStore } from '../support/stores.js'

const later = addSeconds(noon, 5)
const logout = { reason: 'LOGOUT', now: later }
/** An hour after noon. */
const idleEndAt = addSeconds(noon, 3600)

function rotationOf(id: string, generation: number) {
  const idle = addSeconds(later, 3600)
  return {
    id,
    generation,
    successor: generation + 1,
    refreshExpiresAt: idle,
    userAgent: 'B',
    rotationAttempt: null,
    ipAddress: '::1',
    now: later,
  }
}

const requireSession = async (store: Store, id: string) => (await findSession(store.read, id))?.session

describe.each(engines)('sessions on %s', (engine) => {
  test('a session is read as it was inserted, with all bytes of the salt and all milliseconds', async () => {
    const store = await startStore(engine)
    const userId = await storeUser(store)
    const salt = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))
    const session = newSession(userId, { salt, generation: 2_147_483_647, deviceName: '“Ada’s” 📱', ipAddress: '::1' })
    const inserted = await store.transaction((tx) => insertSession(tx, session))
    const found = await findSession(store.read, inserted.id)
    expect(found).toEqual({ session: inserted, user: expect.objectContaining({ id: userId }) })
    const proof = {
      rotationAttempt: null,
      graceGeneration: null,
      graceStreak: 0,
      partialMethods: null,
      partialAt: null,
      authenticatedAt: null,
      methods: 'PASSWORD',
      assurance: 'AAL1',
      actorId: null,
    }
    const unset = { generationUsedAt: null, endedAt: null, endReason: null, userAgent: null }
    expect(inserted).toEqual({ ...session, ...unset, ...proof })
    expect(Buffer.isBuffer(found?.session.salt)).toBe(true)
    expect(await findSession(store.read, 'unknown')).toBeNull()
  })

  test('a session without a user cannot be stored', async () => {
    const store = await startStore(engine)
    await expect(store.transaction((tx) => insertSession(tx, newSession('nobody')))).rejects.toThrow()
  })

  test('a rotation increments the generation, clears its first use and keeps the absolute end', async () => {
    const store = await startStore(engine)
    const userId = await storeUser(store)
    const id = await storeSession(store, userId, { generationUsedAt: noon })
    const rotation = rotationOf(id, 1)
    const rotated = await store.transaction((tx) => consumeGeneration(tx, rotation))
    expect(rotated).toMatchObject({
      generation: 2,
      rotatedAt: later,
      lastUsedAt: later,
      generationUsedAt: null,
      refreshExpiresAt: rotation.refreshExpiresAt,
      expiresAt: addSeconds(noon, 86_400),
      createdAt: noon,
      userAgent: 'B',
    })
    expect(await requireSession(store, id)).toEqual(rotated)
  })

  test('one of twenty racing rotations of a generation wins', async () => {
    const store = await startStore(engine)
    const id = await storeSession(store, await storeUser(store))
    const rotate = () => store.transaction((tx) => consumeGeneration(tx, rotationOf(id, 1)))
    const rotated = await Promise.all(Array.from({ length: 20 }, rotate))
    expect(rotated.filter((session) => session !== null)).toHaveLength(1)
    expect(await requireSession(store, id)).toMatchObject({ generation: 2 })
  })

  test('an ended session, a wrong generation and a wrong id are not rotated', async () => {
    const store = await startStore(engine)
    const userId = await storeUser(store)
    const ended = await storeSession(store, userId, { endedAt: noon, endReason: 'LOGOUT' })
    const live = await storeSession(store, userId)
    for (const rotation of [rotationOf(ended, 1), rotationOf(live, 0), rotationOf(live, 2), rotationOf('none', 1)]) {
      expect(await store.transaction((tx) => consumeGeneration(tx, rotation))).toBeNull()
    }
    expect(await requireSession(store, live)).toMatchObject({ generation: 1, lastUsedAt: noon })
  })

  test('the first use of a generation is recorded once, and never for a generation that was replaced', async () => {
    const store = await startStore(engine)
    const id = await storeSession(store, await storeUser(store), { generation: 3 })
    const use = (generation: number, now: Date) =>
      store.transaction((tx) => consumeFirstUse(tx, { id, generation, now }))
    await use(2, later)
    expect(await requireSession(store, id)).toMatchObject({ generationUsedAt: null, lastUsedAt: noon })
    await use(3, later)
    await use(3, addSeconds(later, 60))
    expect(await requireSession(store, id)).toMatchObject({ generationUsedAt: later, lastUsedAt: later })
  })

  test('the list has the live sessions of one user, the most recently used first', async () => {
    const store = await startStore(engine)
    const userId = await storeUser(store)
    const early = await storeSession(store, userId)
    const recent = await storeSession(store, userId, { lastUsedAt: later })
    await storeSession(store, userId, { endedAt: noon, endReason: 'LOGOUT' })
    await storeSession(store, userId, { refreshExpiresAt: later })
    await storeSession(store, await storeUser(store))
    const listed = await listLiveSessions(store.read, userId, { now: later, max: 100 })
    expect(listed.map(({ id }) => id)).toEqual([recent, early])
  })

  test('a session is live until the millisecond of its idle end', async () => {
    const store = await startStore(engine)
    const userId = await storeUser(store)
    await storeSession(store, userId, { refreshExpiresAt: idleEndAt })
    expect(
      await listLiveSessions(store.read, userId, { now: new Date(idleEndAt.getTime() - 1), max: 100 }),
    ).toHaveLength(1)
    expect(await listLiveSessions(store.read, userId, { now: idleEndAt, max: 100 })).toHaveLength(0)
  })

  test('ending a session keeps its row with time and reason, and a second ending changes neither', async () => {
    const store = await startStore(engine)
    const userId = await storeUser(store)
    const id = await storeSession(store, userId)
    expect(await store.transaction((tx) => endSession(tx, { id, userId }, logout))).toBe(true)
    const again = { reason: 'REVOKED', now: addSeconds(later, 1) }
    expect(await store.transaction((tx) => endSession(tx, { id, userId }, again))).toBe(false)
    expect(await requireSession(store, id)).toMatchObject({ endedAt: later, endReason: 'LOGOUT' })
  })

  test('a session of another user and an expired session cannot be ended', async () => {
    const store = await startStore(engine)
    const [userId, other] = [await storeUser(store), await storeUser(store)]
    const theirs = await storeSession(store, other)
    const expired = await storeSession(store, userId, { refreshExpiresAt: later })
    for (const id of [theirs, expired, 'unknown']) {
      expect(await store.transaction((tx) => endSession(tx, { id, userId }, logout))).toBe(false)
    }
    expect(await requireSession(store, theirs)).toMatchObject({ endedAt: null, endReason: null })
  })

  test('ending all sessions but one counts live sessions only and keeps the one', async () => {
    const store = await startStore(engine)
    const userId = await storeUser(store)
    const spared = await storeSession(store, userId)
    await storeSession(store, userId)
    await storeSession(store, userId, { endedAt: noon, endReason: 'REVOKED' })
    await storeSession(store, userId, { refreshExpiresAt: later })
    const theirs = await storeSession(store, await storeUser(store))
    const end = (exceptId: string | null) =>
      store.transaction((tx) => endSessionsOfUser(tx, { userId, exceptId }, logout))
    expect(await end(spared)).toBe(1)
    expect(await requireSession(store, spared)).toMatchObject({ endedAt: null })
    expect(await end(null)).toBe(1)
    expect(await requireSession(store, theirs)).toMatchObject({ endedAt: null })
  })

  test('expired sessions are deleted in batches, and live sessions and users stay', async () => {
    const store = await startStore(engine)
    const userId = await storeUser(store)
    const live = await storeSession(store, userId, { refreshExpiresAt: addSeconds(idleEndAt, 1) })
    for (let count = 0; count < 5; count++) await storeSession(store, userId, { refreshExpiresAt: noon })
    const deleteSome = () => store.transaction((tx) => deleteExpiredSessions(tx, idleEndAt, 3))
    expect([await deleteSome(), await deleteSome(), await deleteSome()]).toEqual([3, 2, 0])
    expect(await requireSession(store, live)).toMatchObject({ id: live })
  })
})
