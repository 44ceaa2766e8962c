import { Ctx, Field, FieldResolver, Int, ObjectType, Query, Resolver, registerEnumType } from 'type-graphql'
import type { Settings } from '../../config/settings.js'
import type { RegistrationRules } from '../../users/registration-rules.js'
import { maxProviders } from '../contract/bounds.js'
import type { RequestContext } from '../contract/context.js'
import { ProviderType } from '../contract/problem.js'
import { Bounded } from '../server/operation-limits.js'

export const RegistrationModeEnum = {
  OPEN: 'open',
  EMAIL_CODE: 'email-code',
  CLOSED: 'closed',
} as const satisfies Record<string, Settings['REGISTRATION']>
registerEnumType(RegistrationModeEnum, {
  name: 'RegistrationMode',
  description: 'Who can register.',
  valuesConfig: {
    OPEN: { description: 'Everybody can register.' },
    EMAIL_CODE: { description: 'A person can register with a code that was mailed to the address.' },
    CLOSED: { description: 'Registration is closed. `register` always fails.' },
  },
})

export const EmailVerificationModeEnum = {
  OFF: 'off',
  OPTIONAL: 'optional',
  REQUIRED: 'required',
} as const satisfies Record<string, Settings['EMAIL_VERIFICATION']>
registerEnumType(EmailVerificationModeEnum, {
  name: 'EmailVerificationMode',
  description: 'Whether users must prove their e-mail address.',
  valuesConfig: {
    OFF: { description: 'Users need not prove the address. No mail asks for it.' },
    OPTIONAL: { description: 'A mail asks the user to prove the address. `User.emailVerified` says whether they did.' },
    REQUIRED: { description: 'Users must prove the address before they can sign in.' },
  },
})

export const SecondFactorPolicyEnum = {
  OPTIONAL: 'optional',
  ADMINISTRATORS: 'administrators',
  EVERYONE: 'everyone',
} as const satisfies Record<string, Settings['SECOND_FACTOR']>
registerEnumType(SecondFactorPolicyEnum, {
  name: 'SecondFactorPolicy',
  description: 'Who must have a second factor.',
  valuesConfig: {
    OPTIONAL: { description: 'Each user decides.' },
    ADMINISTRATORS: { description: 'Users with the role `administrator` must have one.' },
    EVERYONE: { description: 'Every user must have one.' },
  },
})

@ObjectType({ description: 'The rules for a new password. Lengths are counted in Unicode code points.' })
class PasswordRules {
  @Field(() => Int, { description: 'Minimum number of code points.' })
  minLength!: number
  @Field(() => Int, { description: 'Maximum number of code points.' })
  maxLength!: number
  @Field(() => Boolean, { description: 'Whether the password must contain a letter of any script.' })
  requireLetter!: boolean
  @Field(() => Boolean, { description: 'Whether the password must contain a decimal digit.' })
  requireDigit!: boolean
  @Field(() => String, {
    nullable: true,
    description: 'The password must contain at least one character of this text. Null: no symbol is required.',
  })
  requireSymbolFrom!: string | null
}

@ObjectType('UsernameRules', { description: 'The rules for a username. Lengths are counted in Unicode code points.' })
class UsernameRulesType {
  @Field(() => Int, { description: 'Minimum number of code points.' })
  minLength!: number
  @Field(() => Int, { description: 'Maximum number of code points.' })
  maxLength!: number
  @Field(() => String, {
    description: 'Regular expression that the username must match: anchored at both ends, with the `u` flag.',
  })
  pattern!: string
}

@ObjectType({ description: 'What a page must know to show its forms for signing up and signing in.' })
class AuthConfig {
  @Field(() => RegistrationModeEnum, { description: 'Whether `register` is open, needs a mailed code, or is closed.' })
  registration!: Settings['REGISTRATION']
  @Field(() => EmailVerificationModeEnum, { description: 'Whether users must prove their e-mail address.' })
  emailVerification!: Settings['EMAIL_VERIFICATION']
  @Field(() => Boolean, { description: 'Whether `register` needs `email`.' })
  emailRequired!: boolean
  @Field(() => Boolean, { description: 'Whether `register` needs `username`.' })
  usernameRequired!: boolean
  @Bounded(12)
  @Field(() => [String], { description: 'Names of the fields of `profile` that `register` needs.' })
  requiredProfileFields!: readonly string[]
  @Field(() => PasswordRules, { description: 'The rules for a new password.' })
  password!: PasswordRules
  @Field(() => UsernameRulesType, { description: 'The rules for a username.' })
  username!: UsernameRulesType
  @Field(() => Int, { description: 'Number of digits in a mailed code.' })
  emailCodeLength!: number
  @Field(() => Boolean, { description: 'Whether users can sign in with a password. If not, `login` always fails.' })
  passwordSignIn!: boolean
  @Field(() => Boolean, { description: 'Whether users can sign in with a mailed code or link.' })
  emailSignIn!: boolean
  @Field(() => Boolean, { description: 'Whether users can set up an authenticator app.' })
  totp!: boolean
  @Field(() => Boolean, { description: 'Whether users can sign in with passkeys.' })
  passkeys!: boolean
  @Field(() => SecondFactorPolicyEnum, { description: 'Who must have a second factor.' })
  secondFactor!: Settings['SECOND_FACTOR']
  @Field(() => Int, {
    nullable: true,
    description: 'Seconds for which a remembered device needs no second factor. Null: no device can be remembered.',
  })
  trustedDeviceLifetime!: number | null
}

@Resolver(() => AuthConfig)
export class AuthConfigResolver {
  @Bounded(maxProviders)
  @FieldResolver(() => [ProviderType], {
    description: 'The providers that users can sign in with, in the order of PROVIDERS.',
  })
  providers(@Ctx() { auth }: RequestContext): readonly ProviderType[] {
    return auth.providers
  }

  @Query(() => AuthConfig, {
    description: 'What a page must know to show its forms for signing up and signing in. Needs no access token.',
  })
  authConfig(@Ctx() { auth }: RequestContext): RegistrationRules {
    return auth.registrationRules
  }
}
