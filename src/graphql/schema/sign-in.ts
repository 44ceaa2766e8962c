import { Arg, Ctx, Field, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql'
import type { RegisterOutcome } from '../../registration/register.js'
import type { OwnSession, OwnUser } from '../../sessions/views.js'
import type { LoginOutcome } from '../../sign-in/login.js'
import type { ProfileChanges } from '../../users/profile.js'
import type { RequestContext } from '../contract/context.js'
import { type TokenDelivery, TokenDeliveryEnum } from '../contract/enums.js'
import { createOutcomeUnion } from '../contract/outcome-union.js'
import {
  EmailNotVerified,
  EmailTaken,
  InvalidCode,
  InvalidCredentials,
  InvalidInput,
  RegistrationClosed,
  Throttled,
  UserDisabled,
  UsernameTaken,
} from '../contract/problem.js'
import { SingleAttempt } from '../server/operation-limits.js'
import { ProfileInput } from './profile.js'
import { SessionType } from './sessions.js'
import { deliverTokens, TokensType } from './tokens.js'
import { UserType } from './users.js'

@InputType({ description: 'E-mail, username or both, as the settings require.' })
class RegisterInput {
  @Field(() => String, { nullable: true })
  email?: string | null
  @Field(() => String, { nullable: true })
  username?: string | null
  @Field(() => String)
  password!: string
  @Field(() => String, { nullable: true, description: 'When given, the same as `password`.' })
  passwordConfirm?: string | null
  @Field(() => String, {
    nullable: true,
    description: 'The code from requestEmailCode(purpose: REGISTER); the address counts as verified then.',
  })
  emailCode?: string | null
  @Field(() => Boolean, { defaultValue: true, description: 'False sends no verification or welcome mail.' })
  sendEmail!: boolean
  @Field(() => ProfileInput, { nullable: true })
  profile?: ProfileChanges | null
  @Field(() => String, { nullable: true, description: 'Shown in the list of sessions; up to 100 code points.' })
  deviceName?: string | null
  @Field(() => TokenDeliveryEnum, { defaultValue: 'BODY' })
  delivery!: TokenDelivery
}

@InputType()
class LoginInput {
  @Field(() => String, { description: 'E-mail address or username.' })
  identifier!: string
  @Field(() => String)
  password!: string
  @Field(() => Int, {
    nullable: true,
    description: 'Wanted lifetime of the access token in seconds, up to ACCESS_TOKEN_MAX_LIFETIME. Refreshes keep it.',
  })
  expiresIn?: number | null
  @Field(() => String, { nullable: true, description: 'Shown in the list of sessions; up to 100 code points.' })
  deviceName?: string | null
  @Field(() => TokenDeliveryEnum, { defaultValue: 'BODY' })
  delivery!: TokenDelivery
}

@ObjectType({ description: 'A session has begun.' })
class SignedIn {
  @Field(() => UserType)
  user!: OwnUser
  @Field(() => SessionType)
  session!: OwnSession
  @Field(() => TokensType)
  tokens!: TokensType
  @Field(() => Boolean, { description: 'Whether this sign-in made the account.' })
  newUser!: boolean
}

@ObjectType({ description: 'The address has to be verified first; the same answer for a new and for a taken address.' })
class RegistrationAccepted {
  @Field(() => String)
  email!: string
}

const RegisterResult = createOutcomeUnion<RegisterOutcome>('RegisterResult', {
  signedIn: SignedIn,
  registrationAccepted: RegistrationAccepted,
  invalidInput: InvalidInput,
  emailTaken: EmailTaken,
  usernameTaken: UsernameTaken,
  invalidCode: InvalidCode,
  registrationClosed: RegistrationClosed,
  throttled: Throttled,
})

const LoginResult = createOutcomeUnion<LoginOutcome>('LoginResult', {
  signedIn: SignedIn,
  invalidCredentials: InvalidCredentials,
  emailNotVerified: EmailNotVerified,
  userDisabled: UserDisabled,
  invalidInput: InvalidInput,
  throttled: Throttled,
})

@Resolver()
export class SignInResolver {
  @SingleAttempt()
  @Mutation(() => RegisterResult, { description: 'Creates a user and signs in. Needs no access token.' })
  async register(
    @Arg('input', () => RegisterInput) { delivery, ...input }: RegisterInput,
    @Ctx() context: RequestContext,
  ): Promise<RegisterOutcome> {
    return deliverTokens(context, delivery, await context.auth.register(input, context.client))
  }

  @SingleAttempt()
  @Mutation(() => LoginResult, { description: 'Opens a session for a password. Needs no access token.' })
  async login(
    @Arg('input', () => LoginInput) { delivery, ...input }: LoginInput,
    @Ctx() context: RequestContext,
  ): Promise<LoginOutcome> {
    const outcome = await context.auth.login(input, context.client)
    if (outcome.kind === 'signedIn') context.response.setAccessToken(outcome.tokens.accessToken)
    return deliverTokens(context, delivery, outcome)
  }
}
