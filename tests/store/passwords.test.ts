import { describe, expect, test } from 'vitest'
import { addSeconds } from '../../src/platform/durations.js'
import type { Store } from '../../src/store/engine/store.js'
import {
  consumePasswordUse,
  insertPasswordCredential,
  overwritePassword,
  type VerifiedPassword,
} from '../../src/store/passwords.js'
import { engines } from '../support/engines.js'
import { noon, storeUser } from '../support/new-rows.js'
import { startStore } from '../support/stores.js'

async function storePassword(store: Store, hash: string): Promise<string> {
  const userId = await storeUser(store)
  await store.transaction((tx) => insertPasswordCredential(tx, { userId, hash, now: noon }))
  return userId
}

/** As an account's own change does it. False if the password is no longer the verified one. */
async function changePassword(store: Store, verified: VerifiedPassword, change: { hash: string; now: Date }) {
  return store.transaction(async (tx) => {
    const isGood = await consumePasswordUse(tx, verified, { freshHash: null, now: change.now })
    if (isGood) await overwritePassword(tx, { userId: verified.userId, ...change })
    return isGood
  })
}

const listCredentials = (store: Store) => store.read.select().from(store.read.tables.passwordCredentials)
const later = addSeconds(noon, 5)

describe.each(engines)('password credentials on %s', (engine) => {
  test('using a password changes its time of use only', async () => {
    const store = await startStore(engine)
    const userId = await storePassword(store, 'first')
    const use = { freshHash: null, now: later }
    expect(await store.transaction((tx) => consumePasswordUse(tx, { userId, version: 1 }, use))).toBe(true)
    expect(await listCredentials(store)).toEqual([
      { userId, hash: 'first', version: 1, changedAt: noon, usedAt: later },
    ])
  })

  test('a new hash of the same password does not change the version, and a new password does', async () => {
    const store = await startStore(engine)
    const userId = await storePassword(store, 'first')
    const verified = { userId, version: 1 }
    const use = { freshHash: 'second', now: later }
    expect(await store.transaction((tx) => consumePasswordUse(tx, verified, use))).toBe(true)
    expect(await listCredentials(store)).toMatchObject([{ hash: 'second', version: 1, changedAt: noon, usedAt: later }])
    expect(await changePassword(store, verified, { hash: 'third', now: later })).toBe(true)
    expect(await listCredentials(store)).toMatchObject([{ hash: 'third', version: 2, changedAt: later, usedAt: later }])
  })

  test('a password that was changed after the comparison cannot be used', async () => {
    const store = await startStore(engine)
    const userId = await storePassword(store, 'first')
    const verified = { userId, version: 1 }
    await changePassword(store, verified, { hash: 'present', now: noon })
    const use = { freshHash: 'next', now: later }
    expect(await store.transaction((tx) => consumePasswordUse(tx, verified, use))).toBe(false)
    expect(await listCredentials(store)).toMatchObject([{ hash: 'present', version: 2, changedAt: noon, usedAt: noon }])
  })

  test('overwriting needs no earlier password, and makes earlier comparisons useless', async () => {
    const store = await startStore(engine)
    const userId = await storePassword(store, 'first')
    await store.transaction((tx) => overwritePassword(tx, { userId, hash: 'reset', now: later }))
    expect(await listCredentials(store)).toMatchObject([{ hash: 'reset', version: 2, changedAt: later }])
    const newcomer = await storeUser(store)
    await store.transaction((tx) => overwritePassword(tx, { userId: newcomer, hash: 'anew', now: later }))
    expect(await listCredentials(store)).toContainEqual(expect.objectContaining({ userId: newcomer, version: 1 }))
  })

  test('one of twenty racing changes of a password wins, and only its hash is stored', async () => {
    const store = await startStore(engine)
    const userId = await storePassword(store, 'first')
    const bystander = await storePassword(store, 'first')
    const hashes = Array.from({ length: 20 }, (_, place) => `hash ${place}`)
    const outcomes = await Promise.all(
      hashes.map((hash) => changePassword(store, { userId, version: 1 }, { hash, now: later })),
    )
    expect(outcomes.filter(Boolean)).toHaveLength(1)
    const stored = Object.fromEntries((await listCredentials(store)).map((row) => [row.userId, row.hash]))
    expect(stored).toEqual({ [userId]: hashes[outcomes.indexOf(true)], [bystander]: 'first' })
  })
})
