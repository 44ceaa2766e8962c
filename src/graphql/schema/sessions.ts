import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import type { LoggedOut as LoggedOutOutcome, LogoutScope, RevokeSessionOutcome } from '../../sessions/end-session.js'
import type { RefreshOutcome } from '../../sessions/refresh-session.js'
import type { OwnSession, TokenClaims } from '../../sessions/views.js'
import type { AssuranceLevel, AuthenticationMethod } from '../../tokens/authentication-claims.js'
import type { RequestContext } from '../contract/context.js'
import { AssuranceLevelEnum, AuthenticationMethodEnum, LogoutScopeEnum } from '../contract/enums.js'
import { findSignedIn, requireSignedIn } from '../contract/guards.js'
import { createOutcomeUnion } from '../contract/outcome-union.js'
import { SessionEnded, SessionNotFound, Throttled } from '../contract/problem.js'
import { DateTime } from '../contract/scalars.js'
import { SingleAttempt } from '../server/operation-limits.js'
import { deliverTokens, TokenClaimsType, TokensType } from './tokens.js'

@ObjectType('Session', { description: 'One sign-in on one device, from login or registration until it ends.' })
export class SessionType {
  @Field(() => ID)
  id!: string
  @Field(() => Boolean, { description: 'Whether it is the session of the caller.' })
  current!: boolean
  @Field(() => DateTime)
  createdAt!: Date
  @Field(() => DateTime, { description: 'When it was last refreshed, or a refreshed access token was first used.' })
  lastUsedAt!: Date
  @Field(() => DateTime, { description: 'When the session ends even if it is refreshed until then.' })
  expiresAt!: Date
  @Field(() => String, { nullable: true, description: 'As given at login.' })
  deviceName!: string | null
  @Field(() => String, { nullable: true, description: 'At the last refresh or login.' })
  userAgent!: string | null
  @Field(() => String, { nullable: true, description: 'At the last refresh or login.' })
  ipAddress!: string | null
  @Field(() => TokenClaimsType, {
    nullable: true,
    description: 'The claims of the caller’s access token; null on other sessions.',
  })
  claims!: TokenClaims | null
  @Field(() => DateTime, { description: 'When the person last proved who they are (`auth_time` of OpenID Connect).' })
  authenticatedAt!: Date
  @Field(() => [AuthenticationMethodEnum], { description: 'What they proved it with, in the order of use.' })
  methods!: readonly AuthenticationMethod[]
  @Field(() => AssuranceLevelEnum, { description: 'How strong that was.' })
  assurance!: AssuranceLevel
  @Field(() => Boolean, { description: 'Whether an administrator acts as the user in it.' })
  impersonated!: boolean
}

@InputType()
class RefreshInput {
  @Field(() => String, { nullable: true, description: 'Left out: the refresh cookie is read, and set anew.' })
  refreshToken?: string | null
}

@InputType()
class LogoutInput {
  @Field(() => LogoutScopeEnum)
  // An initial value, because the default of the whole argument leaves the defaults of its fields out.
  scope: LogoutScope = 'CURRENT'
  @Field(() => String, {
    nullable: true,
    description: 'Lets a client without a valid access token end its session. Counts before the access token.',
  })
  refreshToken?: string | null
}

@InputType()
class RevokeSessionInput {
  @Field(() => ID)
  sessionId!: string
}

@ObjectType({ description: 'The session goes on with new tokens.' })
class Refreshed {
  @Field(() => SessionType)
  session!: OwnSession
  @Field(() => TokensType)
  tokens!: TokensType
}

@ObjectType({ description: 'Whoever was signed in is signed out.' })
class LoggedOut {
  @Field(() => Int, { description: 'How many sessions ended: 0 when there was none.' })
  revokedSessions!: number
}

@ObjectType({ description: 'The session has ended.' })
class SessionRevoked {
  @Field(() => ID)
  sessionId!: string
}

const RefreshResult = createOutcomeUnion<RefreshOutcome>('RefreshResult', {
  refreshed: Refreshed,
  sessionEnded: SessionEnded,
  throttled: Throttled,
})

const RevokeSessionResult = createOutcomeUnion<RevokeSessionOutcome>('RevokeSessionResult', {
  sessionRevoked: SessionRevoked,
  sessionNotFound: SessionNotFound,
})

@Resolver()
export class SessionsResolver {
  @Query(() => SessionType, { nullable: true, description: 'The caller’s own session, by the same rules as `me`.' })
  async session(@Ctx() context: RequestContext): Promise<OwnSession | null> {
    const requester = await findSignedIn(context)
    return requester === null ? null : context.auth.sessionOf(requester)
  }

  @SingleAttempt()
  @Mutation(() => RefreshResult, {
    description: 'Needs no access token and ignores a bad one. Without `refreshToken` it reads the refresh cookie.',
  })
  async refresh(
    @Arg('input', () => RefreshInput, { defaultValue: {} }) { refreshToken }: RefreshInput,
    @Ctx() context: RequestContext,
  ): Promise<RefreshOutcome> {
    const token = refreshToken ?? context.refreshCookie() ?? ''
    const outcome = await context.auth.refresh({ refreshToken: token }, context.client)
    return deliverTokens(context, refreshToken == null ? 'COOKIE' : 'BODY', outcome)
  }

  @Mutation(() => LoggedOut, {
    description: 'Never fails: signed out is what the caller wanted. Default: the current session only.',
  })
  async logout(
    @Arg('input', () => LogoutInput, { defaultValue: {} }) { scope, refreshToken }: LogoutInput,
    @Ctx() context: RequestContext,
  ): Promise<LoggedOutOutcome> {
    const requester = await context.requester()
    const token = refreshToken ?? (requester.kind === 'session' ? null : context.refreshCookie())
    const outcome = await context.auth.logout({ scope, refreshToken: token }, { requester, client: context.client })
    if (scope !== 'OTHERS') context.response.clearRefreshCookie()
    return outcome
  }

  @Mutation(() => RevokeSessionResult, { description: 'Ends one of the caller’s sessions.' })
  async revokeSession(
    @Arg('input', () => RevokeSessionInput) input: RevokeSessionInput,
    @Ctx() context: RequestContext,
  ): Promise<RevokeSessionOutcome> {
    const requester = await requireSignedIn(context)
    return context.auth.revokeSession(input, { requester, client: context.client })
  }
}
