import 'reflect-metadata'
import type { GraphQLSchema } from 'graphql'
import { buildSchemaSync } from 'type-graphql'
import { AccountsResolver, UserConnectionResolver } from './accounts.js'
import { AuditEventsResolver } from './audit-events.js'
import { MailsResolver } from './mails.js'
import { checkPermissions } from './permits.js'
import { AdminInputIssueResolver, AdminProblemResolver } from './problem.js'
import { RoleGrantsResolver } from './role-grants.js'
import { AdminRolesResolver } from './roles.js'
import { SettingsResolver } from './settings.js'
import { SigningKeysResolver } from './signing-keys.js'
import { StatisticsResolver } from './statistics.js'
import { UserActionsResolver } from './user-actions.js'
import { UserWritesResolver } from './user-writes.js'
import { ViewerResolver } from './viewer.js'

/** The administrators' schema. Each field with a permission checks it. */
export function buildAdminSchema(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: [
      AccountsResolver,
      AdminInputIssueResolver,
      AdminProblemResolver,
      AdminRolesResolver,
      AuditEventsResolver,
      MailsResolver,
      RoleGrantsResolver,
      SettingsResolver,
      SigningKeysResolver,
      StatisticsResolver,
      UserActionsResolver,
      UserConnectionResolver,
      UserWritesResolver,
      ViewerResolver,
    ],
    validate: false,
    // Apollo Server checks the schema when it starts.
    skipCheck: true,
  })
  checkPermissions(schema)
  return schema
}
