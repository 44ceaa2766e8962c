import { readFileSync } from 'node:fs'
import type { ConnectionOptions } from 'node:tls'
import { ConfigurationError } from '../../config/mistakes.js'

/** With the meaning of libpq ("SSL Mode Descriptions"). `no-verify` is the name of node-postgres for `require`. */
export const sslModes = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify'] as const
export type SslMode = (typeof sslModes)[number]

/** Null: a connection without TLS. */
export type Tls = ConnectionOptions | null

export interface PostgresAddress {
  /** Without the parameters of TLS, because node-postgres gives them another meaning than libpq. */
  connectionString: string
  /** The ways to connect, in the order to try. The second is for servers that refuse the first. */
  tls: readonly [Tls, ...Tls[]]
}

export interface SslDefaults {
  /** Null: `prefer`, as in libpq. */
  sslmode: SslMode | null
  /** A file of certificates in PEM, or `system`. */
  sslrootcert: string | null
}

const tlsParameters = ['sslmode', 'ssl', 'sslrootcert', 'sslcert', 'sslkey', 'sslpassword', 'uselibpqcompat']

/** Reads a `postgres://` URL. Throws {@link ConfigurationError} for the mistakes that libpq refuses. */
export function readPostgresAddress(url: string, defaults: SslDefaults): PostgresAddress {
  const [base = '', query = ''] = url.split(/\?(.*)/s)
  const parameters = new URLSearchParams(query)
  const read = (name: string) => parameters.get(name)
  const ca = read('sslrootcert') ?? defaults.sslrootcert
  const mode = readMode(read('sslmode') ?? (read('ssl') === 'true' ? 'require' : defaults.sslmode), ca)
  const tls = attemptsOf(mode, { ...verificationOf(mode, ca), ...readClientCertificate(read) })
  for (const name of tlsParameters) parameters.delete(name)
  const rest = parameters.toString()
  return { connectionString: rest === '' ? base : `${base}?${rest}`, tls }
}

function readMode(given: string | null, ca: string | null): SslMode {
  const mode = given === null ? 'prefer' : sslModes.find((each) => each === given)
  if (mode === undefined) throw mistake(`with sslmode as one of ${sslModes.join(', ')}`)
  if (ca === 'system') return requireFull(given)
  if (mode === 'verify-ca' && ca === null) {
    throw mistake(
      'with sslrootcert=FILE if sslmode=verify-ca: without it, a certificate of any public CA would be accepted',
    )
  }
  return mode
}

/** Public CAs sign certificates for all hosts, so the name of the host must be checked too. */
function requireFull(given: string | null): SslMode {
  if (given === null || given === 'verify-full') return 'verify-full'
  throw mistake('with sslmode=verify-full if sslrootcert=system')
}

/** As in libpq, a given CA is always used. Without a CA only `verify-full` verifies, with the CAs of Node. */
function verificationOf(mode: SslMode, ca: string | null): ConnectionOptions {
  const authorities = ca === null || ca === 'system' ? {} : { ca: readPem('sslrootcert', ca) }
  if (mode === 'verify-full') return { ...authorities, rejectUnauthorized: true }
  return { ...authorities, rejectUnauthorized: 'ca' in authorities, checkServerIdentity: () => undefined }
}

function readClientCertificate(read: (name: string) => string | null): ConnectionOptions {
  const [cert, key, passphrase] = [read('sslcert'), read('sslkey'), read('sslpassword')]
  return {
    ...(cert !== null && { cert: readPem('sslcert', cert) }),
    ...(key !== null && { key: readPem('sslkey', key) }),
    ...(passphrase !== null && { passphrase }),
  }
}

function attemptsOf(mode: SslMode, tls: ConnectionOptions): PostgresAddress['tls'] {
  if (mode === 'disable') return [null]
  if (mode === 'allow') return [null, tls]
  return mode === 'prefer' ? [tls, null] : [tls]
}

function readPem(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw mistake(`with ${name} as a file that this process can read: ${(error as Error).message}`)
  }
}

function mistake(expected: string): ConfigurationError {
  return new ConfigurationError([{ name: 'DATABASE_URL', given: null, expected: `given ${expected}` }])
}
