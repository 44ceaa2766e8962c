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
import { Bounded, SingleAttempt } from '../server/operation-limits.js'
import { deliverTokens, TokenClaimsType, TokensType } from './tokens.js'

@ObjectType('Session', { description: 'One sign-in on one device: from sign-in or registration until it ends.' })
export class SessionType {
  @Field(() => ID, { description: 'Identifier of the session.' })
  id!: string
  @Field(() => Boolean, { description: 'Whether this is the session of the caller.' })
  current!: boolean
  @Field(() => DateTime, { description: 'When the user signed in.' })
  createdAt!: Date
  @Field(() => DateTime, {
    description: 'When the session was last refreshed, or when its refreshed access token was first used.',
  })
  lastUsedAt!: Date
  @Field(() => DateTime, { description: 'When the session ends even if it is refreshed.' })
  expiresAt!: Date
  @Field(() => String, { nullable: true, description: 'The name that was given at sign-in.' })
  deviceName!: string | null
  @Field(() => String, { nullable: true, description: 'The header User-Agent of the last sign-in or refresh.' })
  userAgent!: string | null
  @Field(() => String, { nullable: true, description: 'The client’s network address at the last sign-in or refresh.' })
  ipAddress!: string | null
  @Field(() => TokenClaimsType, {
    nullable: true,
    description: 'The claims of the caller’s access token. Null on other sessions.',
  })
  claims!: TokenClaims | null
  @Field(() => DateTime, { description: 'When the user last proved who they are (`auth_time` of OpenID Connect).' })
  authenticatedAt!: Date
  @Bounded(7)
  @Field(() => [AuthenticationMethodEnum], { description: 'The proofs that the user gave, in the order of use.' })
  methods!: readonly AuthenticationMethod[]
  @Field(() => AssuranceLevelEnum, { description: 'How strong the proofs are.' })
  assurance!: AssuranceLevel
  @Field(() => Boolean, { description: 'Whether an administrator acts as the user in this session.' })
  impersonated!: boolean
}

@InputType({ description: 'Names the session to refresh.' })
class RefreshInput {
  @Field(() => String, {
    nullable: true,
    description: 'The latest refresh token. Null: the refresh cookie is read, and set again.',
  })
  refreshToken?: string | null
  @Field(() => String, {
    nullable: true,
    description:
      'Random text for this attempt: 128 bits or more, 22 to 128 characters of base64url. Keep it until the answer is in: the same attempt gets the same answer, even late. Also taken from the header X-Refresh-Attempt.',
  })
  attemptId?: string | null
}

@InputType({ description: 'Says which sessions end.' })
class LogoutInput {
  @Field(() => LogoutScopeEnum, { description: 'Which sessions of the user end.' })
  // When `input` is omitted, GraphQL does not apply the defaults of its fields; this initial value does.
  scope: LogoutScope = 'CURRENT'
  @Field(() => String, {
    nullable: true,
    description:
      'Lets a client without a valid access token end its session. It takes precedence over the access token.',
  })
  refreshToken?: string | null
}

@InputType({ description: 'Names the session to end.' })
class RevokeSessionInput {
  @Field(() => ID, { description: 'Identifier of the session, from `me.sessions`.' })
  sessionId!: string
}

@ObjectType({ description: 'The session continues with new tokens.' })
class Refreshed {
  @Field(() => SessionType, { description: 'The session that was refreshed.' })
  session!: OwnSession
  @Field(() => TokensType, { description: 'The new tokens. They replace the old ones.' })
  tokens!: TokensType
}

@ObjectType({ description: 'The client is signed out.' })
class LoggedOut {
  @Field(() => Int, { description: 'Number of sessions that ended. 0 if the client was not signed in.' })
  revokedSessions!: number
}

@ObjectType({ description: 'The session has ended.' })
class SessionRevoked {
  @Field(() => ID, { description: 'Identifier of the ended session.' })
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
  @Query(() => SessionType, {
    nullable: true,
    description: 'The session of the caller. Without an access token, or with a refused one, it answers like `me`.',
  })
  async session(@Ctx() context: RequestContext): Promise<OwnSession | null> {
    const requester = await findSignedIn(context)
    return requester === null ? null : context.auth.sessionOf(requester)
  }

  @SingleAttempt()
  @Mutation(() => RefreshResult, {
    description:
      'Gives new tokens for a refresh token. It ignores the access token. Without `refreshToken` it reads the refresh cookie.',
  })
  async refresh(
    @Arg('input', () => RefreshInput, {
      defaultValue: {},
      description: 'The refresh token, unless it is in the cookie.',
    })
    { refreshToken, attemptId }: RefreshInput,
    @Ctx() context: RequestContext,
  ): Promise<RefreshOutcome> {
    const token = refreshToken ?? context.refreshCookie() ?? ''
    const outcome = await context.auth.refresh(
      { refreshToken: token, attemptId: attemptId ?? context.refreshAttempt },
      context.client,
    )
    return deliverTokens(context, outcome, refreshToken == null ? 'COOKIE' : 'BODY')
  }

  @Mutation(() => LoggedOut, {
    description:
      'Ends the current session or, by `scope`, others. It never fails: a client without a session is signed out already.',
  })
  async logout(
    @Arg('input', () => LogoutInput, { defaultValue: {}, description: 'Which sessions end.' }) {
      scope,
      refreshToken,
    }: LogoutInput,
    @Ctx() context: RequestContext,
  ): Promise<LoggedOutOutcome> {
    const requester = await context.requester()
    const token = refreshToken ?? (requester.kind === 'session' ? null : context.refreshCookie())
    const outcome = await context.auth.logout({ scope, refreshToken: token }, { requester, client: context.client })
    if (scope !== 'OTHERS') context.response.clearRefreshCookie()
    return outcome
  }

  @Mutation(() => RevokeSessionResult, { description: 'Ends one session of the signed-in user.' })
  async revokeSession(
    @Arg('input', () => RevokeSessionInput, { description: 'The session to end.' }) input: RevokeSessionInput,
    @Ctx() context: RequestContext,
  ): Promise<RevokeSessionOutcome> {
    const requester = await requireSignedIn(context)
    return context.auth.revokeSession(input, { requester, client: context.client })
  }
}
