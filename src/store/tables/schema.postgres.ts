import type { ColumnKit } from './column-kit.js'
import * as columns from './columns.postgres.js'
import { defineTables } from './tables.js'

export const {
  users,
  profiles,
  passwordCredentials,
  sessions,
  signingKeys,
  throttles,
  auditEvents,
  outboxMessages,
  emailCodes,
  linkTokens,
} = defineTables(columns as unknown as ColumnKit)
