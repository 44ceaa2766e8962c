import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { expireRows } from '../../src/jobs/expire-rows.js'
import type { Store } from '../../src/store/engine/store.js'
import { createDatabase } from '../support/engines.js'
import { createFakeClock } from '../support/fake-clock.js'
import { newSession, newUser } from '../support/new-rows.js'
import { startStoreOn } from '../support/stores.js'

const goOn = new AbortController().signal
const auditSeconds = 86_400

/** Of sessions and throttles, all long over. */
async function fill(store: Store, count: number): Promise<string[]> {
  const user = newUser()
  const sessions = Array.from({ length: count }, () => newSession(user.id))
  await store.transaction(async (tx) => {
    await tx.insert(tx.tables.users).values(user)
    await tx.insert(tx.tables.sessions).values(sessions)
    await tx.insert(tx.tables.throttles).values(sessions.map(({ id }) => ({ key: id, drainedAtMs: 1 })))
  })
  return sessions.map(({ id }) => id)
}

async function clean(store: Store): Promise<void> {
  const clock = createFakeClock()
  clock.move(3650 * 86_400)
  await expireRows({ store, clock, auditSeconds, mailSeconds: auditSeconds }).run(goOn)
}

describe('clean-up of several instances on PostgreSQL', () => {
  test('none of five parallel clean-ups blocks or fails, and all old rows are deleted', async () => {
    const databaseUrl = await createDatabase('postgres')
    const stores = await Promise.all(Array.from({ length: 5 }, () => startStoreOn(databaseUrl)))
    const [first] = stores as [Store]
    await fill(first, 900)
    await Promise.all(stores.map(clean))
    await clean(first)
    const { sessions, throttles } = first.read.tables
    expect(await first.read.select().from(sessions)).toEqual([])
    expect(await first.read.select().from(throttles)).toEqual([])
  })

  test('a clean-up skips a row that a request holds and deletes it the next time', async () => {
    const databaseUrl = await createDatabase('postgres')
    const [requests, cleaner] = [await startStoreOn(databaseUrl), await startStoreOn(databaseUrl)]
    const [held = ''] = await fill(requests, 3)
    const { sessions, throttles } = requests.read.tables
    await requests.transaction(async (tx) => {
      await tx.update(sessions).set({ deviceName: 'held' }).where(eq(sessions.id, held))
      await tx.update(throttles).set({ drainedAtMs: 2 }).where(eq(throttles.key, held))
      await clean(cleaner)
    })
    expect(await cleaner.read.select({ id: sessions.id }).from(sessions)).toEqual([{ id: held }])
    expect(await cleaner.read.select({ key: throttles.key }).from(throttles)).toEqual([{ key: held }])
    await clean(cleaner)
    expect(await cleaner.read.select().from(sessions)).toEqual([])
  })
})
