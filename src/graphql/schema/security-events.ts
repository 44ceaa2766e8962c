import { Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, ObjectType, Resolver, Root } from 'type-graphql'
import type { SecurityEventKind } from '../../security-events/kinds.js'
import { maxSecurityEvents, type SecurityEvent } from '../../security-events/list-security-events.js'
import type { OwnUser } from '../../sessions/views.js'
import type { RequestContext } from '../contract/context.js'
import { SecurityEventKindEnum } from '../contract/enums.js'
import { apiError } from '../contract/errors.js'
import { PageInfo } from '../contract/page-info.js'
import { DateTime } from '../contract/scalars.js'
import { securityEventSentence } from '../contract/sentences.js'
import { Bounded, Costs } from '../server/operation-limits.js'
import { UserType } from './users.js'

@ArgsType()
class SecurityEventsPage {
  @Field(() => Int, { defaultValue: 20, description: `How many events: 1 to ${maxSecurityEvents}.` })
  first!: number
  @Field(() => String, {
    nullable: true,
    description: 'The `endCursor` of the page before. Null: the newest events.',
  })
  after?: string | null
}

@ObjectType('SecurityEvent', { description: 'Something that happened to the account of the user.' })
class SecurityEventType {
  @Field(() => ID, { description: 'Identifier of the event.' })
  id!: string
  @Field(() => DateTime, { description: 'When it happened.' })
  at!: Date
  @Field(() => SecurityEventKindEnum, { description: 'What happened.' })
  kind!: SecurityEventKind
  @Field(() => ID, {
    nullable: true,
    description: 'The session of the user in which it happened. Null: outside of their sessions.',
  })
  sessionId!: string | null
  @Field(() => String, {
    nullable: true,
    description: 'The name of the device of that session. Null when it has none, or when the session is deleted.',
  })
  deviceName!: string | null
  @Field(() => String, {
    nullable: true,
    description: 'The network address that it came from. Null for what an administrator or the server did.',
  })
  ipAddress!: string | null
}

@ObjectType({ description: 'A security event and its place in the list (Relay cursor connections).' })
class SecurityEventEdge {
  @Field(() => String, { description: 'The place of the event, for `after`. It is valid while the event is kept.' })
  cursor!: string
  @Field(() => SecurityEventType, { description: 'The event.' })
  node!: SecurityEvent
}

@ObjectType({ description: 'A page of security events (Relay cursor connections).' })
class SecurityEventConnection {
  @Bounded(maxSecurityEvents)
  @Field(() => [SecurityEventEdge], { description: 'The events of this page, newest first.' })
  edges!: SecurityEventEdge[]
  @Field(() => PageInfo, { description: 'Which part of the list this page is.' })
  pageInfo!: PageInfo
}

@Resolver(() => SecurityEventType)
export class SecurityEventResolver {
  @FieldResolver(() => String, { description: 'A sentence for the user, in the language of Accept-Language.' })
  message(@Root() { kind }: SecurityEvent, @Ctx() { client }: RequestContext): string {
    return securityEventSentence(kind, client.language)
  }
}

@Resolver(() => UserType)
export class SecurityEventsResolver {
  @Costs(maxSecurityEvents)
  @FieldResolver(() => SecurityEventConnection, {
    description:
      'What happened to the account, newest first. Another `first`, or an `after` of another list, is a BAD_USER_INPUT error whose extensions carry `argument`.',
  })
  async securityEvents(
    @Root() user: OwnUser,
    @Ctx() { auth }: RequestContext,
    @Args(() => SecurityEventsPage) page: SecurityEventsPage,
  ): Promise<SecurityEventConnection> {
    const outcome = await auth.securityEventsOf(user, page)
    if (outcome.kind === 'invalidArgument') {
      const { argument } = outcome
      throw apiError('BAD_USER_INPUT', { argument }, `The argument \`${argument}\` is not valid.`)
    }
    const { events, hasNextPage, hasPreviousPage } = outcome
    const edges = events.map((node) => ({ cursor: node.id, node }))
    const [startCursor, endCursor] = [edges[0]?.cursor ?? null, edges.at(-1)?.cursor ?? null]
    return { edges, pageInfo: { hasNextPage, hasPreviousPage, startCursor, endCursor } }
  }
}
