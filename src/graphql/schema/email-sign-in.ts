import { Arg, Ctx, InputType, Mutation, Resolver } from 'type-graphql'
import type { SignInWithEmailOutcome } from '../../email-sign-in/sign-in-with-email.js'
import type { RequestContext } from '../contract/context.js'
import type { TokenDelivery } from '../contract/enums.js'
import { createOutcomeUnion } from '../contract/outcome-union.js'
import {
  InvalidCode,
  InvalidInput,
  InvalidToken,
  RegistrationIncomplete,
  Throttled,
  UserDisabled,
} from '../contract/problem.js'
import { SingleAttempt } from '../server/operation-limits.js'
import { EmailProofInput } from './email-proof.js'
import { DeliveryField, DeviceNameField, ExpiresInField } from './session-wishes.js'
import { SecondFactorRequired, SecondFactorSetupRequired, SignedIn } from './signed-in.js'
import { deliverTokens } from './tokens.js'

@InputType({ description: 'The proof from the mail, and wishes for the session. `token`, or `email` and `code`.' })
class SignInWithEmailInput extends EmailProofInput {
  @ExpiresInField()
  expiresIn?: number | null
  @DeviceNameField()
  deviceName?: string | null
  @DeliveryField()
  delivery!: TokenDelivery
}

const SignInWithEmailResult = createOutcomeUnion<SignInWithEmailOutcome>('SignInWithEmailResult', {
  signedIn: SignedIn,
  secondFactorRequired: SecondFactorRequired,
  secondFactorSetupRequired: SecondFactorSetupRequired,
  registrationIncomplete: RegistrationIncomplete,
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
