import { getTableColumns } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { addSeconds } from '../../src/platform/durations.js'
import { deleteExpired, expiringTables } from '../../src/store/expired-rows.js'
import { insertIncompleteRegistration } from '../../src/store/incomplete-registrations.js'
import * as columns from '../../src/store/tables/columns.sqlite.js'
import { defineTables } from '../../src/store/tables/tables.js'
import { engines } from '../support/engines.js'
import { noon } from '../support/new-rows.js'
import { startStore } from '../support/stores.js'

/** Sessions are kept for a while after their end, and the rows of mails are kept without their content. */
const withOwnRules = ['sessions', 'outboxMessages']

test('the rows of every table that expire are deleted, unless the table has a rule of its own', () => {
  const declared = Object.entries(defineTables(columns))
    .filter(([, table]) => Object.hasOwn(getTableColumns(table as never), 'expiresAt'))
    .map(([name]) => name)
  expect([...expiringTables, ...withOwnRules].sort()).toEqual(declared.sort())
})

describe.each(engines)('rows that expired on %s', (engine) => {
  test('a batch deletes so many rows that expired, and none that has not', async () => {
    const store = await startStore(engine)
    const empty = { email: null, sealedIdentity: null, accessLifetimeSeconds: null, createdAt: noon }
    const lifetimes = { early: 1, late: 2, alive: 3 }
    for (const [tokenHash, seconds] of Object.entries(lifetimes)) {
      const expiresAt = addSeconds(noon, seconds)
      await store.transaction((tx) => insertIncompleteRegistration(tx, { ...empty, tokenHash, expiresAt }))
    }
    const now = addSeconds(noon, 2)
    const deleteOne = () => store.transaction((tx) => deleteExpired(tx, 'incompleteRegistrations', { now, max: 1 }))
    expect([await deleteOne(), await deleteOne(), await deleteOne()]).toEqual([1, 1, 0])
    const left = await store.read.select().from(store.read.tables.incompleteRegistrations)
    expect(left.map(({ tokenHash }) => tokenHash)).toEqual(['alive'])
  })

  test.each(expiringTables)('a batch can be deleted from %s', async (name) => {
    const store = await startStore(engine)
    expect(await store.transaction((tx) => deleteExpired(tx, name, { now: noon, max: 10 }))).toBe(0)
  })
})
