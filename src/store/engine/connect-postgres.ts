import pg from 'pg'
import type { PostgresAddress, Tls } from './postgres-address.js'
import type { Pooler } from './postgres-pooler.js'

/** Maximum time to connect. */
const connectMs = 5000
/** An unusual time-out, which shows whether a pooler dropped it. */
const probeMs = 7999

/** The settings that the first connection found out, for all later connections. */
export interface Found {
  config: pg.ClientConfig
  pooler: Pooler
}

/**
 * Opens the first connection. If `sslmode` leaves that open, it finds out whether the server speaks TLS. If `pooler` is
 * `auto`, it finds out whether a pooler is in front of PostgreSQL. The caller ends the client.
 */
export async function connectFirst(
  address: PostgresAddress,
  pooler: Pooler | 'auto',
): Promise<Found & { client: pg.Client }> {
  const [first, ...others] = address.tls
  try {
    return await connectBy(configOf(address, first), pooler)
  } catch (error) {
    const [second] = others
    if (second === undefined || !isAboutTls(error)) throw error
    return connectBy(configOf(address, second), pooler)
  }
}

function configOf({ connectionString }: PostgresAddress, tls: Tls): pg.ClientConfig {
  const config = { connectionString, application_name: 'latchkey', connectionTimeoutMillis: connectMs, keepAlive: true }
  // PostgreSQL does not offer TLS on Unix sockets.
  const isLocal = new pg.Client(config).host.startsWith('/')
  return { ...config, ssl: isLocal || tls === null ? false : tls }
}

/** The server does not offer TLS, or its rules (pg_hba.conf) refuse this kind of connection. */
function isAboutTls(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown }
  return code === '28000' || message === 'The server does not support SSL connections'
}

async function connectBy(config: pg.ClientConfig, wanted: Pooler | 'auto'): Promise<Found & { client: pg.Client }> {
  if (wanted !== 'auto') return { config, pooler: wanted, client: await connect(config) }
  try {
    const client = await connect({ ...config, statement_timeout: probeMs })
    return { config, client, pooler: (await hasArrived(client)) ? 'none' : 'transaction' }
  } catch (error) {
    if (!isUnsupportedParameter(error)) throw error
    return { config, pooler: 'transaction', client: await connect(config) }
  }
}

async function connect(config: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client(config)
  // A lost connection also rejects the current query.
  client.on('error', () => undefined)
  await client.connect()
  return client
}

/** A pooler may silently drop the time-out (`ignore_startup_parameters` of PgBouncer). */
async function hasArrived(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ statement_timeout: string }>('show statement_timeout')
  return rows[0]?.statement_timeout === `${probeMs}ms`
}

export function isUnsupportedParameter(error: unknown): boolean {
  return error instanceof Error && /unsupported startup parameter/.test(error.message)
}
