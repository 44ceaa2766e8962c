import { Ctx, Field, Int, ObjectType, Query, Resolver } from 'type-graphql'
import type { Settings } from '../../config/settings.js'
import type { RegistrationRules } from '../../users/registration-rules.js'
import type { RequestContext } from '../contract/context.js'
import { EmailVerificationModeEnum, RegistrationModeEnum } from '../contract/enums.js'

@ObjectType({ description: 'What a new password has to fulfil. Lengths are code points.' })
class PasswordRules {
  @Field(() => Int)
  minLength!: number
  @Field(() => Int)
  maxLength!: number
  @Field(() => Boolean)
  requireLetter!: boolean
  @Field(() => Boolean)
  requireDigit!: boolean
  @Field(() => String, { nullable: true, description: 'Null: no symbol is required. Otherwise one of these is.' })
  requireSymbolFrom!: string | null
}

@ObjectType('UsernameRules', { description: 'What a username has to fulfil. Lengths are code points.' })
class UsernameRulesType {
  @Field(() => Int)
  minLength!: number
  @Field(() => Int)
  maxLength!: number
  @Field(() => String, { description: 'Anchored, with the `u` flag.' })
  pattern!: string
}

@ObjectType({ description: 'What a sign-up or sign-in form has to know.' })
class AuthConfig {
  @Field(() => RegistrationModeEnum)
  registration!: Settings['REGISTRATION']
  @Field(() => EmailVerificationModeEnum)
  emailVerification!: Settings['EMAIL_VERIFICATION']
  @Field(() => Boolean)
  emailRequired!: boolean
  @Field(() => Boolean)
  usernameRequired!: boolean
  @Field(() => [String], { description: 'Fields of `profile` that `register` needs.' })
  requiredProfileFields!: readonly string[]
  @Field(() => PasswordRules)
  password!: PasswordRules
  @Field(() => UsernameRulesType)
  username!: UsernameRulesType
  @Field(() => Int, { description: 'Digits in a mailed code.' })
  emailCodeLength!: number
}

@Resolver()
export class AuthConfigResolver {
  @Query(() => AuthConfig, { description: 'What a sign-up or sign-in form has to know. Public.' })
  authConfig(@Ctx() { auth }: RequestContext): RegistrationRules {
    return auth.registrationRules
  }
}
