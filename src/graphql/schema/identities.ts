import { Arg, Ctx, Field, FieldResolver, ID, InputType, Mutation, ObjectType, Resolver, Root } from 'type-graphql'
import type { IdentityView } from '../../providers/identity-view.js'
import type { FinishIdentityLinkOutcome, StartIdentityLinkOutcome } from '../../providers/link-identity.js'
import type { UnlinkIdentityOutcome } from '../../providers/unlink-identity.js'
import type { OwnUser } from '../../sessions/views.js'
import type { RequestContext } from '../contract/context.js'
import { requireSignedIn } from '../contract/guards.js'
import { createOutcomeUnion } from '../contract/outcome-union.js'
import {
  IdentityNotFound,
  IdentityTaken,
  InvalidInput,
  InvalidToken,
  LastSignInMethod,
  ProviderType,
  ProviderUnavailable,
  ReauthenticationRequired,
  Throttled,
} from '../contract/problem.js'
import { DateTime } from '../contract/scalars.js'
import { Bounded, SingleAttempt } from '../server/operation-limits.js'
import { FinishVisitInput, ProviderSignInStarted, StartVisitInput } from './provider-visit.js'
import { UserType } from './users.js'

/** More than a person links in practice; the list is cut there. */
const maxIdentities = 50
/** A query of its own with a bounded answer. */
const costOfRead = 10

@ObjectType({ description: 'An account at a provider that signs the user in.' })
class Identity {
  @Field(() => ID, { description: 'Identifier of the link.' })
  id!: string
  @Field(() => ProviderType, { description: 'The provider that has the account.' })
  provider!: ProviderType
  @Field(() => String, { nullable: true, description: 'The address at the provider. It need not be that of the user.' })
  email!: string | null
  @Field(() => String, { nullable: true, description: 'The name at the provider.' })
  displayName!: string | null
  @Field(() => DateTime, { description: 'When it was linked.' })
  createdAt!: Date
  @Field(() => DateTime, { nullable: true, description: 'When it last signed in. Null before the first sign-in.' })
  lastUsedAt!: Date | null
}

@InputType({ description: 'A provider, and the way back from it.' })
class StartIdentityLinkInput extends StartVisitInput {}

@InputType({ description: 'What came back from the provider.' })
class FinishIdentityLinkInput extends FinishVisitInput {}

@InputType({ description: 'The identity to remove.' })
class UnlinkIdentityInput {
  @Field(() => ID, { description: 'Identifier of the link: `User.identities.id`.' })
  identityId!: string
}

@ObjectType({ description: 'The account at the provider signs the user in from now on.' })
class IdentityLinked {
  @Field(() => Identity, { description: 'The linked account.' })
  identity!: IdentityView
}

@ObjectType({ description: 'The account at the provider does not sign the user in any more.' })
class IdentityUnlinked {
  @Field(() => ID, { description: 'Identifier of the removed link.' })
  identityId!: string
}

const StartIdentityLinkResult = createOutcomeUnion<StartIdentityLinkOutcome>('StartIdentityLinkResult', {
  providerSignInStarted: ProviderSignInStarted,
  providerUnavailable: ProviderUnavailable,
  reauthenticationRequired: ReauthenticationRequired,
  invalidInput: InvalidInput,
  throttled: Throttled,
})

const FinishIdentityLinkResult = createOutcomeUnion<FinishIdentityLinkOutcome>('FinishIdentityLinkResult', {
  identityLinked: IdentityLinked,
  identityTaken: IdentityTaken,
  providerUnavailable: ProviderUnavailable,
  invalidToken: InvalidToken,
  throttled: Throttled,
})

const UnlinkIdentityResult = createOutcomeUnion<UnlinkIdentityOutcome>('UnlinkIdentityResult', {
  identityUnlinked: IdentityUnlinked,
  identityNotFound: IdentityNotFound,
  lastSignInMethod: LastSignInMethod,
  reauthenticationRequired: ReauthenticationRequired,
})

@Resolver(() => UserType)
export class IdentitiesResolver {
  @Bounded(maxIdentities, costOfRead)
  @FieldResolver(() => [Identity], {
    description: 'The accounts at providers that sign the user in, the oldest first.',
  })
  async identities(@Root() user: OwnUser, @Ctx() { auth }: RequestContext): Promise<IdentityView[]> {
    return (await auth.identitiesOf(user)).slice(0, maxIdentities)
  }

  @SingleAttempt()
  @Mutation(() => StartIdentityLinkResult, {
    description: 'Begins to add an account at a provider to the account. Needs a recent proof of identity.',
  })
  async startIdentityLink(
    @Arg('input', () => StartIdentityLinkInput, { description: 'The provider.' }) input: StartIdentityLinkInput,
    @Ctx() context: RequestContext,
  ): Promise<StartIdentityLinkOutcome> {
    const requester = await requireSignedIn(context)
    return context.auth.startIdentityLink(input, { requester, client: context.client })
  }

  @SingleAttempt()
  @Mutation(() => FinishIdentityLinkResult, {
    description: 'Adds the account at the provider, with the one-time code that came back to `returnTo`.',
  })
  async finishIdentityLink(
    @Arg('input', () => FinishIdentityLinkInput, { description: 'The code.' }) input: FinishIdentityLinkInput,
    @Ctx() context: RequestContext,
  ): Promise<FinishIdentityLinkOutcome> {
    const requester = await requireSignedIn(context)
    return context.auth.finishIdentityLink(input, { requester, client: context.client })
  }

  @Mutation(() => UnlinkIdentityResult, {
    description:
      'Removes an account at a provider, unless it is the last way to sign in. Needs a recent proof of identity.',
  })
  async unlinkIdentity(
    @Arg('input', () => UnlinkIdentityInput, { description: 'The identity.' }) input: UnlinkIdentityInput,
    @Ctx() context: RequestContext,
  ): Promise<UnlinkIdentityOutcome> {
    const requester = await requireSignedIn(context)
    return context.auth.unlinkIdentity(input, { requester, client: context.client })
  }
}
