import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql'
import type { ProviderSignInOutcome } from '../../providers/finish-provider-sign-in.js'
import type { StartProviderSignInOutcome } from '../../providers/start-provider-sign-in.js'
import type { RequestContext } from '../contract/context.js'
import type { TokenDelivery } from '../contract/enums.js'
import { createOutcomeUnion } from '../contract/outcome-union.js'
import {
  AccountExists,
  EmailNotVerified,
  InvalidInput,
  InvalidToken,
  ProviderUnavailable,
  RegistrationClosed,
  RegistrationIncomplete,
  Throttled,
  UserDisabled,
} from '../contract/problem.js'
import { SingleAttempt } from '../server/operation-limits.js'
import { FinishVisitInput, ProviderSignInStarted, StartVisitInput } from './provider-visit.js'
import { DeliveryField, DeviceNameField, ExpiresInField, SessionWishes } from './session-wishes.js'
import { SecondFactorRequired, SecondFactorSetupRequired, SignedIn } from './signed-in.js'
import { deliverTokens } from './tokens.js'

@InputType({ description: 'A provider, the way back from it, and wishes for the session.' })
class StartProviderSignInInput extends StartVisitInput {
  @Field(() => String, { nullable: true, description: 'An address or a name for the form of the provider.' })
  loginHint?: string | null
  @ExpiresInField()
  expiresIn?: number | null
  @DeviceNameField()
  deviceName?: string | null
  @DeliveryField()
  delivery!: TokenDelivery
}

@InputType({ description: 'What came back from the provider.' })
class FinishProviderSignInInput extends FinishVisitInput {}

@InputType({ description: 'The ID token of a native app, and wishes for the session.' })
class SignInWithIdTokenInput extends SessionWishes {
  @Field(() => ID, { description: 'One of `authConfig.providers` that speaks OpenID Connect.' })
  provider!: string
  @Field(() => String, { description: 'The ID token that the provider gave to the app. It works once.' })
  idToken!: string
  @Field(() => String, { description: 'The value whose SHA-256 or plain form is the `nonce` of the token.' })
  nonce!: string
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
  registrationIncomplete: RegistrationIncomplete,
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
