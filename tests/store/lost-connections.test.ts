import { expect, test } from 'vitest'
import type { Store } from '../../src/store/engine/store.js'
import { asUnavailable } from '../../src/store/engine/unavailable.js'
import { insertUser } from '../../src/store/users.js'
import { createDatabase } from '../support/engines.js'
import { newUser } from '../support/new-rows.js'
import { runSql, startStoreOn } from '../support/stores.js'

/** What a restart of PostgreSQL does to the connections of a store. */
const kill = (which: string) =>
  `select pg_terminate_backend(pid) from pg_stat_activity
   where datname = current_database() and application_name = 'latchkey' and ${which}`
const poolSize = 10

const insert = (store: Store, email: string | null = null) =>
  store.transaction((tx) => insertUser(tx, newUser({ email })))
const listUsers = (store: Store) => store.read.select().from(store.read.tables.users)

/** Resolves when this many transactions are open at the same time. */
async function openTogether(store: Store, count: number): Promise<void> {
  const allOpen = Promise.withResolvers<void>()
  let open = 0
  const wait = async () => {
    if (++open === count) allOpen.resolve()
    await allOpen.promise
  }
  await Promise.all(Array.from({ length: count }, () => store.transaction(wait)))
}

test('idle database connections that are lost are replaced', async () => {
  const databaseUrl = await createDatabase('postgres')
  const store = await startStoreOn(databaseUrl)
  await openTogether(store, poolSize)
  await runSql(databaseUrl, kill('true'))
  await expect.poll(() => insert(store).then(() => 'works', asUnavailable)).toBe('works')
  await openTogether(store, poolSize)
})

test('a connection that is lost during a statement is Unavailable, and other transactions continue', async () => {
  const databaseUrl = await createDatabase('postgres')
  const store = await startStoreOn(databaseUrl)
  const written = Promise.withResolvers<void>()
  const lost = Promise.withResolvers<void>()
  const holder = store.transaction(async (tx) => {
    await insertUser(tx, newUser({ email: 'ada@example.com' }))
    written.resolve()
    await lost.promise
  })
  await written.promise
  const waiting = insert(store, 'ada@example.com').catch((error: unknown) => error)
  await expect.poll(() => runSql(databaseUrl, kill("wait_event_type = 'Lock'"))).toHaveLength(1)
  const outcome = await waiting
  lost.resolve()
  await holder
  await insert(store)
  expect(await listUsers(store)).toHaveLength(2)
  expect(asUnavailable(outcome)).not.toBeNull()
})

test('connections that are lost while transactions begin are Unavailable, and the whole pool recovers', async () => {
  const databaseUrl = await createDatabase('postgres')
  const store = await startStoreOn(databaseUrl)
  for (let round = 0; round < 3; round++) {
    const killed = runSql(databaseUrl, kill('true'))
    const inserted = await Promise.allSettled(Array.from({ length: 300 }, () => insert(store)))
    await killed
    const reasons = inserted.filter((one) => one.status === 'rejected').map(({ reason }) => reason)
    expect(reasons.filter((reason) => asUnavailable(reason) === null)).toEqual([])
  }
  await openTogether(store, poolSize)
})
