import Sqlite from 'better-sqlite3'
import pg from 'pg'
import type { RunningApp } from './start-app.js'

/** What an operator could do to the database behind the server’s back. */
export async function executeSql({ settings }: RunningApp, statements: string): Promise<void> {
  const url = settings.DATABASE_URL
  if (url.startsWith('file:')) {
    const database = new Sqlite(url.slice('file:'.length))
    database.exec(statements)
    database.close()
    return
  }
  const client = new pg.Client(url)
  await client.connect()
  await client.query(statements)
  await client.end()
}
