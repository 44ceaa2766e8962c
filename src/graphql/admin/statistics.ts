import { Args, ArgsType, Ctx, Field, Int, ObjectType, Query, Resolver } from 'type-graphql'
import type { Totals } from '../../statistics/count-totals.js'
import { maxPoints, type StatisticsPoint } from '../../statistics/list-statistics.js'
import type { StatisticsStep } from '../../statistics/steps.js'
import type { RequestContext } from '../contract/context.js'
import { registerNames } from '../contract/enums.js'
import { apiError } from '../contract/errors.js'
import { DateTime } from '../contract/scalars.js'
import { Bounded, Costs } from '../server/operation-limits.js'
import { Permits } from './permits.js'

const StatisticsStepEnum = registerNames<StatisticsStep>({
  name: 'StatisticsStep',
  description: 'The length of a step.',
  values: {
    HOUR: 'Whole hours in UTC. They are kept for a year.',
    DAY: 'Whole days in UTC. They are kept for ever.',
  },
})

/** More than there are methods. */
const maxMethods = 16

@ObjectType({ description: 'How often something was used.' })
class MethodCount {
  @Field(() => String, { description: 'The name of an authentication method.' })
  method!: string
  @Field(() => Int, { description: 'How often.' })
  count!: number
}

@ObjectType('StatisticsPoint', { description: 'What happened in one hour or on one day.' })
class StatisticsPointType {
  @Field(() => DateTime, { description: 'When the step begins, in UTC.' })
  at!: Date
  @Field(() => Int, { description: 'Accounts that were created.' })
  registrations!: number
  @Field(() => Int, { description: 'Sessions that were opened by a sign-in or a registration.' })
  signIns!: number
  @Field(() => Int, { description: 'Sign-ins that were refused: wrong or unknown credentials, and disabled users.' })
  failedSignIns!: number
  @Field(() => Int, {
    description: 'Users who signed in or refreshed a session. The figure is up to five seconds late.',
  })
  activeUsers!: number
  @Bounded(maxMethods)
  @Field(() => [MethodCount], {
    description: 'How often each method was used, by name. A sign-in with two methods counts for both.',
  })
  signInsByMethod!: readonly MethodCount[]
}

@ObjectType({ description: 'What happened in a range of time, and what there is now.' })
class Statistics implements Totals {
  @Bounded(maxPoints)
  @Field(() => [StatisticsPointType], { description: 'One entry for each step, the oldest first. None is left out.' })
  points!: readonly StatisticsPoint[]
  @Field(() => Int, { description: 'Users. Exact up to 10,000; above that as counted in the last ten minutes.' })
  users!: number
  @Field(() => Int, { description: 'Users with an authenticator app or a passkey. Counted like `users`.' })
  usersWithSecondFactor!: number
  @Field(() => Int, { description: 'Users with a passkey. Counted like `users`.' })
  usersWithPasskey!: number
  @Field(() => Int, { description: 'Sessions that have not ended. Counted like `users`.' })
  liveSessions!: number
}

@ArgsType()
class StatisticsArguments {
  @Field(() => DateTime, { description: 'Where the range begins, rounded down to the step.' })
  from!: Date
  @Field(() => DateTime, { description: 'Where it ends, rounded up to the step. The end is not part of it.' })
  to!: Date
  @Field(() => StatisticsStepEnum, { defaultValue: 'DAY', description: 'The length of a step.' })
  step!: StatisticsStep
}

@Resolver()
export class StatisticsResolver {
  @Permits('STATISTICS_READ')
  @Costs(100)
  @Query(() => Statistics, {
    description: `What happened in each step of a range of at most ${maxPoints} steps. Another range is a BAD_USER_INPUT error whose extensions carry \`argument\`.`,
  })
  async statistics(
    @Args(() => StatisticsArguments) given: StatisticsArguments,
    @Ctx() { auth }: RequestContext,
  ): Promise<Statistics> {
    const outcome = await auth.statistics(given)
    if (outcome.kind === 'statistics') return outcome
    throw apiError('BAD_USER_INPUT', { argument: 'to' }, 'The argument `to` is not valid.')
  }
}
