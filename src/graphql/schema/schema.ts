import 'reflect-metadata'
import type { GraphQLSchema } from 'graphql'
import { buildSchemaSync } from 'type-graphql'
import { InputIssueResolver, ProblemResolver } from '../contract/problem.js'
import { AuthConfigResolver } from './auth-config.js'
import { EmailSignInResolver } from './email-sign-in.js'
import { EmailAddressesResolver } from './email-verification.js'
import { IdentitiesResolver } from './identities.js'
import { PasskeySignInResolver } from './passkey-sign-in.js'
import { PasskeysResolver } from './passkeys.js'
import { PasswordResetsResolver } from './password-resets.js'
import { PasswordsResolver } from './passwords.js'
import { ProvidersResolver } from './providers.js'
import { SecondFactorsResolver } from './second-factors.js'
import { SecurityEventResolver, SecurityEventsResolver } from './security-events.js'
import { SessionsResolver } from './sessions.js'
import { SignInResolver } from './sign-in.js'
import { TokenClaimsResolver, TokensResolver } from './tokens.js'
import { TotpResolver } from './totp.js'
import { UserFactorsResolver } from './user-factors.js'
import { UsersResolver } from './users.js'

export function buildSchema(): GraphQLSchema {
  return buildSchemaSync({
    resolvers: [
      AuthConfigResolver,
      EmailAddressesResolver,
      EmailSignInResolver,
      IdentitiesResolver,
      InputIssueResolver,
      PasskeySignInResolver,
      PasskeysResolver,
      PasswordResetsResolver,
      PasswordsResolver,
      SecondFactorsResolver,
      TotpResolver,
      ProblemResolver,
      ProvidersResolver,
      SecurityEventResolver,
      SecurityEventsResolver,
      SessionsResolver,
      SignInResolver,
      TokenClaimsResolver,
      TokensResolver,
      UserFactorsResolver,
      UsersResolver,
    ],
    validate: false,
    // Apollo Server checks the schema when it starts.
    skipCheck: true,
  })
}
