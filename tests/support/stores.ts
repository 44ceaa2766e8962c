import SqliteConnection from 'better-sqlite3'
import pg from 'pg'
import { onTestFinished } from 'vitest'
import { createLog } from '../../src/platform/log.js'
import { openStore } from '../../src/store/engine/open.js'
import type { Store } from '../../src/store/engine/store.js'
import { createDatabase, type Engine } from './engines.js'

export const silentLog = createLog({ level: 'silent', format: 'json' })

/** A store on an empty database of its own. Closed when the test ends. */
export async function startStore(engine: Engine): Promise<Store> {
  return startStoreOn(await createDatabase(engine))
}

/** Another store on a database that is there, as another instance has it. */
export async function startStoreOn(databaseUrl: string): Promise<Store> {
  const store = await openStore(databaseUrl, silentLog)
  onTestFinished(() => store[Symbol.asyncDispose]())
  return store
}

/** Runs one statement beside the store, as an operator with a database shell can. */
export async function runSql(databaseUrl: string, statement: string): Promise<unknown[]> {
  return databaseUrl.startsWith('file:') ? runOnSqlite(databaseUrl, statement) : runOnPostgres(databaseUrl, statement)
}

function runOnSqlite(databaseUrl: string, statement: string): unknown[] {
  const connection = new SqliteConnection(databaseUrl.slice('file:'.length))
  try {
    const prepared = connection.prepare(statement)
    return prepared.reader ? prepared.all() : [prepared.run()]
  } finally {
    connection.close()
  }
}

async function runOnPostgres(databaseUrl: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client(databaseUrl)
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}
