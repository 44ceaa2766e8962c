import { Arg, Ctx, Field, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql'
import type { RequestPasswordResetOutcome } from '../../passwords/request-reset.js'
import type { ResetPasswordOutcome } from '../../passwords/reset-password.js'
import type { RequestContext } from '../contract/context.js'
import { createOutcomeUnion } from '../contract/outcome-union.js'
import { InvalidCode, InvalidInput, InvalidToken, Throttled } from '../contract/problem.js'
import { SingleAttempt } from '../server/operation-limits.js'

@InputType()
class RequestPasswordResetInput {
  @Field(() => String)
  email!: string
  @Field(() => String, {
    nullable: true,
    description: 'When given, it must belong to the same user, or nothing is mailed; the answer does not change.',
  })
  username?: string | null
}

@InputType({ description: '`token` from the mailed link, or `email` and `code`.' })
class ResetPasswordInput {
  @Field(() => String, { nullable: true })
  token?: string | null
  @Field(() => String, { nullable: true })
  email?: string | null
  @Field(() => String, { nullable: true })
  code?: string | null
  @Field(() => String)
  newPassword!: string
  @Field(() => String, { nullable: true, description: 'When given, the same as `newPassword`.' })
  newPasswordConfirm?: string | null
}

@ObjectType({ description: 'The same for every address. A link is on its way if the address is known.' })
class PasswordResetRequested {
  @Field(() => Int, { description: 'Seconds.' })
  expiresIn!: number
}

@ObjectType({ description: 'The new password holds; sign in with it.' })
class PasswordReset {
  @Field(() => Int, { description: 'How many sessions ended: every one there was.' })
  revokedSessions!: number
}

const RequestPasswordResetResult = createOutcomeUnion<RequestPasswordResetOutcome>('RequestPasswordResetResult', {
  passwordResetRequested: PasswordResetRequested,
  invalidInput: InvalidInput,
  throttled: Throttled,
})

const ResetPasswordResult = createOutcomeUnion<ResetPasswordOutcome>('ResetPasswordResult', {
  passwordReset: PasswordReset,
  invalidInput: InvalidInput,
  invalidCode: InvalidCode,
  invalidToken: InvalidToken,
  throttled: Throttled,
})

@Resolver()
export class PasswordResetsResolver {
  @SingleAttempt()
  @Mutation(() => RequestPasswordResetResult, {
    description: 'Mails a link. Known and unknown addresses get the same answer in the same time.',
  })
  requestPasswordReset(
    @Arg('input', () => RequestPasswordResetInput) input: RequestPasswordResetInput,
    @Ctx() { auth, client }: RequestContext,
  ): Promise<RequestPasswordResetOutcome> {
    return auth.requestPasswordReset(input, client)
  }

  @SingleAttempt()
  @Mutation(() => ResetPasswordResult, {
    description: 'With `token` from the mailed link, or `email` and `code`. Ends every session of the user.',
  })
  resetPassword(
    @Arg('input', () => ResetPasswordInput) input: ResetPasswordInput,
    @Ctx() { auth, client }: RequestContext,
  ): Promise<ResetPasswordOutcome> {
    return auth.resetPassword(input, client)
  }
}
