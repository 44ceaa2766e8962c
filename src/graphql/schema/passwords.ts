import { Arg, Ctx, Field, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql'
import type { ChangePasswordOutcome } from '../../passwords/change-password.js'
import type { RequestContext } from '../contract/context.js'
import { requireSignedIn } from '../contract/guards.js'
import { createOutcomeUnion } from '../contract/outcome-union.js'
import { InvalidCredentials, InvalidInput, ReauthenticationRequired, Throttled } from '../contract/problem.js'
import { SingleAttempt } from '../server/operation-limits.js'

@InputType()
class ChangePasswordInput {
  @Field(() => String, {
    nullable: true,
    description: 'Left out: the session must have been authenticated recently.',
  })
  currentPassword?: string | null
  @Field(() => String)
  newPassword!: string
  @Field(() => String, { nullable: true, description: 'When given, the same as `newPassword`.' })
  newPasswordConfirm?: string | null
  @Field(() => Boolean, { defaultValue: false })
  keepOtherSessions!: boolean
}

@ObjectType({ description: 'The new password holds. The caller’s own session goes on.' })
class PasswordChanged {
  @Field(() => Int, { description: 'How many other sessions ended.' })
  revokedSessions!: number
}

const ChangePasswordResult = createOutcomeUnion<ChangePasswordOutcome>('ChangePasswordResult', {
  passwordChanged: PasswordChanged,
  invalidCredentials: InvalidCredentials,
  invalidInput: InvalidInput,
  reauthenticationRequired: ReauthenticationRequired,
  throttled: Throttled,
})

@Resolver()
export class PasswordsResolver {
  @SingleAttempt()
  @Mutation(() => ChangePasswordResult, {
    description: 'Needs the present password or a recent proof of identity. Also sets the first password.',
  })
  async changePassword(
    @Arg('input', () => ChangePasswordInput) input: ChangePasswordInput,
    @Ctx() context: RequestContext,
  ): Promise<ChangePasswordOutcome> {
    const requester = await requireSignedIn(context)
    return context.auth.changePassword(input, { requester, client: context.client })
  }
}
