import { Arg, Ctx, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver } from 'type-graphql'
import { deviceTokenSeconds } from '../../devices/device-token.js'
import type { SignedIn, Tokens } from '../../sessions/issue-tokens.js'
import type { VerifyTokenOutcome } from '../../sessions/verify-token.js'
import type { AssuranceLevel, AuthenticationMethod } from '../../tokens/authentication-claims.js'
import { maxRoles } from '../contract/bounds.js'
import type { RequestContext } from '../contract/context.js'
import { AssuranceLevelEnum, AuthenticationMethodEnum, type TokenDelivery } from '../contract/enums.js'
import { createOutcomeUnion } from '../contract/outcome-union.js'
import { InvalidToken } from '../contract/problem.js'
import { DateTime } from '../contract/scalars.js'
import { Bounded } from '../server/operation-limits.js'

@ObjectType('Tokens', { description: 'The answer of the token endpoint of RFC 6749, section 5.1, with all lifetimes.' })
export class TokensType {
  @Field(() => String, { description: 'A JWT (RFC 9068), to be sent as `Authorization: Bearer`.' })
  accessToken!: string
  @Field(() => Int, { description: 'Lifetime of the access token in seconds.' })
  expiresIn!: number
  @Field(() => DateTime, { description: 'When the access token expires.' })
  expiresAt!: Date
  @Field(() => String, {
    nullable: true,
    description: 'The token for `refresh`. Null if it was delivered as a cookie.',
  })
  refreshToken!: string | null
  @Field(() => Int, { description: 'Seconds until the session ends if it is not refreshed.' })
  refreshExpiresIn!: number
  @Field(() => DateTime, { description: 'When the session ends if it is not refreshed.' })
  refreshExpiresAt!: Date
}

@Resolver(() => TokensType)
export class TokensResolver {
  @FieldResolver(() => String, { description: 'Always `Bearer` (RFC 6750).' })
  tokenType(): string {
    return 'Bearer'
  }
}

@ObjectType('TokenClaims', { description: 'The claims of an access token.' })
export class TokenClaimsType {
  @Field(() => ID, { description: 'Identifier of the user (claim `sub`).' })
  userId!: string
  @Field(() => ID, { description: 'Identifier of the session (claim `sid`).' })
  sessionId!: string
  @Field(() => String, {
    nullable: true,
    description: 'The address that the user has now. It is read from the account, not from the token.',
  })
  email!: string | null
  @Field(() => String, { description: 'The server that issued the token (claim `iss`).' })
  issuer!: string
  @Field(() => String, { description: 'The service that the token is for (claim `aud`).' })
  audience!: string
  @Field(() => DateTime, { description: 'When the token was issued (claim `iat`).' })
  issuedAt!: Date
  @Field(() => DateTime, { description: 'When the token expires (claim `exp`).' })
  expiresAt!: Date
  @Field(() => DateTime, { description: 'When the user last proved who they are (claim `auth_time`).' })
  authenticatedAt!: Date
  @Bounded(7)
  @Field(() => [AuthenticationMethodEnum], {
    description: 'The proofs that the user gave, in the order of use (claim `amr`).',
  })
  methods!: readonly AuthenticationMethod[]
  @Field(() => AssuranceLevelEnum, { description: 'How strong the proofs are (claim `acr`).' })
  assurance!: AssuranceLevel
  @Bounded(maxRoles)
  @Field(() => [String], {
    description:
      'Names of the roles that the user has now, sorted. They are read from the account, not from the token.',
  })
  roles!: readonly string[]
  @Field(() => ID, {
    nullable: true,
    description: 'The administrator who acts as the user (claim `act`, RFC 8693). Null if the user acts.',
  })
  actorId!: string | null
}

const VerifyTokenResult = createOutcomeUnion<VerifyTokenOutcome>('VerifyTokenResult', {
  tokenClaims: TokenClaimsType,
  invalidToken: InvalidToken,
})

@Resolver(() => TokenClaimsType)
export class TokenClaimsResolver {
  @FieldResolver(() => String, { description: 'Always `access`.' })
  tokenType(): string {
    return 'access'
  }

  @Query(() => VerifyTokenResult, {
    description:
      'Checks an access token and returns its claims. Needs no access token in the header. Any other kind of token is InvalidToken.',
  })
  verifyToken(
    @Arg('token', () => String, { description: 'The access token to check.' }) token: string,
    @Ctx() { auth }: RequestContext,
  ): Promise<VerifyTokenOutcome> {
    return auth.verifyToken(token)
  }
}

/** Moves refresh token and device token into cookies if the client asked for that. Changes no other outcome. */
export function deliverTokens<Outcome extends { kind: string }>(
  { response }: RequestContext,
  outcome: Outcome,
  delivery = deliveryOf(outcome),
): Outcome {
  if (!hasTokens(outcome) || delivery === 'BODY') return outcome
  response.setRefreshCookie(outcome.tokens.refreshToken, outcome.tokens.refreshExpiresIn)
  const delivered = { ...outcome, tokens: { ...outcome.tokens, refreshToken: null } }
  if (!hasDeviceToken(outcome)) return delivered
  response.setDeviceCookie(outcome.deviceToken, deviceTokenSeconds)
  return { ...delivered, deviceToken: null }
}

/** A sign-in tells how its first step asked for the token. */
function deliveryOf(outcome: object): TokenDelivery {
  return (outcome as { delivery?: TokenDelivery }).delivery ?? 'BODY'
}

function hasTokens<Outcome extends object>(outcome: Outcome): outcome is Outcome & { tokens: Tokens } {
  return 'tokens' in outcome
}

function hasDeviceToken<Outcome extends object>(outcome: Outcome): outcome is Outcome & Pick<SignedIn, 'deviceToken'> {
  return 'deviceToken' in outcome
}
