import { rmSync } from 'node:fs'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { createLog } from '../../src/platform/log.js'
import { openStore } from '../../src/store/engine/open.js'
import { startEmbeddedPostgres } from './embedded-postgres.js'
import { makeFastFolder } from './fast-folder.js'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Of a real PostgreSQL server that lives as long as the run. */
    postgresUrl: string
  }
}

/** Nothing here outlives the run, and creating a database is most of what the server does. */
const shortLived = {
  fsync: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '4GB',
  autovacuum: 'off',
  max_connections: '300',
}

/** One PostgreSQL for the whole run. Each test makes databases of its own on it, as copies of `migrated`. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = makeFastFolder('latchkey-postgres-', 6 * 2 ** 30)
  const flags = Object.entries(shortLived).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const { server, url } = await startEmbeddedPostgres(folder, { flags })
  await createMigrated(url)
  project.provide('postgresUrl', url)
  return async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function createMigrated(url: string): Promise<void> {
  const client = new pg.Client(`${url}/postgres`)
  await client.connect()
  await client.query('create database migrated')
  await client.end()
  const store = await openStore(`${url}/migrated`, createLog({ level: 'silent', format: 'json' }))
  await store[Symbol.asyncDispose]()
}
