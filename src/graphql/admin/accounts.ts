import {
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql'
import type { AccountView } from '../../administration/account-view.js'
import type { AccountConnection as Accounts, ListFilter, ListOrder } from '../../administration/list-accounts.js'
import { maxPage } from '../../administration/list-page.js'
import type { AccountDetails } from '../../administration/show-account.js'
import type { RequestContext } from '../contract/context.js'
import { registerNames } from '../contract/enums.js'
import { PageInfo } from '../contract/page-info.js'
import { DateTime } from '../contract/scalars.js'
import { Bounded, Costs } from '../server/operation-limits.js'
import { AccountType } from './account.js'
import { AccountDetailsType } from './account-details.js'
import { PageArguments, requirePage } from './connection.js'
import { Permits } from './permits.js'

const UserOrderEnum = registerNames<ListOrder>({
  name: 'UserOrder',
  description: 'The order of a list of users. Each one is answered by an index.',
  values: {
    CREATED_NEWEST: 'The newest account first.',
    CREATED_OLDEST: 'The oldest account first.',
    EMAIL: 'By address; users without an address come last.',
    LAST_SIGN_IN: 'The newest sign-in first; users who never signed in come last.',
  },
})

@InputType({ description: 'Which users. Every condition that is given must hold.' })
class UserFilter implements ListFilter {
  @Field(() => Boolean, { nullable: true, description: 'Whether the user is disabled.' })
  disabled?: boolean | null
  @Field(() => Boolean, { nullable: true, description: 'Whether the address is proven.' })
  emailVerified?: boolean | null
  @Field(() => String, { nullable: true, description: 'Users who have this role.' })
  role?: string | null
  @Field(() => Boolean, { nullable: true, description: 'Whether the user has an authenticator app or a passkey.' })
  hasSecondFactor?: boolean | null
  @Field(() => ID, { nullable: true, description: 'Users who linked an account at this provider.' })
  provider?: string | null
  @Field(() => DateTime, { nullable: true, description: 'Users who were created at this time or later.' })
  createdAfter?: Date | null
  @Field(() => DateTime, { nullable: true, description: 'Users who were created before this time.' })
  createdBefore?: Date | null
  @Field(() => DateTime, { nullable: true, description: 'Users who have not signed in since this time.' })
  inactiveSince?: Date | null
}

@ArgsType()
class UsersArguments extends PageArguments {
  @Field(() => String, {
    nullable: true,
    description:
      'The beginning of an address, a username or an id, whatever its case. It decides the order: addresses, then usernames, then ids.',
  })
  search?: string | null
  @Field(() => UserFilter, { nullable: true, description: 'Which users.' })
  filter?: UserFilter | null
  @Field(() => UserOrderEnum, { defaultValue: 'CREATED_NEWEST', description: 'The order.' })
  orderBy!: ListOrder
}

@ArgsType()
class UserArguments {
  @Field(() => ID, { nullable: true, description: 'Identifier of the user.' })
  id?: string | null
  @Field(() => String, { nullable: true, description: 'The address.' })
  email?: string | null
  @Field(() => String, { nullable: true, description: 'The username, whatever its case.' })
  username?: string | null
}

@ObjectType({ description: 'A user and its place in the list (Relay cursor connections).' })
class UserEdge {
  @Field(() => String, { description: 'The place of the user in this list, for `after` and `before`.' })
  cursor!: string
  @Field(() => AccountType, { description: 'The user.' })
  node!: AccountView
}

@ObjectType({
  description:
    'A page of users (Relay cursor connections). If few users fit the filter, a page can be shorter than asked for and still have a next page.',
})
class UserConnection {
  @Bounded(maxPage)
  @Field(() => [UserEdge], { description: 'The users of this page.' })
  edges!: readonly UserEdge[]
  @Field(() => PageInfo, { description: 'Which part of the list this page is.' })
  pageInfo!: PageInfo
}

@Resolver(() => UserConnection)
export class UserConnectionResolver {
  @Costs(50)
  @FieldResolver(() => Int, { description: 'How many users fit: exact up to 10,000, then an estimate.' })
  async totalCount(@Root() users: Accounts): Promise<number> {
    return (await users.count()).total
  }

  @Costs(50)
  @FieldResolver(() => Boolean, { description: 'Whether `totalCount` is exact.' })
  async totalCountIsExact(@Root() users: Accounts): Promise<boolean> {
    return (await users.count()).isExact
  }
}

@Resolver()
export class AccountsResolver {
  @Permits('USERS_READ')
  @Costs(maxPage)
  @Query(() => UserConnection, {
    description:
      'A page of users. Another size, or a cursor of another list, is a BAD_USER_INPUT error whose extensions carry `argument`.',
  })
  async users(@Args(() => UsersArguments) given: UsersArguments, @Ctx() { auth }: RequestContext): Promise<Accounts> {
    return requirePage(await auth.listAccounts(given))
  }

  @Permits('USERS_READ')
  @Costs(50)
  @Query(() => AccountDetailsType, {
    nullable: true,
    description: 'One user, by exactly one of the arguments. Null if there is no such user.',
  })
  async user(
    @Args(() => UserArguments) name: UserArguments,
    @Ctx() { auth }: RequestContext,
  ): Promise<AccountDetails | null> {
    return auth.showAccount(name)
  }
}
