import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql'
import type { OwnSession, OwnUser } from '../../sessions/views.js'
import type { DeleteAccountOutcome } from '../../users/delete-account.js'
import type { ProfileChanges } from '../../users/profile.js'
import type { UpdateProfileOutcome } from '../../users/update-profile.js'
import { maxRoles } from '../contract/bounds.js'
import type { RequestContext } from '../contract/context.js'
import { apiError } from '../contract/errors.js'
import { findSignedIn, requireSignedIn } from '../contract/guards.js'
import { createOutcomeUnion } from '../contract/outcome-union.js'
import {
  InvalidCredentials,
  InvalidInput,
  ReauthenticationRequired,
  Throttled,
  UsernameTaken,
} from '../contract/problem.js'
import { DateTime } from '../contract/scalars.js'
import { Bounded, SingleAttempt } from '../server/operation-limits.js'
import { Profile, ProfileInput } from './profile.js'
import { SessionType } from './sessions.js'

/** The largest value of SESSIONS_PER_USER. */
const maxSessions = 200
/** The roles of one user permit no more than fits into an access token: 4 kB. */
const maxPermissions = 1000
/** A query of its own with a bounded answer. */
const costOfRead = 10

@ObjectType('User', { description: 'A person with an account.' })
export class UserType {
  @Field(() => ID, { description: 'Identifier of the user. It never changes and is never used again.' })
  id!: string
  @Field(() => String, {
    nullable: true,
    description: 'The address in canonical form: lower case, the domain in ASCII. Null if the user has none.',
  })
  email!: string | null
  @Field(() => String, {
    nullable: true,
    description: 'The username as typed; compared without regard to case. Null if the user has none.',
  })
  username!: string | null
  @Field(() => Int, { description: 'A number for the application to use. 0 unless an administrator sets it.' })
  type!: number
  @Bounded(maxRoles)
  @Field(() => [String], { description: 'Names of the user’s roles, sorted.' })
  roles!: readonly string[]
  @Field(() => DateTime, { description: 'When the account was created.' })
  createdAt!: Date
  @Field(() => DateTime, { description: 'When the user was last changed.' })
  updatedAt!: Date
}

@InputType({ description: 'Leave a field out to keep its value; give null to clear it.' })
class UpdateProfileInput {
  @Field(() => String, { nullable: true, description: 'The new username. `authConfig.username` has the rules.' })
  username?: string | null
  @Field(() => ProfileInput, { nullable: true, description: 'Changes of the profile.' })
  profile?: ProfileChanges | null
}

@InputType({ description: 'Confirms the deletion with the password.' })
class DeleteAccountInput {
  @Field(() => String, {
    nullable: true,
    description: 'The password of the signed-in user. Null: the session must have been authenticated a short time ago.',
  })
  currentPassword?: string | null
}

@ObjectType({ description: 'The changes are stored.' })
class ProfileUpdated {
  @Field(() => UserType, { description: 'The user with the changes.' })
  user!: OwnUser
}

@ObjectType({ description: 'The user, the profile and all sessions are deleted.' })
class AccountDeleted {
  @Field(() => ID, { description: 'Identifier of the deleted user.' })
  userId!: string
}

const UpdateProfileResult = createOutcomeUnion<UpdateProfileOutcome>('UpdateProfileResult', {
  profileUpdated: ProfileUpdated,
  invalidInput: InvalidInput,
  usernameTaken: UsernameTaken,
  throttled: Throttled,
})

type AnsweredDeletion = Exclude<DeleteAccountOutcome, { kind: 'lastAdministrator' }>

const DeleteAccountResult = createOutcomeUnion<AnsweredDeletion>('DeleteAccountResult', {
  accountDeleted: AccountDeleted,
  invalidCredentials: InvalidCredentials,
  reauthenticationRequired: ReauthenticationRequired,
  throttled: Throttled,
})

@Resolver(() => UserType)
export class UsersResolver {
  @Query(() => UserType, {
    nullable: true,
    description:
      'The signed-in user. No credentials: null and no error. Credentials that are refused: null and an UNAUTHENTICATED error whose extensions carry `reason: TokenRejection`.',
  })
  async me(@Ctx() context: RequestContext): Promise<OwnUser | null> {
    return (await findSignedIn(context))?.user ?? null
  }

  @FieldResolver(() => Boolean, { description: 'Whether the user has proven to receive mail at `email`.' })
  emailVerified(@Root() user: OwnUser): boolean {
    return user.emailVerifiedAt !== null
  }

  @FieldResolver(() => Profile, { description: 'The profile of the user. Its fields are null until they are set.' })
  async profile(@Root() user: OwnUser, @Ctx() { auth }: RequestContext): Promise<Partial<Profile>> {
    return ((await auth.profileOf(user)) ?? {}) as Partial<Profile>
  }

  @Bounded(maxPermissions, costOfRead)
  @FieldResolver(() => [String], { description: 'What the roles permit, sorted, without repeats.' })
  async permissions(@Root() user: OwnUser, @Ctx() { auth }: RequestContext): Promise<string[]> {
    const { permissions, applicationPermissions } = await auth.permissionsOf(user)
    return [...new Set([...permissions, ...applicationPermissions])].sort()
  }

  @Bounded(maxSessions, maxSessions)
  @FieldResolver(() => [SessionType], {
    description: 'Live sessions, the most recently used first; never more than SESSIONS_PER_USER.',
  })
  sessions(@Root() user: OwnUser, @Ctx() { auth }: RequestContext): Promise<OwnSession[]> {
    return auth.sessionsOf(user)
  }

  @Mutation(() => UpdateProfileResult, { description: 'Changes the username and the profile of the signed-in user.' })
  async updateProfile(
    @Arg('input', () => UpdateProfileInput, { description: 'The changes.' }) input: UpdateProfileInput,
    @Ctx() context: RequestContext,
  ): Promise<UpdateProfileOutcome> {
    const requester = await requireSignedIn(context)
    return context.auth.updateProfile(input, { requester, client: context.client })
  }

  @SingleAttempt()
  @Mutation(() => DeleteAccountResult, {
    description:
      'Deletes the signed-in user with the profile and all sessions. Needs the current password or a recent proof of identity. The last administrator gets FORBIDDEN.',
  })
  async deleteAccount(
    @Arg('input', () => DeleteAccountInput, { description: 'The confirmation.' }) input: DeleteAccountInput,
    @Ctx() context: RequestContext,
  ): Promise<AnsweredDeletion> {
    const requester = await requireSignedIn(context)
    const outcome = await context.auth.deleteAccount(input, { requester, client: context.client })
    if (outcome.kind === 'lastAdministrator') throw apiError('FORBIDDEN', { reason: 'LAST_ADMINISTRATOR' })
    return outcome
  }
}
