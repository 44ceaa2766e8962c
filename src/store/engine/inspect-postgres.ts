import type pg from 'pg'
import { connectFirst } from './connect-postgres.js'
import { explainFailure } from './explain-failure.js'
import { type AppliedMigration, pendingMigrations, readMigrations } from './migrations.js'
import { readPostgresAddress } from './postgres-address.js'
import type { DatabaseState, PostgresOptions } from './store.js'

export async function inspectPostgres(
  url: string,
  { pooler = 'auto', sslmode = null, sslrootcert = null }: PostgresOptions,
): Promise<DatabaseState> {
  try {
    const { client } = await connectFirst(readPostgresAddress(url, { sslmode, sslrootcert }), pooler)
    try {
      return await inspect(client)
    } finally {
      await client.end()
    }
  } catch (error) {
    throw explainFailure(error)
  }
}

async function inspect(client: pg.Client): Promise<DatabaseState> {
  const { rows } = await client.query<{ journal: string | null; now: Date }>(
    `select to_regclass('schema_migrations')::text as journal, clock_timestamp() as now`,
  )
  const [found] = rows
  const applied = found?.journal
    ? await client.query<AppliedMigration>('select place, name, digest from schema_migrations order by place')
    : { rows: [] }
  const pending = pendingMigrations(readMigrations('postgres'), applied.rows)
  return {
    isEmpty: applied.rows.length === 0,
    pending: pending.map(({ name }) => name),
    now: found?.now ?? null,
  }
}
