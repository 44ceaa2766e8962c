import type { Settings } from '../../config/settings.js'
import type { PostgresOptions } from './store.js'

export function postgresOptionsOf({ DATABASE_POOLER, PGSSLMODE, PGSSLROOTCERT }: Settings): PostgresOptions {
  return { pooler: DATABASE_POOLER, sslmode: PGSSLMODE, sslrootcert: PGSSLROOTCERT }
}
