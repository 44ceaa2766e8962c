import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql'
import type { ChangePasswordOutcome } from '../../passwords/change-password.js'
import type { RemovePasswordOutcome } from '../../passwords/remove-password.js'
import type { RequestContext } from '../contract/context.js'
import { requireSignedIn } from '../contract/guards.js'
import { createOutcomeUnion } from '../contract/outcome-union.js'
import {
  InvalidCredentials,
  InvalidInput,
  LastSignInMethod,
  ReauthenticationRequired,
  Throttled,
} from '../contract/problem.js'
import { SingleAttempt } from '../server/operation-limits.js'

@InputType({ description: 'The new password, confirmed with the current one.' })
class ChangePasswordInput {
  @Field(() => String, {
    nullable: true,
    description: 'The password of the signed-in user. Null: the session must have been authenticated a short time ago.',
  })
  currentPassword?: string | null
  @Field(() => String, { description: 'The new password. `authConfig.password` has the rules.' })
  newPassword!: string
  @Field(() => String, { nullable: true, description: 'If given, it must be equal to `newPassword`.' })
  newPasswordConfirm?: string | null
  @Field(() => Boolean, { defaultValue: false, description: 'True: the other sessions of the user stay open.' })
  keepOtherSessions!: boolean
}

@ObjectType({ description: 'The new password is stored. The session of the caller stays open.' })
class PasswordChanged {
  @Field(() => Int, { description: 'Number of other sessions that ended.' })
  revokedSessions!: number
}

const ChangePasswordResult = createOutcomeUnion<ChangePasswordOutcome>('ChangePasswordResult', {
  passwordChanged: PasswordChanged,
  invalidCredentials: InvalidCredentials,
  invalidInput: InvalidInput,
  reauthenticationRequired: ReauthenticationRequired,
  throttled: Throttled,
})

@ObjectType({ description: 'The account has no password any more.' })
class PasswordRemoved {
  @Field(() => ID, { description: 'The identifier of the user.' })
  userId!: string
}

const RemovePasswordResult = createOutcomeUnion<RemovePasswordOutcome>('RemovePasswordResult', {
  passwordRemoved: PasswordRemoved,
  lastSignInMethod: LastSignInMethod,
  reauthenticationRequired: ReauthenticationRequired,
})

@Resolver()
export class PasswordsResolver {
  @SingleAttempt()
  @Mutation(() => ChangePasswordResult, {
    description:
      'Changes the password, or sets the first one. Needs the current password or a recent proof of identity.',
  })
  async changePassword(
    @Arg('input', () => ChangePasswordInput, { description: 'The current and the new password.' })
    input: ChangePasswordInput,
    @Ctx() context: RequestContext,
  ): Promise<ChangePasswordOutcome> {
    const requester = await requireSignedIn(context)
    return context.auth.changePassword(input, { requester, client: context.client })
  }

  @Mutation(() => RemovePasswordResult, {
    description: 'Removes the password of a user who can sign in with a passkey. Needs a recent proof of identity.',
  })
  async removePassword(@Ctx() context: RequestContext): Promise<RemovePasswordOutcome> {
    const requester = await requireSignedIn(context)
    return context.auth.removePassword({ requester, client: context.client })
  }
}
