import { Arg, Ctx, Field, InputType, Int, Mutation, Resolver } from 'type-graphql'
import type { SignInWithEmailOutcome } from '../../email-sign-in/sign-in-with-email.js'
import type { RequestContext } from '../contract/context.js'
import { type TokenDelivery, TokenDeliveryEnum } from '../contract/enums.js'
import { createOutcomeUnion } from '../contract/outcome-union.js'
import { InvalidCode, InvalidInput, InvalidToken, Throttled, UserDisabled } from '../contract/problem.js'
import { SingleAttempt } from '../server/operation-limits.js'
import { SecondFactorRequired, SecondFactorSetupRequired, SignedIn } from './signed-in.js'
import { deliverTokens } from './tokens.js'

@InputType({ description: 'The proof from the mail, and wishes for the session. `token`, or `email` and `code`.' })
class SignInWithEmailInput {
  @Field(() => String, { nullable: true, description: 'The token of the mailed link.' })
  token?: string | null
  @Field(() => String, { nullable: true, description: 'The address that the code was mailed to.' })
  email?: string | null
  @Field(() => String, { nullable: true, description: 'The mailed code.' })
  code?: string | null
  @Field(() => Int, {
    nullable: true,
    description: 'Wanted lifetime of access tokens in seconds, up to ACCESS_TOKEN_MAX_LIFETIME. Refreshes keep it.',
  })
  expiresIn?: number | null
  @Field(() => String, {
    nullable: true,
    description: 'A name for this device in the list of sessions: up to 100 code points.',
  })
  deviceName?: string | null
  @Field(() => TokenDeliveryEnum, { defaultValue: 'BODY', description: 'How the refresh token reaches the client.' })
  delivery!: TokenDelivery
}

const SignInWithEmailResult = createOutcomeUnion<SignInWithEmailOutcome>('SignInWithEmailResult', {
  signedIn: SignedIn,
  secondFactorRequired: SecondFactorRequired,
  secondFactorSetupRequired: SecondFactorSetupRequired,
  invalidCode: InvalidCode,
  invalidToken: InvalidToken,
  userDisabled: UserDisabled,
  invalidInput: InvalidInput,
  throttled: Throttled,
})

@Resolver()
export class EmailSignInResolver {
  @SingleAttempt()
  @Mutation(() => SignInWithEmailResult, {
    description:
      'Signs in with the code of requestEmailCode(purpose: SIGN_IN), or with the token of the link in the same mail. Either voids the other. `authConfig.emailSignIn` says whether it can succeed. Needs no access token.',
  })
  async signInWithEmail(
    @Arg('input', () => SignInWithEmailInput, { description: 'The proof from the mail.' })
    input: SignInWithEmailInput,
    @Ctx() context: RequestContext,
  ): Promise<SignInWithEmailOutcome> {
    return deliverTokens(context, await context.auth.signInWithEmail(input, context.client))
  }
}
