import { DrizzleQueryError } from 'drizzle-orm'
import { ConfigurationError } from '../../config/mistakes.js'
import { MigrationRefused } from './migrations.js'

/** Known reasons, with the advice for the operator. */
const remedies: readonly [reason: RegExp, remedy: string][] = [
  [
    /unsupported startup parameter/,
    'A pooler such as PgBouncer is in front of PostgreSQL: set DATABASE_POOLER to session or transaction.',
  ],
  [
    /self[- ]signed certificate|unable to (verify|get).*certificate/i,
    'Name the CA of the server with sslrootcert=FILE in DATABASE_URL.',
  ],
  [/does not support SSL/, 'Leave sslmode out of DATABASE_URL, or turn TLS on in PostgreSQL.'],
]

/**
 * Turns a failure at the start into one line with the database's own reason. The error of drizzle begins with the
 * statement and its values. The error of Node has no message if all addresses of a host refuse the connection.
 */
export function explainFailure(error: unknown): unknown {
  if (error instanceof ConfigurationError || error instanceof MigrationRefused || !(error instanceof Error))
    return error
  const reason = reasonOf(error)
  const remedy = remedies.find(([pattern]) => pattern.test(reason))?.[1]
  const sentence = `The database cannot be used: ${reason.replace(/\.?$/, '.')}`
  return new Error(remedy === undefined ? sentence : `${sentence} ${remedy}`, { cause: error })
}

/** Whether a query failed, and not the program around it. */
export function isFailedQuery(error: unknown): boolean {
  return error instanceof DrizzleQueryError
}

function reasonOf(error: Error): string {
  if (error instanceof AggregateError) return [...new Set(error.errors.map(messageOf))].join('; ')
  return error.cause instanceof Error ? reasonOf(error.cause) : messageOf(error)
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''
}
