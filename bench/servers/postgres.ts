import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbeddedPostgres } from '../../tests/support/embedded-postgres.ts'

export interface Postgres extends AsyncDisposable {
  /** The URL of a new, empty database. */
  createDatabase(name: string): Promise<string>
}

const flags = ['-c', 'shared_buffers=1GB', '-c', 'max_wal_size=4GB']
const logging = ['-c', 'log_statement=all', '-c', 'log_line_prefix=@%p ']

/** Gets every line of the server's log, with every statement in it. */
export type StatementLog = (lines: string) => void

/** A PostgreSQL of our own: its defaults, so every commit is on the disk, with a gigabyte of shared buffers. */
export async function startPostgres(scratch: string, log?: StatementLog): Promise<Postgres> {
  const folder = join(scratch, 'postgres')
  mkdirSync(folder)
  const { server, url } = await startEmbeddedPostgres(folder, {
    flags: [...flags, ...(log === undefined ? [] : logging)],
    ...(log && { onLog: log }),
  })
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
