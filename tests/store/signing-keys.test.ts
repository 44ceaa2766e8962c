import { describe, expect, test } from 'vitest'
import { deleteSigningKey, insertSigningKey, listSigningKeys } from '../../src/store/signing-keys.js'
import { engines } from '../support/engines.js'
import { newSigningKey } from '../support/new-rows.js'
import { startStore } from '../support/stores.js'

describe.each(engines)('signing keys on %s', (engine) => {
  test('signing keys are listed in their sequence and unchanged, in any order of insertion', async () => {
    const store = await startStore(engine)
    const keys = [newSigningKey(2), newSigningKey(10), newSigningKey(1)] as const
    for (const key of keys) await store.transaction((tx) => insertSigningKey(tx, key))
    expect(await listSigningKeys(store.read)).toEqual([keys[2], keys[0], keys[1]])
  })

  test('one of twenty instances publishes the next signing key', async () => {
    const store = await startStore(engine)
    const keys = Array.from({ length: 20 }, () => newSigningKey(1))
    const published = await Promise.all(keys.map((key) => store.transaction((tx) => insertSigningKey(tx, key))))
    expect(published.filter(Boolean)).toHaveLength(1)
    expect(await listSigningKeys(store.read)).toEqual([keys[published.indexOf(true)]])
  })

  test('a signing key can be deleted only once', async () => {
    const store = await startStore(engine)
    await store.transaction((tx) => insertSigningKey(tx, newSigningKey(1)))
    const remove = () => store.transaction((tx) => deleteSigningKey(tx, 1))
    expect([await remove(), await remove()]).toEqual([true, false])
    expect(await listSigningKeys(store.read)).toEqual([])
  })
})
