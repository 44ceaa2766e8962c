import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql'
import type { ProviderSignInOutcome } from '../../providers/finish-provider-sign-in.js'
import type { StartProviderSignInOutcome } from '../../providers/start-provider-sign-in.js'
import type { RequestContext } from '../contract/context.js'
import { type TokenDelivery, TokenDeliveryEnum } from '../contract/enums.js'
import { createOutcomeUnion } from '../contract/outcome-union.js'
import {
  AccountExists,
  EmailNotVerified,
  InvalidInput,
  InvalidToken,
  ProviderUnavailable,
  RegistrationClosed,
  Throttled,
  UserDisabled,
} from '../contract/problem.js'
import { DateTime } from '../contract/scalars.js'
import { SingleAttempt } from '../server/operation-limits.js'
import { SecondFactorRequired, SecondFactorSetupRequired, SignedIn } from './signed-in.js'
import { deliverTokens } from './tokens.js'

const expiresInDescription =
  'Wanted lifetime of access tokens in seconds, up to ACCESS_TOKEN_MAX_LIFETIME. Refreshes keep it.'
const deviceNameDescription = 'A name for this device in the list of sessions: up to 100 code points.'

@InputType({ description: 'A provider, the way back from it, and wishes for the session.' })
class StartProviderSignInInput {
  @Field(() => ID, { description: 'One of `authConfig.providers`.' })
  provider!: string
  @Field(() => String, {
    description: 'Where the browser comes back to, with `code` or `error`: byte-equal to one of RETURN_URLS.',
  })
  returnTo!: string
  @Field(() => String, {
    description:
      'RFC 7636, S256: base64url of the SHA-256 of a secret that the client keeps for `finishProviderSignIn`.',
  })
  codeChallenge!: string
  @Field(() => String, { nullable: true, description: 'An address or a name for the form of the provider.' })
  loginHint?: string | null
  @Field(() => Int, {
    nullable: true,
    description: expiresInDescription,
  })
  expiresIn?: number | null
  @Field(() => String, {
    nullable: true,
    description: deviceNameDescription,
  })
  deviceName?: string | null
  @Field(() => TokenDeliveryEnum, { defaultValue: 'BODY', description: 'How the refresh token reaches the client.' })
  delivery!: TokenDelivery
}

@InputType({ description: 'What came back from the provider.' })
class FinishProviderSignInInput {
  @Field(() => String, { description: 'The code in the query of `returnTo`. It lives one minute and works once.' })
  code!: string
  @Field(() => String, { description: 'The secret of `codeChallenge` (RFC 7636).' })
  codeVerifier!: string
}

@InputType({ description: 'The ID token of a native app, and wishes for the session.' })
class SignInWithIdTokenInput {
  @Field(() => ID, { description: 'One of `authConfig.providers` that speaks OpenID Connect.' })
  provider!: string
  @Field(() => String, { description: 'The ID token that the provider gave to the app. It works once.' })
  idToken!: string
  @Field(() => String, { description: 'The value whose SHA-256 or plain form is the `nonce` of the token.' })
  nonce!: string
  @Field(() => Int, { nullable: true, description: expiresInDescription })
  expiresIn?: number | null
  @Field(() => String, { nullable: true, description: deviceNameDescription })
  deviceName?: string | null
  @Field(() => TokenDeliveryEnum, { defaultValue: 'BODY', description: 'How the refresh token reaches the client.' })
  delivery!: TokenDelivery
}

@ObjectType({ description: 'The browser goes to the provider now.' })
export class ProviderSignInStarted {
  @Field(() => String, { description: 'The page of the provider.' })
  url!: string
  @Field(() => DateTime, { description: 'When the person has to be back.' })
  expiresAt!: Date
}

const StartProviderSignInResult = createOutcomeUnion<StartProviderSignInOutcome>('StartProviderSignInResult', {
  providerSignInStarted: ProviderSignInStarted,
  providerUnavailable: ProviderUnavailable,
  invalidInput: InvalidInput,
  throttled: Throttled,
})

const ProviderSignInResult = createOutcomeUnion<ProviderSignInOutcome>('ProviderSignInResult', {
  signedIn: SignedIn,
  secondFactorRequired: SecondFactorRequired,
  secondFactorSetupRequired: SecondFactorSetupRequired,
  accountExists: AccountExists,
  registrationClosed: RegistrationClosed,
  emailNotVerified: EmailNotVerified,
  userDisabled: UserDisabled,
  providerUnavailable: ProviderUnavailable,
  invalidToken: InvalidToken,
  invalidInput: InvalidInput,
  throttled: Throttled,
})

@Resolver()
export class ProvidersResolver {
  @SingleAttempt()
  @Mutation(() => StartProviderSignInResult, {
    description:
      'Begins a sign-in with a provider. PKCE (RFC 7636, S256) binds the way back to this client. Needs no access token.',
  })
  async startProviderSignIn(
    @Arg('input', () => StartProviderSignInInput, { description: 'The provider.' }) input: StartProviderSignInInput,
    @Ctx() { auth, client }: RequestContext,
  ): Promise<StartProviderSignInOutcome> {
    return auth.startProviderSignIn(input, client)
  }

  @SingleAttempt()
  @Mutation(() => ProviderSignInResult, {
    description: 'Signs in with the one-time code that came back to `returnTo`. Needs no access token.',
  })
  async finishProviderSignIn(
    @Arg('input', () => FinishProviderSignInInput, { description: 'The code.' }) input: FinishProviderSignInInput,
    @Ctx() context: RequestContext,
  ): Promise<ProviderSignInOutcome> {
    return deliverTokens(context, await context.auth.finishProviderSignIn(input, context.client))
  }

  @SingleAttempt()
  @Mutation(() => ProviderSignInResult, {
    description: 'Signs in with the ID token that a native app got from the provider. Needs no access token.',
  })
  async signInWithIdToken(
    @Arg('input', () => SignInWithIdTokenInput, { description: 'The ID token.' }) input: SignInWithIdTokenInput,
    @Ctx() context: RequestContext,
  ): Promise<ProviderSignInOutcome> {
    return deliverTokens(context, await context.auth.signInWithIdToken(input, context.client))
  }
}
