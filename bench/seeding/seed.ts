import { createHash } from 'node:crypto'
import Sqlite from 'better-sqlite3'
import { onPostgres } from '../servers/postgres.ts'
import type { Population } from './population.ts'
import { type Dialect, seedStatements } from './seed-statements.ts'

export interface Seeding extends Population {
  hash: string
}

/** Fills a database that Latchkey has migrated. Rows come in as bulk SQL; their ids are in no order, as real ones are. */
export async function seed(databaseUrl: string, seeding: Seeding): Promise<void> {
  const given = { ...seeding, nowMs: Date.now() }
  if (databaseUrl.startsWith('file:')) seedSqlite(databaseUrl.slice('file:'.length), given)
  else await seedPostgres(databaseUrl, given)
}

type Given = Seeding & { nowMs: number }

const sqlite: Dialect = {
  user: 'user_id',
  session: 'session_id',
  anyId: 'lower(hex(randomblob(16)))',
  series: (count) => `(select * from series where i < ${count})`,
  bytes: (hex) => `unhex(${hex})`,
  instant: (milliseconds) => `(${milliseconds})`,
}

/** Drops the indexes and creates them again: to fill them row by row in random order takes longer than all the rest. */
function seedSqlite(file: string, given: Given): void {
  const database = new Sqlite(file)
  database.function('md5', { deterministic: true }, (text) => createHash('md5').update(String(text)).digest('hex'))
  for (const pragma of ['synchronous = OFF', 'foreign_keys = OFF', 'cache_size = -2000000', 'temp_store = MEMORY'])
    database.pragma(pragma)
  const indexes = database
    .prepare("select name, sql from sqlite_master where type = 'index' and sql is not null")
    .all() as { name: string; sql: string }[]
  const rows = Math.max(given.users, given.sessions)
  database.transaction(() => {
    for (const { name } of indexes) database.exec(`drop index ${name}`)
    database.exec('create temp table series (i integer primary key, user_id text, session_id text)')
    database.exec(
      `insert into series with recursive n (i) as (values (0) union all select i + 1 from n where i + 1 < ${rows}) 
       select i, md5('user' || (i % ${given.users})), md5('session' || i) from n`,
    )
    for (const statement of seedStatements(sqlite, given)) database.exec(statement)
    for (const { sql } of indexes) database.exec(sql)
  })()
  database.pragma('wal_checkpoint(TRUNCATE)')
  database.close()
}

const postgresOf = ({ users }: Population): Dialect => ({
  user: `md5('user' || (i % ${users}))`,
  session: "md5('session' || i)",
  anyId: 'md5(random()::text)',
  series: (count) => `generate_series(0::bigint, ${count - 1}) as series (i)`,
  bytes: (hex) => `decode(${hex}, 'hex')`,
  instant: (milliseconds) => `to_timestamp((${milliseconds}) / 1000.0)`,
})

const secondaryIndexes =
  "select indexname as name, indexdef as sql from pg_indexes where schemaname = 'public' and indexname not like '%_pkey'"

function seedPostgres(databaseUrl: string, given: Given): Promise<void> {
  return onPostgres(databaseUrl, async (client) => {
    // Foreign keys are checked by triggers, row by row; these rows are right by construction.
    await client.query(
      "set session_replication_role = replica; set synchronous_commit = off; set maintenance_work_mem = '512MB'",
    )
    const { rows: indexes } = await client.query<{ name: string; sql: string }>(secondaryIndexes)
    for (const { name } of indexes) await client.query(`drop index "${name}"`)
    for (const statement of seedStatements(postgresOf(given), given)) await client.query(statement)
    for (const { sql } of indexes) await client.query(sql)
    await client.query('vacuum analyze')
    await client.query('checkpoint')
  })
}
