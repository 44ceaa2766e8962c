import { describe, expect, test } from 'vitest'
import { randomId } from '../../src/platform/random.js'
import { type AccountOrder, accountSections } from '../../src/store/account-sections.js'
import { selectAccounts } from '../../src/store/accounts.js'
import { createDatabase, type Engine, engines } from '../support/engines.js'
import { explainPlan, isWholeScan } from '../support/query-plans.js'
import { startStoreOn } from '../support/stores.js'

const noon = new Date('2026-01-01T12:00:00Z')
const orders: readonly AccountOrder[] = ['CREATED_NEWEST', 'CREATED_OLDEST', 'EMAIL', 'LAST_SIGN_IN']

async function startWithUsers(engine: Engine) {
  const databaseUrl = await createDatabase(engine)
  const store = await startStoreOn(databaseUrl)
  const rows = Array.from({ length: 3000 }, (_, place) => {
    const at = new Date(noon.getTime() + place * 1000)
    const names = { email: `user-${place}@example.com`, username: `name_${place}`, usernameKey: `name_${place}` }
    return { id: randomId(), ...names, createdAt: at, updatedAt: at, lastSignInAt: place % 2 ? at : null }
  })
  for (let start = 0; start < rows.length; start += 500)
    await store.transaction((tx) => tx.insert(tx.tables.users).values(rows.slice(start, start + 500)))
  return { store, databaseUrl, rows }
}

describe.each(engines)('the list of users on %s', (engine) => {
  test('every order, every search and both directions of the list of users read an index and sort nothing', async () => {
    const { store, databaseUrl, rows } = await startWithUsers(engine)
    const lists = [
      ...orders.map((order) => ({ order, search: null })),
      ...['user-1', 'name_2', rows[7]?.id.slice(0, 8) ?? ''].map((search) => ({ order: 'EMAIL' as const, search })),
    ]
    const pages = lists.flatMap((list) =>
      accountSections(store.read, list).flatMap((section, place) =>
        [false, true].map((isBackward) => ({
          name: JSON.stringify({ ...list, place, isBackward }),
          section,
          isBackward,
        })),
      ),
    )
    for (const { name, ...page } of pages) {
      const query = selectAccounts(store.read, { ...page, condition: undefined, from: null, max: 20 })
      const plan = await explainPlan({ engine, databaseUrl }, query)
      // PostgreSQL knows that no user lacks a time of creation.
      const isEmpty = plan.includes('One-Time Filter: false')
      expect(!isEmpty && isWholeScan(plan, 'users'), `${name}: ${plan}`).toBe(false)
    }
  }, 60_000)
})
