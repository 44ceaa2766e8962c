import { describe, expect, test } from 'vitest'
import { deleteSigningKey, insertSigningKey, listSigningKeys } from '../../src/store/signing-keys.js'
import { engines } from '../support/engines.js'
import { newSigningKey } from '../support/new-rows.js'
import { startStore } from '../support/stores.js'

describe.each(engines)('signing keys on %s', (engine) => {
  test('keys are listed in their sequence and unaltered, whatever the order they came in', async () => {
    const store = await startStore(engine)
    const keys = [newSigningKey(2), newSigningKey(10), newSigningKey(1)] as const
    for (const key of keys) await store.transaction((tx) => insertSigningKey(tx, key))
    expect(await listSigningKeys(store.read)).toEqual([keys[2], keys[0], keys[1]])
  })

  test('of twenty instances that publish the next key one does', async () => {
    const store = await startStore(engine)
    const keys = Array.from({ length: 20 }, () => newSigningKey(1))
    const published = await Promise.all(keys.map((key) => store.transaction((tx) => insertSigningKey(tx, key))))
    expect(published.filter(Boolean)).toHaveLength(1)
    expect(await listSigningKeys(store.read)).toEqual([keys[published.indexOf(true)]])
  })

  test('a key is deleted once', async () => {
    const store = await startStore(engine)
    await store.transaction((tx) => insertSigningKey(tx, newSigningKey(1)))
    const remove = () => store.transaction((tx) => deleteSigningKey(tx, 1))
    expect([await remove(), await remove()]).toEqual([true, false])
    expect(await listSigningKeys(store.read)).toEqual([])
  })
})
