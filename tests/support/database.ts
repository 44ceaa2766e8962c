import { eq } from 'drizzle-orm'
import { onTestFinished } from 'vitest'
import { createLog } from '../../src/platform/log.js'
import { randomId } from '../../src/platform/random.js'
import { completeRegistration } from '../../src/registration/pending-registration.js'
import { openStore } from '../../src/store/engine/open.js'
import type { Store, Writer } from '../../src/store/engine/store.js'
import { findUserWithPassword, insertPasswordCredential } from '../../src/store/passwords.js'
import type { NewUser } from '../../src/store/tables/users.js'
import { insertProfile, insertUser, replaceUser } from '../../src/store/users.js'
import type { RunningApp } from './start-app.js'

/** Works on the rows of a running app as an administrator or an import would, past its rules. */
export async function plant<T>(running: RunningApp, work: (tx: Writer) => Promise<T>): Promise<T> {
  const store = stores.get(running) ?? openBeside(running)
  stores.set(running, store)
  return (await store).transaction(work)
}

const stores = new WeakMap<RunningApp, Promise<Store>>()

/** A second connection to the same database. Closed when the test ends. */
async function openBeside({ settings }: RunningApp): Promise<Store> {
  const store = await openStore(settings.DATABASE_URL, createLog({ level: 'silent', format: 'json' }))
  onTestFinished(() => store[Symbol.asyncDispose]())
  return store
}

export async function disable(running: RunningApp, userId: string): Promise<void> {
  const now = running.clock.now()
  await plant(running, (tx) => replaceUser(tx, userId, { disabledAt: now, updatedAt: now }))
}

/** As if the user had proven the address, also that of a pending registration. */
export async function verifyEmail(running: RunningApp, email: string): Promise<void> {
  const now = running.clock.now()
  await plant(running, async (tx) => {
    await completeRegistration(tx, { email }, now)
    await tx.update(tx.tables.users).set({ emailVerifiedAt: now }).where(eq(tx.tables.users.email, email))
  })
}

/** A user as an import brings them; without a hash one that has no password. Gives the id. */
export async function importUser(running: RunningApp, user: Partial<NewUser>, hash?: string): Promise<string> {
  const [id, now] = [randomId(), running.clock.now()]
  await plant(running, async (tx) => {
    await insertUser(tx, { id, createdAt: now, updatedAt: now, ...user })
    await insertProfile(tx, { userId: id })
    if (hash !== undefined) await insertPasswordCredential(tx, { userId: id, hash, now })
  })
  return id
}

export async function hashOf(running: RunningApp, id: string): Promise<string | null> {
  return plant(running, async (tx) => (await findUserWithPassword(tx, { id }))?.password?.hash ?? null)
}

export interface RowCounts {
  users: number
  profiles: number
  passwordCredentials: number
  sessions: number
  pendingRegistrations: number
}

export async function countRows(running: RunningApp): Promise<RowCounts> {
  return plant(running, async (tx) => {
    const { users, profiles, passwordCredentials, sessions, pendingRegistrations } = tx.tables
    return {
      users: (await tx.select().from(users)).length,
      profiles: (await tx.select().from(profiles)).length,
      passwordCredentials: (await tx.select().from(passwordCredentials)).length,
      sessions: (await tx.select().from(sessions)).length,
      pendingRegistrations: (await tx.select().from(pendingRegistrations)).length,
    }
  })
}
