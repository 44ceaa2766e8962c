import * as columns from './columns.sqlite.js'
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
} = defineTables(columns)
