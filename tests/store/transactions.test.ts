import { describe, expect, test } from 'vitest'
import { openStore } from '../../src/store/engine/open.js'
import type { Store, Writer } from '../../src/store/engine/store.js'
import { findUser, insertUser } from '../../src/store/users.js'
import { createDatabase, engines } from '../support/engines.js'
import { newUser } from '../support/new-rows.js'
import { runSql, silentLog, startStore, startStoreOn } from '../support/stores.js'

const listUsers = (store: Store) => store.read.select().from(store.read.tables.users)

describe.each(engines)('transactions on %s', (engine) => {
  test('an error inside a transaction rolls it back and is thrown unchanged', async () => {
    const store = await startStore(engine)
    const failure = new Error('after the first write')
    const work = async (tx: Writer) => {
      await insertUser(tx, newUser())
      throw failure
    }
    await expect(store.transaction(work)).rejects.toBe(failure)
    expect(await listUsers(store)).toEqual([])
  })

  test('a failed statement rolls back the statements before it, and the next transaction works', async () => {
    const store = await startStore(engine)
    const work = async (tx: Writer) => {
      await insertUser(tx, newUser())
      await tx.insert(tx.tables.profiles).values({ userId: 'nobody' })
    }
    await expect(store.transaction(work)).rejects.toThrow()
    const user = newUser()
    await store.transaction((tx) => insertUser(tx, user))
    expect(await listUsers(store)).toMatchObject([{ id: user.id }])
  })

  test('readers never see an open transaction, it sees itself, and a commit is visible at once', async () => {
    const store = await startStore(engine)
    const { id } = newUser()
    const written = Promise.withResolvers<void>()
    const looked = Promise.withResolvers<void>()
    const committed = store.transaction(async (tx) => {
      await insertUser(tx, newUser({ id }))
      written.resolve()
      await looked.promise
      return findUser(tx, id)
    })
    await written.promise
    expect(await findUser(store.read, id)).toBeNull()
    looked.resolve()
    expect(await committed).toMatchObject({ id })
    expect(await findUser(store.read, id)).toMatchObject({ id })
  })

  test('a hundred transactions at once all commit, with two stores on one database', async () => {
    const databaseUrl = await createDatabase(engine)
    const stores = [await startStoreOn(databaseUrl), await startStoreOn(databaseUrl)]
    const insertTen = (store: Store) =>
      Array.from({ length: 50 }, () => store.transaction((tx) => insertUser(tx, newUser())))
    await Promise.all(stores.flatMap(insertTen))
    for (const store of stores) expect(await listUsers(store)).toHaveLength(100)
  })

  test('transactions that are committed together succeed and fail independently', async () => {
    const store = await startStore(engine)
    const works: ((tx: Writer) => Promise<unknown>)[] = [
      (tx) => insertUser(tx, newUser()),
      async (tx) => {
        await insertUser(tx, newUser())
        throw new Error('after a write')
      },
      async (tx) => {
        await insertUser(tx, newUser())
        await tx.insert(tx.tables.profiles).values({ userId: 'nobody' })
      },
    ]
    const outcomes = await Promise.allSettled(
      Array.from({ length: 60 }, (_, place) => store.transaction(works[place % 3] as (typeof works)[0])),
    )
    const statuses = outcomes.slice(0, 3).map(({ status }) => status)
    expect(statuses).toEqual(['fulfilled', 'rejected', 'rejected'])
    expect(await listUsers(store)).toHaveLength(20)
  })

  test('a transaction that runs while the store closes is still committed', async () => {
    const databaseUrl = await createDatabase(engine)
    const store = await openStore(databaseUrl, silentLog)
    const written = Promise.withResolvers<void>()
    const closing = Promise.withResolvers<void>()
    const committed = store.transaction(async (tx) => {
      await insertUser(tx, newUser())
      written.resolve()
      await closing.promise
    })
    await written.promise
    const closed = store[Symbol.asyncDispose]()
    closing.resolve()
    await Promise.all([committed, closed])
    expect(await runSql(databaseUrl, 'select id from users')).toHaveLength(1)
  })

  test('a ping of an open database resolves', async () => {
    const store = await startStore(engine)
    await expect(store.ping()).resolves.toBeUndefined()
  })
})
