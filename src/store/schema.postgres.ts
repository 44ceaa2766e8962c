import * as columns from './columns.postgres.js'
import { type ColumnKit, defineTables } from './tables.js'

export const { users, profiles, passwordCredentials, sessions, signingKeys, throttles, auditEvents } = defineTables(
  columns as unknown as ColumnKit,
)
