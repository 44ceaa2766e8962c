import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql'
import type { AccountView } from '../../administration/account-view.js'
import type { CreateUserOutcome } from '../../administration/create-user.js'
import type { UserActionOutcome } from '../../administration/disable-user.js'
import type { UpdateUserOutcome } from '../../administration/update-user.js'
import type { RequestContext } from '../contract/context.js'
import { createOutcomeUnion } from '../contract/outcome-union.js'
import { Json } from '../contract/scalars.js'
import { AccountType } from './account.js'
import { Permits, requireAdministrator } from './permits.js'
import {
  AdminEmailTaken,
  AdminInvalidInput,
  AdminUsernameTaken,
  BeyondOwnPermissions,
  RoleNotFound,
  UserNotFound,
} from './problem.js'
import { UserUpdated } from './role-grants.js'
import { UserActionResult, UserInput } from './user-actions.js'

@InputType({ description: 'A new user, with an address or a username.' })
class CreateUserInput {
  @Field(() => String, { nullable: true, description: 'The address.' })
  email?: string | null
  @Field(() => String, { nullable: true, description: 'The username, by the rules of the settings.' })
  username?: string | null
  @Field(() => Boolean, { defaultValue: false, description: 'Whether the address counts as proven.' })
  emailVerified!: boolean
  @Field(() => [String], { defaultValue: [], description: 'Names of the roles of the user.' })
  roles!: string[]
  @Field(() => Int, { nullable: true, description: 'A number for the application to use. Null: 0.' })
  type?: number | null
  @Field(() => Json, { nullable: true, description: 'Fields of the profile, as `updateProfile` takes them.' })
  profile?: Record<string, unknown> | null
  @Field(() => Boolean, {
    defaultValue: true,
    description: 'Whether a link is mailed with which the user chooses a password.',
  })
  sendInvitation!: boolean
}

@InputType({ description: 'Whom to invite.' })
class InviteUserInput {
  @Field(() => String, { description: 'The address to which the invitation is mailed.' })
  email!: string
  @Field(() => [String], { defaultValue: [], description: 'Names of the roles of the user.' })
  roles!: string[]
}

@InputType({ description: 'Changes of a user. What is null or left out stays.' })
class UpdateUserInput extends UserInput {
  @Field(() => String, { nullable: true, description: 'The new address. Both addresses are told.' })
  email?: string | null
  @Field(() => Boolean, { nullable: true, description: 'Whether the address counts as proven.' })
  emailVerified?: boolean | null
  @Field(() => String, { nullable: true, description: 'The new username.' })
  username?: string | null
  @Field(() => Int, { nullable: true, description: 'A number for the application to use.' })
  type?: number | null
  @Field(() => Json, { nullable: true, description: 'Fields of the profile. A member that is null clears the field.' })
  profile?: Record<string, unknown> | null
}

@InputType({ description: 'Whose factors are removed, and which.' })
class ResetSecondFactorsInput extends UserInput {
  @Field(() => Boolean, { defaultValue: false, description: 'Whether passkeys are removed too.' })
  passkeys!: boolean
}

@InputType('UnlinkIdentityInput', { description: 'Which account at a provider is unlinked, and from whom.' })
class AdminUnlinkIdentityInput extends UserInput {
  @Field(() => ID, { description: 'Identifier of the link, from `user.identities`.' })
  identityId!: string
}

@ObjectType({ description: 'The user exists now.' })
class UserCreated {
  @Field(() => AccountType, { description: 'The new user.' })
  account!: AccountView
}

const CreateUserResult = createOutcomeUnion<CreateUserOutcome>('CreateUserResult', {
  userCreated: UserCreated,
  invalidInput: AdminInvalidInput,
  emailTaken: AdminEmailTaken,
  usernameTaken: AdminUsernameTaken,
  beyondOwnPermissions: BeyondOwnPermissions,
  roleNotFound: RoleNotFound,
})

const InviteUserResult = createOutcomeUnion<Exclude<CreateUserOutcome, { kind: 'usernameTaken' }>>('InviteUserResult', {
  userCreated: UserCreated,
  invalidInput: AdminInvalidInput,
  emailTaken: AdminEmailTaken,
  beyondOwnPermissions: BeyondOwnPermissions,
  roleNotFound: RoleNotFound,
})

const UpdateUserResult = createOutcomeUnion<UpdateUserOutcome>('UpdateUserResult', {
  userUpdated: UserUpdated,
  invalidInput: AdminInvalidInput,
  userNotFound: UserNotFound,
  emailTaken: AdminEmailTaken,
  usernameTaken: AdminUsernameTaken,
  beyondOwnPermissions: BeyondOwnPermissions,
})

@Resolver()
export class UserWritesResolver {
  @Permits('USERS_WRITE')
  @Mutation(() => CreateUserResult, {
    description: 'Creates a user without a way in, and mails an invitation if wanted.',
  })
  async createUser(
    @Arg('input', () => CreateUserInput, { description: 'The new user.' }) input: CreateUserInput,
    @Ctx() context: RequestContext,
  ): Promise<CreateUserOutcome> {
    return context.auth.createUser(input, await requireAdministrator(context))
  }

  @Permits('USERS_WRITE')
  @Mutation(() => InviteUserResult, {
    description: 'Creates a user without a way in, and mails a link with which the user chooses a password.',
  })
  async inviteUser(
    @Arg('input', () => InviteUserInput, { description: 'Whom to invite.' }) input: InviteUserInput,
    @Ctx() context: RequestContext,
  ): Promise<CreateUserOutcome> {
    const invited = { ...input, emailVerified: false, sendInvitation: true }
    return context.auth.createUser(invited, await requireAdministrator(context))
  }

  @Permits('USERS_WRITE')
  @Mutation(() => UpdateUserResult, { description: 'Changes address, name, type and profile of a user.' })
  async updateUser(
    @Arg('input', () => UpdateUserInput, { description: 'The user and the changes.' }) input: UpdateUserInput,
    @Ctx() context: RequestContext,
  ): Promise<UpdateUserOutcome> {
    return context.auth.updateUser(input, await requireAdministrator(context))
  }

  @Permits('USERS_WRITE')
  @Mutation(() => UserActionResult, {
    description: 'Mails a link that resets the password. No administrator sees or sets a password.',
  })
  async sendPasswordReset(
    @Arg('input', () => UserInput, { description: 'Who gets the link.' }) input: UserInput,
    @Ctx() context: RequestContext,
  ): Promise<UserActionOutcome> {
    return context.auth.sendPasswordReset(input, await requireAdministrator(context))
  }

  @Permits('USERS_WRITE')
  @Mutation(() => UserActionResult, {
    description: 'Removes the authenticator app and the recovery codes. The user is told by mail.',
  })
  async resetSecondFactors(
    @Arg('input', () => ResetSecondFactorsInput, { description: 'Whose factors are removed.' })
    input: ResetSecondFactorsInput,
    @Ctx() context: RequestContext,
  ): Promise<UserActionOutcome> {
    return context.auth.resetSecondFactors(input, await requireAdministrator(context))
  }

  @Permits('USERS_WRITE')
  @Mutation(() => UserActionResult, {
    description: 'Unlinks an account at a provider. UserNotFound: the user, or the link, does not exist.',
  })
  async unlinkIdentity(
    @Arg('input', () => AdminUnlinkIdentityInput, { description: 'What is unlinked.' }) input: AdminUnlinkIdentityInput,
    @Ctx() context: RequestContext,
  ): Promise<UserActionOutcome> {
    return context.auth.unlinkIdentityOf(input, await requireAdministrator(context))
  }
}
