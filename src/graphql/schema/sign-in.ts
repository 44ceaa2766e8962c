import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'
import type { RegisterOutcome } from '../../registration/register.js'
import type { LoginOutcome } from '../../sign-in/login.js'
import type { ProfileChanges } from '../../users/profile.js'
import type { WebAuthnJson } from '../../webauthn/response.js'
import type { RequestContext } from '../contract/context.js'
import type { TokenDelivery } from '../contract/enums.js'
import { createOutcomeUnion } from '../contract/outcome-union.js'
import {
  EmailNotVerified,
  EmailTaken,
  InvalidCode,
  InvalidCredentials,
  InvalidInput,
  InvalidPasskey,
  InvalidToken,
  RegistrationClosed,
  Throttled,
  UserDisabled,
  UsernameTaken,
} from '../contract/problem.js'
import { PasskeyJson } from '../contract/scalars.js'
import { SingleAttempt } from '../server/operation-limits.js'
import { ProfileInput } from './profile.js'
import { DeliveryField, DeviceNameField, SessionWishes } from './session-wishes.js'
import { SecondFactorRequired, SecondFactorSetupRequired, SignedIn } from './signed-in.js'
import { deliverTokens } from './tokens.js'

@InputType({ description: 'A new account. The settings decide whether it needs `email`, `username` or both.' })
class RegisterInput {
  @Field(() => String, { nullable: true, description: 'The e-mail address of the user.' })
  email?: string | null
  @Field(() => String, { nullable: true, description: 'The username. `authConfig.username` has the rules.' })
  username?: string | null
  @Field(() => String, {
    nullable: true,
    description:
      'The password. `authConfig.password` has the rules. Exactly one of `password`, `passkey` and `registrationToken`.',
  })
  password?: string | null
  @Field(() => String, { nullable: true, description: 'If given, it must be equal to `password`.' })
  passwordConfirm?: string | null
  @Field(() => PasskeyJson, {
    nullable: true,
    description: 'The response to the options of startPasskeyRegistration for the same `email` and `username`.',
  })
  passkey?: WebAuthnJson | null
  @Field(() => String, { nullable: true, description: 'From RegistrationIncomplete. It works once.' })
  registrationToken?: string | null
  @Field(() => String, {
    nullable: true,
    description: 'The code from requestEmailCode(purpose: REGISTER). It proves the address.',
  })
  emailCode?: string | null
  @Field(() => Boolean, { defaultValue: true, description: 'False: no verification mail and no welcome mail is sent.' })
  sendEmail!: boolean
  @Field(() => ProfileInput, {
    nullable: true,
    description: 'Facts about the person. `authConfig.requiredProfileFields` names the fields that are needed.',
  })
  profile?: ProfileChanges | null
  @DeviceNameField()
  deviceName?: string | null
  @DeliveryField()
  delivery!: TokenDelivery
}

@InputType({ description: 'The credentials of a user, and wishes for the session.' })
class LoginInput extends SessionWishes {
  @Field(() => String, { description: 'E-mail address or username.' })
  identifier!: string
  @Field(() => String, { description: 'The password of the user.' })
  password!: string
  @Field(() => String, {
    nullable: true,
    description:
      'From an earlier SignedIn on this device: wrong passwords of strangers then do not hold up this user. With COOKIE delivery the cookie is read. One that is not good counts as none.',
  })
  deviceToken?: string | null
}

@ObjectType({ description: 'The address must be verified first. New and taken addresses get the same answer.' })
class RegistrationAccepted {
  @Field(() => String, { description: 'The address that gets a mail.' })
  email!: string
}

const RegisterResult = createOutcomeUnion<RegisterOutcome>('RegisterResult', {
  signedIn: SignedIn,
  registrationAccepted: RegistrationAccepted,
  invalidInput: InvalidInput,
  emailTaken: EmailTaken,
  usernameTaken: UsernameTaken,
  invalidCode: InvalidCode,
  invalidPasskey: InvalidPasskey,
  invalidToken: InvalidToken,
  registrationClosed: RegistrationClosed,
  secondFactorSetupRequired: SecondFactorSetupRequired,
  throttled: Throttled,
})

const LoginResult = createOutcomeUnion<LoginOutcome>('LoginResult', {
  signedIn: SignedIn,
  invalidCredentials: InvalidCredentials,
  emailNotVerified: EmailNotVerified,
  userDisabled: UserDisabled,
  secondFactorRequired: SecondFactorRequired,
  secondFactorSetupRequired: SecondFactorSetupRequired,
  invalidInput: InvalidInput,
  throttled: Throttled,
})

@Resolver()
export class SignInResolver {
  @SingleAttempt()
  @Mutation(() => RegisterResult, { description: 'Creates a user and signs in. Needs no access token.' })
  async register(
    @Arg('input', () => RegisterInput, { description: 'The new account.' }) input: RegisterInput,
    @Ctx() context: RequestContext,
  ): Promise<RegisterOutcome> {
    return deliverTokens(context, await context.auth.register(input, context.client))
  }

  @SingleAttempt()
  @Mutation(() => LoginResult, { description: 'Opens a session with a password. Needs no access token.' })
  async login(
    @Arg('input', () => LoginInput, { description: 'The credentials.' }) input: LoginInput,
    @Ctx() context: RequestContext,
  ): Promise<LoginOutcome> {
    const fromCookie = input.delivery === 'COOKIE' ? context.deviceCookie() : null
    const outcome = await context.auth.login({ ...input, deviceToken: input.deviceToken ?? fromCookie }, context.client)
    if (outcome.kind === 'signedIn') context.response.setAccessToken(outcome.tokens.accessToken)
    return deliverTokens(context, outcome)
  }
}
