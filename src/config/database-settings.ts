import { oneOf, text } from './parsers.js'
import { of, optional } from './setting.js'

/** How to connect to the PostgreSQL of DATABASE_URL. */
export const databaseSettings = {
  DATABASE_POOLER: of(
    oneOf('auto', 'none', 'session', 'transaction'),
    'auto',
    'The mode of a pooler such as PgBouncer in front of PostgreSQL. `auto` detects a pooler at the start.',
  ),
  PGSSLMODE: {
    ...optional<SslMode | null>(
      oneOf('disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'),
      null,
      'TLS to PostgreSQL, as libpq means it, unless DATABASE_URL has `sslmode`.',
    ),
    shownDefault: '`prefer`',
    example: 'verify-full',
  },
  PGSSLROOTCERT: {
    ...optional<string | null>(
      text,
      null,
      'File with the CA of PostgreSQL in PEM, or `system`, unless DATABASE_URL has `sslrootcert`.',
    ),
    shownDefault: 'none',
    example: '/etc/ssl/postgres-ca.pem',
  },
} as const

type SslMode = 'disable' | 'allow' | 'prefer' | 'require' | 'verify-ca' | 'verify-full'
