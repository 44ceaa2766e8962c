import Sqlite from 'better-sqlite3'
import { onPostgres } from '../servers/postgres.ts'

/** Bytes of each table with its indexes. */
export async function readTableBytes(databaseUrl: string): Promise<Record<string, number>> {
  const rows = databaseUrl.startsWith('file:')
    ? readSqlite(databaseUrl.slice('file:'.length))
    : await readPostgres(databaseUrl)
  return Object.fromEntries(rows.map(({ name, bytes }) => [name, Number(bytes)]))
}

interface TableBytes {
  name: string
  bytes: number | string
}

function readSqlite(file: string): TableBytes[] {
  const database = new Sqlite(file, { readonly: true })
  const rows = database
    .prepare(
      'select m.tbl_name as name, sum(s.pgsize) as bytes from dbstat s join sqlite_master m on m.name = s.name group by m.tbl_name',
    )
    .all()
  database.close()
  return rows as TableBytes[]
}

function readPostgres(url: string): Promise<TableBytes[]> {
  return onPostgres(url, async (client) => {
    const { rows } = await client.query<TableBytes>(
      "select relname as name, pg_total_relation_size(oid) as bytes from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace",
    )
    return rows
  })
}
