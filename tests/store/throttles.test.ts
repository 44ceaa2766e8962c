import { describe, expect, test } from 'vitest'
import type { Store } from '../../src/store/engine/store.js'
import {
  type Attempt,
  consumeAttempt,
  deleteDrained,
  findDrainTimes,
  replaceAttempt,
} from '../../src/store/throttles.js'
import { engines } from '../support/engines.js'
import { noon } from '../support/new-rows.js'
import { startStore } from '../support/stores.js'

const nowMs = noon.getTime()
/** Three at once, then one a second. */
const attempt: Attempt = { key: 'bucket', intervalMs: 1000, capacityMs: 3000, nowMs }

const claim = async (store: Store, changes: Partial<Attempt> = {}) =>
  (await store.transaction((tx) => consumeAttempt(tx, { ...attempt, ...changes }))) !== null

describe.each(engines)('throttles on %s', (engine) => {
  test('a bucket accepts its burst, refuses the next attempt and accepts one more after an interval', async () => {
    const store = await startStore(engine)
    const burst = [await claim(store), await claim(store), await claim(store), await claim(store)]
    expect(burst).toEqual([true, true, true, false])
    expect(await claim(store, { nowMs: nowMs + 999 })).toBe(false)
    expect(await claim(store, { nowMs: nowMs + 1000 })).toBe(true)
    expect(await claim(store, { nowMs: nowMs + 1000 })).toBe(false)
  })

  test('a pause longer than the window allows no more than one burst', async () => {
    const store = await startStore(engine)
    await claim(store)
    const restedMs = nowMs + 60_000
    const burst: boolean[] = []
    for (let count = 0; count < 4; count++) burst.push(await claim(store, { nowMs: restedMs }))
    expect(burst).toEqual([true, true, true, false])
  })

  test('exactly one burst of twenty racing attempts is accepted, also by a new bucket', async () => {
    const store = await startStore(engine)
    const taken = await Promise.all(Array.from({ length: 20 }, () => claim(store)))
    expect(taken.filter(Boolean)).toHaveLength(3)
  })

  test('attempts at one bucket do not fill another bucket', async () => {
    const store = await startStore(engine)
    for (let count = 0; count < 3; count++) await claim(store)
    expect(await claim(store, { key: 'another' })).toBe(true)
  })

  test('an attempt that is taken back makes room for one attempt', async () => {
    const store = await startStore(engine)
    for (let count = 0; count < 3; count++) await claim(store)
    await store.transaction((tx) => replaceAttempt(tx, attempt))
    expect([await claim(store), await claim(store)]).toEqual([true, false])
  })

  test('drain times are exact to the millisecond, and empty or unknown buckets have none', async () => {
    const store = await startStore(engine)
    await claim(store)
    await claim(store, { key: 'empty', nowMs: nowMs - 1000 })
    const times = await findDrainTimes(store.read, ['bucket', 'empty', 'unknown'], nowMs)
    expect(times).toEqual(new Map([['bucket', nowMs + 1000]]))
  })

  test('a clock that is set back by hours does not lock users out for those hours', async () => {
    const store = await startStore(engine)
    for (let count = 0; count < 3; count++) await claim(store, { nowMs: nowMs + 7_200_000 })
    const burst = [await claim(store), await claim(store), await claim(store), await claim(store)]
    expect(burst).toEqual([true, true, true, false])
  })

  test('instances whose clocks differ a little count in one bucket', async () => {
    const store = await startStore(engine)
    for (let count = 0; count < 3; count++) await claim(store, { nowMs: nowMs + 1500 })
    expect(await claim(store)).toBe(false)
  })

  test('empty buckets are deleted in batches, and other buckets stay', async () => {
    const store = await startStore(engine)
    for (const key of ['a', 'b', 'c', 'd', 'e']) await claim(store, { key, nowMs: nowMs - 1000 })
    await claim(store)
    const deleteSome = () => store.transaction((tx) => deleteDrained(tx, nowMs, 3))
    expect([await deleteSome(), await deleteSome(), await deleteSome()]).toEqual([3, 2, 0])
    expect((await findDrainTimes(store.read, ['bucket'], nowMs)).size).toBe(1)
  })
})
