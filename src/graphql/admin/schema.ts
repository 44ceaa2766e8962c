import 'reflect-metadata'
import type { GraphQLSchema } from 'graphql'
import { buildSchemaSync } from 'type-graphql'
import { AccountsResolver, UserConnectionResolver } from './accounts.js'
import { checkPermissions } from './permits.js'
import { AdminInputIssueResolver, AdminProblemResolver } from './problem.js'
import { RoleGrantsResolver } from './role-grants.js'
import { AdminRolesResolver } from './roles.js'
import { UserActionsResolver } from './user-actions.js'
import { ViewerResolver } from './viewer.js'

/** The administrators' schema. Each field with a permission checks it. */
export function buildAdminSchema(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: [
      AccountsResolver,
      AdminInputIssueResolver,
      AdminProblemResolver,
      AdminRolesResolver,
      RoleGrantsResolver,
      UserActionsResolver,
      UserConnectionResolver,
      ViewerResolver,
    ],
    validate: false,
    // Apollo Server checks the schema when it starts.
    skipCheck: true,
  })
  checkPermissions(schema)
  return schema
}
