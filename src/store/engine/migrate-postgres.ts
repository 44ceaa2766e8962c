import type pg from 'pg'
import { type AppliedMigration, createJournal, pendingMigrations, readMigrations } from './migrations.js'
import { beginWithoutTimeouts } from './postgres-pooler.js'

/** A number that no other program locks. The lock lets one of several starting instances migrate. */
const migrationLock = 7_355_608_412

/** Migrates without time-outs, because other instances wait for the lock as long as a migration takes. Ends the client. */
export async function migratePostgres(client: pg.Client): Promise<void> {
  try {
    await client.query(beginWithoutTimeouts)
    await client.query('select pg_advisory_xact_lock($1)', [migrationLock])
    await client.query(createJournal)
    await applyPending(client)
    await client.query('commit')
  } finally {
    // Closes the connection, and with it the transaction and the lock.
    await client.end()
  }
}

async function applyPending(client: pg.Client): Promise<void> {
  const applied = await client.query<AppliedMigration>(
    'select place, name, digest from schema_migrations order by place',
  )
  const pending = pendingMigrations(readMigrations('postgres'), applied.rows)
  for (const { place, name, digest, statements } of pending) {
    for (const statement of statements) await client.query(statement)
    await client.query('insert into schema_migrations values ($1, $2, $3)', [place, name, digest])
  }
}
