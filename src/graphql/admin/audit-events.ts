import {
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql'
import {
  type AuditEventConnection as AuditEvents,
  type EventFilter,
  type EventView,
  maxKinds,
} from '../../administration/list-audit-events.js'
import { maxPage } from '../../administration/list-page.js'
import type { AccountDetails } from '../../administration/show-account.js'
import type { RequestContext } from '../contract/context.js'
import { PageInfo } from '../contract/page-info.js'
import { DateTime, Json } from '../contract/scalars.js'
import { Bounded, Costs } from '../server/operation-limits.js'
import { AccountDetailsType } from './account-details.js'
import { ForwardPage, PageArguments, requirePage } from './connection.js'
import { Permits } from './permits.js'

@InputType({ description: 'Which events. Every condition that is given must hold.' })
class AuditFilter implements EventFilter {
  @Field(() => ID, { nullable: true, description: 'Events that concern this user.' })
  userId?: string | null
  @Field(() => ID, { nullable: true, description: 'Events that this user or administrator caused.' })
  actorId?: string | null
  @Field(() => [String], { nullable: true, description: `Events of one of these kinds, at most ${maxKinds}.` })
  kinds?: string[] | null
  @Field(() => String, { nullable: true, description: '`success` or `failure`.' })
  outcome?: string | null
  @Field(() => String, { nullable: true, description: 'Events of requests from this network address.' })
  ipAddress?: string | null
  @Field(() => DateTime, { nullable: true, description: 'Events after this time.' })
  after?: Date | null
  @Field(() => DateTime, { nullable: true, description: 'Events before this time.' })
  before?: Date | null
}

@ObjectType({ description: 'Something that was recorded. It contains no secret.' })
class AuditEvent {
  @Field(() => ID, { description: 'Identifier of the event.' })
  id!: string
  @Field(() => DateTime, { description: 'When it happened.' })
  at!: Date
  @Field(() => String, { description: 'What happened, for example `session.created`.' })
  kind!: string
  @Field(() => String, { description: '`success` or `failure`.' })
  outcome!: string
  @Field(() => ID, { nullable: true, description: 'Whom it concerns. The user may be deleted. Null: no user.' })
  userId!: string | null
  @Field(() => String, {
    nullable: true,
    description: 'Who did it: `user`, `administrator`, `commandLine`, `system` or `anonymous`. Null in older events.',
  })
  actorKind!: string | null
  @Field(() => ID, { nullable: true, description: 'The user or administrator who did it. Null for the others.' })
  actorId!: string | null
  @Field(() => ID, { nullable: true, description: 'The session in which it happened. Null: in none.' })
  sessionId!: string | null
  @Field(() => String, { nullable: true, description: 'The network address of the request. Null: no request.' })
  ipAddress!: string | null
  @Field(() => String, { nullable: true, description: 'The request, as the log names it. Null: no request.' })
  requestId!: string | null
  @Field(() => Json, { nullable: true, description: 'What events of this kind say in addition.' })
  details!: Record<string, unknown> | null
}

@ObjectType({ description: 'An event and its place in the list (Relay cursor connections).' })
class AuditEventEdge {
  @Field(() => String, { description: 'The place of the event in this list, for `after` and `before`.' })
  cursor!: string
  @Field(() => AuditEvent, { description: 'The event.' })
  node!: EventView
}

@ObjectType({ description: 'A page of events, the newest first (Relay cursor connections).' })
class AuditEventConnection {
  @Bounded(maxPage)
  @Field(() => [AuditEventEdge], { description: 'The events of this page.' })
  edges!: readonly AuditEventEdge[]
  @Field(() => PageInfo, { description: 'Which part of the list this page is.' })
  pageInfo!: PageInfo
}

@ArgsType()
class AuditEventsArguments extends PageArguments {
  @Field(() => AuditFilter, { nullable: true, description: 'Which events.' })
  filter?: AuditFilter | null
}

@Resolver(() => AccountDetailsType)
export class AuditEventsResolver {
  @Permits('AUDIT_READ')
  @Costs(maxPage)
  @Query(() => AuditEventConnection, {
    description:
      'A page of events, the newest first. Another size, or a cursor of another list, is a BAD_USER_INPUT error whose extensions carry `argument`.',
  })
  async auditEvents(
    @Args(() => AuditEventsArguments) given: AuditEventsArguments,
    @Ctx() { auth }: RequestContext,
  ): Promise<AuditEvents> {
    return requirePage(await auth.listAuditEvents(given))
  }

  @Permits('AUDIT_READ')
  @Costs(maxPage)
  @FieldResolver(() => AuditEventConnection, {
    name: 'auditEvents',
    description: 'A page of the events that concern the user, the newest first.',
  })
  async auditEventsOfUser(
    @Root() { account }: AccountDetails,
    @Args(() => ForwardPage) given: ForwardPage,
    @Ctx() { auth }: RequestContext,
  ): Promise<AuditEvents> {
    return requirePage(await auth.listAuditEvents({ ...given, filter: { userId: account.id } }))
  }
}
