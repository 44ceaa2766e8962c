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
import type { ProfileChanges, Sex } from '../../users/profile.js'
import type { UpdateProfileOutcome } from '../../users/update-profile.js'
import type { RequestContext } from '../contract/context.js'
import { SexEnum } from '../contract/enums.js'
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
import { Costs, SingleAttempt } from '../server/operation-limits.js'
import { SessionType } from './sessions.js'

/** A query of its own, whose answer has no fixed length. */
const costOfList = 20

@ObjectType({ description: 'Every field is null until it is set.' })
export class Profile {
  @Field(() => SexEnum, { nullable: true })
  sex!: Sex | null
  @Field(() => Int, { nullable: true })
  age!: number | null
  @Field(() => String, { nullable: true, description: 'An http or https address.' })
  portraitUrl!: string | null
  @Field(() => String, { nullable: true })
  clinic!: string | null
  @Field(() => String, { nullable: true })
  mobile!: string | null
  @Field(() => String, { nullable: true })
  landline!: string | null
  @Field(() => String, { nullable: true })
  certificate!: string | null
  @Field(() => Boolean, { nullable: true, description: 'Set by administrators only.' })
  certificateChecked!: boolean | null
  @Field(() => String, { nullable: true })
  wechatId!: string | null
  @Field(() => String, { nullable: true })
  intro!: string | null
  @Field(() => String, { nullable: true })
  school!: string | null
  @Field(() => String, { nullable: true })
  major!: string | null
}

@ObjectType('User', { description: 'A person with an account.' })
export class UserType {
  @Field(() => ID)
  id!: string
  @Field(() => String, { nullable: true, description: 'In its canonical form: lower case, the domain in ASCII.' })
  email!: string | null
  @Field(() => String, { nullable: true, description: 'As typed; compared without regard to case.' })
  username!: string | null
  @Field(() => Int, { description: 'Application-defined account type, 0 unless an administrator sets it.' })
  type!: number
  @Field(() => DateTime)
  createdAt!: Date
  @Field(() => DateTime)
  updatedAt!: Date
}

@InputType({ description: 'A field left out stays as it is; null clears it.' })
export class ProfileInput {
  @Field(() => SexEnum, { nullable: true })
  sex?: Sex | null
  @Field(() => Int, { nullable: true, description: '0 to 150.' })
  age?: number | null
  @Field(() => String, { nullable: true, description: 'An http or https address, up to 2048 code points.' })
  portraitUrl?: string | null
  @Field(() => String, { nullable: true, description: 'Up to 200 code points.' })
  clinic?: string | null
  @Field(() => String, { nullable: true, description: 'Digits, spaces and + ( ) . / -, up to 32.' })
  mobile?: string | null
  @Field(() => String, { nullable: true, description: 'Digits, spaces and + ( ) . / -, up to 32.' })
  landline?: string | null
  @Field(() => String, { nullable: true, description: 'Up to 200 code points.' })
  certificate?: string | null
  @Field(() => String, { nullable: true, description: 'Up to 64 code points.' })
  wechatId?: string | null
  @Field(() => String, { nullable: true, description: 'Up to 4000 code points; may have lines.' })
  intro?: string | null
  @Field(() => String, { nullable: true, description: 'Up to 200 code points.' })
  school?: string | null
  @Field(() => String, { nullable: true, description: 'Up to 200 code points.' })
  major?: string | null
}

@InputType({ description: 'A field left out stays as it is; null clears it.' })
class UpdateProfileInput {
  @Field(() => String, { nullable: true })
  username?: string | null
  @Field(() => ProfileInput, { nullable: true })
  profile?: ProfileChanges | null
}

@InputType()
class DeleteAccountInput {
  @Field(() => String, {
    nullable: true,
    description: 'Left out: the session must have been authenticated recently.',
  })
  currentPassword?: string | null
}

@ObjectType({ description: 'The changes are stored.' })
class ProfileUpdated {
  @Field(() => UserType)
  user!: OwnUser
}

@ObjectType({ description: 'The user, the profile and every session are gone.' })
class AccountDeleted {
  @Field(() => ID)
  userId!: string
}

const UpdateProfileResult = createOutcomeUnion<UpdateProfileOutcome>('UpdateProfileResult', {
  profileUpdated: ProfileUpdated,
  invalidInput: InvalidInput,
  usernameTaken: UsernameTaken,
})

const DeleteAccountResult = createOutcomeUnion<DeleteAccountOutcome>('DeleteAccountResult', {
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

  @FieldResolver(() => Profile)
  async profile(@Root() user: OwnUser, @Ctx() { auth }: RequestContext): Promise<Partial<Profile>> {
    return ((await auth.profileOf(user)) ?? {}) as Partial<Profile>
  }

  @Costs(costOfList)
  @FieldResolver(() => [SessionType], { description: 'Live sessions, newest use first.' })
  sessions(@Root() user: OwnUser, @Ctx() { auth }: RequestContext): Promise<OwnSession[]> {
    return auth.sessionsOf(user)
  }

  @Mutation(() => UpdateProfileResult, { description: 'Changes what the user may change about themselves.' })
  async updateProfile(
    @Arg('input', () => UpdateProfileInput) input: UpdateProfileInput,
    @Ctx() context: RequestContext,
  ): Promise<UpdateProfileOutcome> {
    const requester = await requireSignedIn(context)
    return context.auth.updateProfile(input, { requester, client: context.client })
  }

  @SingleAttempt()
  @Mutation(() => DeleteAccountResult, {
    description: 'Deletes the user and everything that belongs to them. Needs the present password or a recent proof.',
  })
  async deleteAccount(
    @Arg('input', () => DeleteAccountInput) input: DeleteAccountInput,
    @Ctx() context: RequestContext,
  ): Promise<DeleteAccountOutcome> {
    const requester = await requireSignedIn(context)
    return context.auth.deleteAccount(input, { requester, client: context.client })
  }
}
