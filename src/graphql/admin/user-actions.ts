import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql'
import type { AccountView } from '../../administration/account-view.js'
import type { UserActionOutcome } from '../../administration/disable-user.js'
import type { EndSessionsOutcome } from '../../administration/end-sessions.js'
import type { RequestContext } from '../contract/context.js'
import { createOutcomeUnion } from '../contract/outcome-union.js'
import { DateTime } from '../contract/scalars.js'
import { AccountType } from './account.js'
import { Permits, requireAdministrator } from './permits.js'
import {
  AdminInvalidInput,
  AdminReauthenticationRequired,
  BeyondOwnPermissions,
  LastAdministrator,
  NoEmailAddress,
  UserNotFound,
} from './problem.js'

@InputType({ description: 'Names a user.' })
export class UserInput {
  @Field(() => ID, { description: 'Identifier of the user.' })
  userId!: string
}

@InputType({ description: 'Whom to disable, why and how long.' })
class DisableUserInput extends UserInput {
  @Field(() => String, { description: 'Why, for other administrators: 1 to 500 characters. The user does not see it.' })
  reason!: string
  @Field(() => DateTime, { nullable: true, description: 'When the user is enabled again. Null: by `enableUser`.' })
  until?: Date | null
}

@InputType({ description: 'Which sessions end.' })
class EndSessionsInput extends UserInput {
  @Field(() => ID, { nullable: true, description: 'The session to end. Null: all sessions of the user.' })
  sessionId?: string | null
}

@ObjectType({ description: 'The action is done.' })
class UserChanged {
  @Field(() => ID, { description: 'Identifier of the user.' })
  userId!: string
  @Field(() => AccountType, { nullable: true, description: 'The user with the changes. Null when deleted.' })
  account!: AccountView | null
}

@ObjectType({ description: 'The sessions have ended.' })
class SessionsEnded {
  @Field(() => Int, { description: 'How many sessions ended. 0 if none was live.' })
  endedSessions!: number
}

export const UserActionResult = createOutcomeUnion<UserActionOutcome>('UserActionResult', {
  userChanged: UserChanged,
  userNotFound: UserNotFound,
  lastAdministrator: LastAdministrator,
  beyondOwnPermissions: BeyondOwnPermissions,
  noEmailAddress: NoEmailAddress,
  invalidInput: AdminInvalidInput,
  reauthenticationRequired: AdminReauthenticationRequired,
})

const EndSessionsResult = createOutcomeUnion<EndSessionsOutcome>('EndSessionsResult', {
  sessionsEnded: SessionsEnded,
  userNotFound: UserNotFound,
  beyondOwnPermissions: BeyondOwnPermissions,
})

@Resolver()
export class UserActionsResolver {
  @Permits('USERS_WRITE')
  @Mutation(() => UserActionResult, {
    description: 'Ends every session of the user at once, and refuses sign-ins. The user is told by mail.',
  })
  async disableUser(
    @Arg('input', () => DisableUserInput, { description: 'Whom to disable.' }) input: DisableUserInput,
    @Ctx() context: RequestContext,
  ): Promise<UserActionOutcome> {
    return context.auth.disableUser(input, await requireAdministrator(context))
  }

  @Permits('USERS_WRITE')
  @Mutation(() => UserActionResult, { description: 'Lets the user sign in again.' })
  async enableUser(
    @Arg('input', () => UserInput, { description: 'Whom to enable.' }) input: UserInput,
    @Ctx() context: RequestContext,
  ): Promise<UserActionOutcome> {
    return context.auth.enableUser(input, await requireAdministrator(context))
  }

  @Permits('USERS_DELETE')
  @Mutation(() => UserActionResult, {
    description: 'Deletes everything of the user except audit events. The user is told by mail.',
  })
  async deleteUser(
    @Arg('input', () => UserInput, { description: 'Whom to delete.' }) input: UserInput,
    @Ctx() context: RequestContext,
  ): Promise<UserActionOutcome> {
    return context.auth.deleteUser(input, await requireAdministrator(context))
  }

  @Permits('SESSIONS_END')
  @Mutation(() => EndSessionsResult, { description: 'Ends one session of the user, or all of them.' })
  async endSessions(
    @Arg('input', () => EndSessionsInput, { description: 'Which sessions end.' }) input: EndSessionsInput,
    @Ctx() context: RequestContext,
  ): Promise<EndSessionsOutcome> {
    return context.auth.endSessions(input, await requireAdministrator(context))
  }
}
