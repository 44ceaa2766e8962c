import { Arg, Ctx, Field, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql'
import type { RequestPasswordResetOutcome } from '../../passwords/request-reset.js'
import type { ResetPasswordOutcome } from '../../passwords/reset-password.js'
import type { RequestContext } from '../contract/context.js'
import { createOutcomeUnion } from '../contract/outcome-union.js'
import { InvalidCode, InvalidInput, InvalidToken, Throttled } from '../contract/problem.js'
import { SingleAttempt } from '../server/operation-limits.js'
import { EmailProofInput } from './email-proof.js'

@InputType({ description: 'Names the user who forgot the password.' })
class RequestPasswordResetInput {
  @Field(() => String, { description: 'The e-mail address of the user.' })
  email!: string
  @Field(() => String, {
    nullable: true,
    description:
      'The username, if the page asks for it. If it belongs to another user, no mail is sent; the answer does not change.',
  })
  username?: string | null
}

@InputType({ description: 'Give `token` from the mailed link, or give `email` and `code`; and the new password.' })
class ResetPasswordInput extends EmailProofInput {
  @Field(() => String, { description: 'The new password. `authConfig.password` has the rules.' })
  newPassword!: string
  @Field(() => String, { nullable: true, description: 'If given, it must be equal to `newPassword`.' })
  newPasswordConfirm?: string | null
}

@ObjectType({
  description: 'Returned for every address, known or unknown. A link was sent only if a user has the address.',
})
class PasswordResetRequested {
  @Field(() => Int, { description: 'Lifetime of the link, in seconds.' })
  expiresIn!: number
}

@ObjectType({ description: 'The new password is stored. The user can sign in with it.' })
class PasswordReset {
  @Field(() => Int, { description: 'Number of sessions that ended: all sessions of the user.' })
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
    description:
      'Mails a link to set a new password. Known and unknown addresses get the same answer in the same time.',
  })
  requestPasswordReset(
    @Arg('input', () => RequestPasswordResetInput, { description: 'The address of the user.' })
    input: RequestPasswordResetInput,
    @Ctx() { auth, client }: RequestContext,
  ): Promise<RequestPasswordResetOutcome> {
    return auth.requestPasswordReset(input, client)
  }

  @SingleAttempt()
  @Mutation(() => ResetPasswordResult, {
    description:
      'Sets a new password with `token` from the mailed link, or with `email` and `code`. Ends all sessions of the user.',
  })
  resetPassword(
    @Arg('input', () => ResetPasswordInput, { description: 'The proof from the mail and the new password.' })
    input: ResetPasswordInput,
    @Ctx() { auth, client }: RequestContext,
  ): Promise<ResetPasswordOutcome> {
    return auth.resetPassword(input, client)
  }
}
