import { describe, expect, test } from 'vitest'
import { addSeconds } from '../../src/platform/durations.js'
import { isUniqueViolation } from '../../src/store/engine/unique-violation.js'
import { findUserWithPassword, insertPasswordCredential } from '../../src/store/passwords.js'
import { findSession } from '../../src/store/sessions.js'
import {
  deleteUser,
  findProfile,
  findUser,
  findUserByKey,
  insertProfile,
  insertUser,
  replaceProfile,
  replaceUser,
} from '../../src/store/users.js'
import { engines } from '../support/engines.js'
import { newUser, noon, storeSession, storeUser } from '../support/new-rows.js'
import { startStore } from '../support/stores.js'

describe.each(engines)('users on %s', (engine) => {
  test('a user is read as it was inserted, to the millisecond, with null for values that were left out', async () => {
    const store = await startStore(engine)
    const id = await storeUser(store, { email: 'ada@example.com', username: 'Ada 👩‍🔬', usernameKey: 'ada 👩‍🔬' })
    expect(await findUser(store.read, id)).toMatchObject({
      id,
      email: 'ada@example.com',
      emailVerifiedAt: null,
      username: 'Ada 👩‍🔬',
      usernameKey: 'ada 👩‍🔬',
      type: 0,
      disabledAt: null,
      createdAt: noon,
      updatedAt: noon,
    })
  })

  test.each([
    ['address', { email: 'ada@example.com' }],
    ['username', { username: 'Ada', usernameKey: 'ada' }],
    ['id', { id: 'the-same' }],
  ])('a second user with the same %s is not inserted and changes nothing', async (_, key) => {
    const store = await startStore(engine)
    await storeUser(store, { ...key, type: 1 })
    const second = newUser({ ...key, type: 2 })
    const error: unknown = await store.transaction((tx) => insertUser(tx, second)).catch((reason: unknown) => reason)
    expect(isUniqueViolation(error)).toBe(true)
    expect(await store.read.select().from(store.read.tables.users)).toMatchObject([{ type: 1 }])
  })

  test('several users can have neither address nor username', async () => {
    const store = await startStore(engine)
    await store.transaction(async (tx) => {
      await insertUser(tx, newUser())
      await insertUser(tx, newUser())
    })
    expect(await store.read.select().from(store.read.tables.users)).toHaveLength(2)
  })

  test('one of twenty racing insertions with one address wins', async () => {
    const store = await startStore(engine)
    const insert = () => store.transaction((tx) => insertUser(tx, newUser({ email: 'ada@example.com' })))
    const inserted = await Promise.allSettled(Array.from({ length: 20 }, insert))
    expect(inserted.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('a user is found by address, by folded username and by id, with or without a password', async () => {
    const store = await startStore(engine)
    const id = await storeUser(store, { email: 'ada@example.com', username: 'Ada', usernameKey: 'ada' })
    expect(await findUserWithPassword(store.read, { email: 'ada@example.com' })).toMatchObject({
      user: { id },
      password: null,
    })
    await store.transaction((tx) => insertPasswordCredential(tx, { userId: id, hash: 'h', now: noon }))
    for (const key of [{ email: 'ada@example.com' }, { usernameKey: 'ada' }, { id }]) {
      expect(await findUserWithPassword(store.read, key)).toMatchObject({ user: { id }, password: { hash: 'h' } })
      expect(await findUserByKey(store.read, key)).toMatchObject({ id })
    }
  })

  test('no user is found by another case or by a pattern, because the database does not fold or match', async () => {
    const store = await startStore(engine)
    await storeUser(store, { email: 'ada@example.com', username: 'Ada', usernameKey: 'ada' })
    const names = ['Ada', 'ad_', 'ada ', "' or 1=1 --", ''].map((usernameKey) => ({ usernameKey }))
    for (const key of [{ email: 'ADA@example.com' }, { email: 'ada%' }, { id: '' }, ...names]) {
      expect(await findUserWithPassword(store.read, key), JSON.stringify(key)).toBeNull()
      expect(await findUserByKey(store.read, key), JSON.stringify(key)).toBeNull()
    }
  })

  test('replacing a user changes the given values only, and returns null for an unknown user', async () => {
    const store = await startStore(engine)
    const id = await storeUser(store, { email: 'ada@example.com', username: 'Ada', usernameKey: 'ada' })
    const updatedAt = addSeconds(noon, 60)
    const changes = { username: null, usernameKey: null, updatedAt }
    const replaced = await store.transaction((tx) => replaceUser(tx, id, changes))
    expect(replaced).toMatchObject({ email: 'ada@example.com', username: null, createdAt: noon, updatedAt })
    expect(await store.transaction((tx) => replaceUser(tx, 'nobody', changes))).toBeNull()
  })

  test('a username that is taken is told apart from all other failures', async () => {
    const store = await startStore(engine)
    await storeUser(store, { username: 'Ada', usernameKey: 'ada' })
    const id = await storeUser(store, { username: 'Grace', usernameKey: 'grace' })
    const changes = { username: 'ADA', usernameKey: 'ada', updatedAt: noon }
    const taken = await store.transaction((tx) => replaceUser(tx, id, changes)).catch((error: unknown) => error)
    expect(isUniqueViolation(taken)).toBe(true)
    const orphan = await store
      .transaction((tx) => insertProfile(tx, { userId: 'nobody' }))
      .catch((error: unknown) => error)
    expect(orphan).toBeInstanceOf(Error)
    expect(isUniqueViolation(orphan)).toBe(false)
    expect(await findUser(store.read, id)).toMatchObject({ username: 'Grace' })
  })

  test('a profile keeps flags, numbers and lines, and null clears one field only', async () => {
    const store = await startStore(engine)
    const userId = await storeUser(store)
    const profile = { userId, sex: 9, age: 0, certificateChecked: false, intro: 'one\n\ttwo “three” 数' }
    await store.transaction((tx) => insertProfile(tx, profile))
    expect(await findProfile(store.read, userId)).toMatchObject({ ...profile, school: null })
    await store.transaction((tx) => replaceProfile(tx, userId, { age: null, certificateChecked: true }))
    expect(await findProfile(store.read, userId)).toMatchObject({ ...profile, age: null, certificateChecked: true })
  })

  test('deleting a user deletes the profile, the password and the sessions of that user only', async () => {
    const store = await startStore(engine)
    const gone = await storeUser(store)
    const kept = await storeUser(store)
    const sessions = [await storeSession(store, gone), await storeSession(store, kept)] as const
    await store.transaction(async (tx) => {
      for (const userId of [gone, kept]) {
        await insertProfile(tx, { userId })
        await insertPasswordCredential(tx, { userId, hash: 'h', now: noon })
      }
    })
    expect(await store.transaction((tx) => deleteUser(tx, gone))).toBe(true)
    expect(await store.transaction((tx) => deleteUser(tx, gone))).toBe(false)
    const { passwordCredentials, profiles } = store.read.tables
    expect(await store.read.select().from(passwordCredentials)).toMatchObject([{ userId: kept }])
    expect(await store.read.select().from(profiles)).toMatchObject([{ userId: kept }])
    expect(await findSession(store.read, sessions[0])).toBeNull()
    expect(await findSession(store.read, sessions[1])).toMatchObject({ user: { id: kept } })
  })
})
