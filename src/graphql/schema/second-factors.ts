import { Arg, Ctx, Field, FieldResolver, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql'
import type { ContinueSignInOutcome } from '../../second-factors/continue-sign-in.js'
import type { ReauthenticateOutcome } from '../../second-factors/reauthenticate.js'
import type { OwnSession } from '../../sessions/views.js'
import type { WebAuthnJson } from '../../webauthn/response.js'
import type { RequestContext } from '../contract/context.js'
import { requireSignedIn } from '../contract/guards.js'
import { createOutcomeUnion } from '../contract/outcome-union.js'
import {
  InvalidCode,
  InvalidCredentials,
  InvalidInput,
  InvalidPasskey,
  InvalidToken,
  Throttled,
  UserDisabled,
} from '../contract/problem.js'
import { DateTime, PasskeyJson } from '../contract/scalars.js'
import { SingleAttempt } from '../server/operation-limits.js'
import { SessionType } from './sessions.js'
import { SignedIn } from './signed-in.js'
import { deliverTokens } from './tokens.js'

@InputType()
abstract class FactorAnswer {
  @Field(() => String, { nullable: true, description: 'The code that the authenticator app shows: six digits.' })
  totpCode?: string | null
  @Field(() => String, { nullable: true, description: 'One of the recovery codes, with or without hyphens.' })
  recoveryCode?: string | null
}

@InputType({ description: 'Exactly one answer. Device name, lifetime and delivery are those of the first step.' })
class ContinueSignInInput extends FactorAnswer {
  @Field(() => String, { description: 'The token from SecondFactorRequired.' })
  signInToken!: string
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether this device needs no second factor for `authConfig.trustedDeviceLifetime`.',
  })
  rememberDevice!: boolean
  @Field(() => PasskeyJson, {
    nullable: true,
    description: 'The response to `passkeyOptions` of SecondFactorRequired.',
  })
  passkey?: WebAuthnJson | null
}

@InputType({ description: 'Exactly one proof.' })
class ReauthenticateInput extends FactorAnswer {
  @Field(() => String, { nullable: true, description: 'The password of the account.' })
  password?: string | null
  @Field(() => PasskeyJson, {
    nullable: true,
    description: 'The response to the options of startPasskey(purpose: REAUTHENTICATE).',
  })
  passkey?: WebAuthnJson | null
  @Field(() => String, {
    nullable: true,
    description: 'The code from requestEmailCode(purpose: REAUTHENTICATE) for the proven address of the account.',
  })
  emailCode?: string | null
}

@ObjectType({
  description:
    'The proof was right. The refresh token stays as it is; older access tokens keep working until they expire.',
})
class Reauthenticated {
  @Field(() => SessionType, { description: 'The session with its new proof of identity.' })
  session!: OwnSession
  @Field(() => String, { description: 'A fresh access token (RFC 9068) with the new proof.' })
  accessToken!: string
  @Field(() => Int, { description: 'Lifetime of the access token in seconds.' })
  expiresIn!: number
  @Field(() => DateTime, { description: 'When the access token expires.' })
  expiresAt!: Date
}

@ObjectType({ description: 'No device is trusted any more.' })
class TrustedDevicesForgotten {
  @Field(() => Int, { description: 'How many devices were trusted.' })
  forgottenDevices!: number
}

const ContinueSignInResult = createOutcomeUnion<ContinueSignInOutcome>('ContinueSignInResult', {
  signedIn: SignedIn,
  invalidCode: InvalidCode,
  invalidPasskey: InvalidPasskey,
  invalidToken: InvalidToken,
  userDisabled: UserDisabled,
  invalidInput: InvalidInput,
  throttled: Throttled,
})

const ReauthenticateResult = createOutcomeUnion<ReauthenticateOutcome>('ReauthenticateResult', {
  reauthenticated: Reauthenticated,
  invalidCredentials: InvalidCredentials,
  invalidCode: InvalidCode,
  invalidPasskey: InvalidPasskey,
  invalidInput: InvalidInput,
  throttled: Throttled,
})

@Resolver(() => Reauthenticated)
export class SecondFactorsResolver {
  @SingleAttempt()
  @Mutation(() => ContinueSignInResult, { description: 'Answers a SecondFactorRequired. Needs no access token.' })
  async continueSignIn(
    @Arg('input', () => ContinueSignInInput, { description: 'The answer.' }) input: ContinueSignInInput,
    @Ctx() context: RequestContext,
  ): Promise<ContinueSignInOutcome> {
    return deliverTokens(context, await context.auth.continueSignIn(input, context.client))
  }

  @SingleAttempt()
  @Mutation(() => ReauthenticateResult, {
    description:
      'Proves the caller anew: `authenticatedAt`, `methods` and `assurance` of the session follow, and so does a fresh access token.',
  })
  async reauthenticate(
    @Arg('input', () => ReauthenticateInput, { description: 'The proof.' }) input: ReauthenticateInput,
    @Ctx() context: RequestContext,
  ): Promise<ReauthenticateOutcome> {
    const requester = await requireSignedIn(context)
    return context.auth.reauthenticate(input, { requester, client: context.client })
  }

  @Mutation(() => TrustedDevicesForgotten, { description: 'Every device of the caller needs the second factor again.' })
  async forgetTrustedDevices(@Ctx() context: RequestContext): Promise<TrustedDevicesForgotten> {
    const requester = await requireSignedIn(context)
    return context.auth.forgetTrustedDevices({ requester, client: context.client })
  }

  @FieldResolver(() => String, { description: 'Always `Bearer` (RFC 6750).' })
  tokenType(): string {
    return 'Bearer'
  }
}
