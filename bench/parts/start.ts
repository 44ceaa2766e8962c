import { prepareDatabase, sqliteUrl } from '../seeding/prepare.ts'
import { startLatchkey } from '../servers/latchkey.ts'
import type { Part } from './part.ts'

/** From spawn to the first 200 of /readyz, and what the process then weighs. The database is there, as after an upgrade. */
export async function measureStart({ options, rows, scratch }: Part): Promise<void> {
  const { users } = options
  const database = await prepareDatabase(sqliteUrl(scratch, 'start'), { users, sessions: users, cost: 10 })
  for (let start = 0; start < options.starts; start += 1) {
    const server = await startLatchkey({ databaseUrl: database.url, folder: database.folder })
    const key = { part: 'start', who: 'Latchkey', at: 0 }
    rows.add({ ...key, what: 'start to ready', unit: 'ms' }, server.readyMs)
    rows.add({ ...key, what: 'memory after start', unit: 'MiB' }, server.residentMiB())
    await server[Symbol.asyncDispose]()
  }
}
