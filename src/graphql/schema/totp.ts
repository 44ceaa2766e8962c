import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'
import type { CreateRecoveryCodesOutcome } from '../../recovery-codes/create-recovery-codes.js'
import type { ConfirmTotpOutcome } from '../../totp/confirm-totp.js'
import type { RemoveTotpOutcome } from '../../totp/remove-totp.js'
import type { StartTotpOutcome } from '../../totp/start-totp.js'
import type { RequestContext } from '../contract/context.js'
import { findCaller, requireEnabled, requireSignedIn } from '../contract/guards.js'
import { createOutcomeUnion } from '../contract/outcome-union.js'
import {
  InvalidCode,
  InvalidInput,
  InvalidToken,
  ReauthenticationRequired,
  SecondFactorMandatory,
  Throttled,
  TotpAlreadyEnabled,
} from '../contract/problem.js'
import { DateTime } from '../contract/scalars.js'
import { Bounded, SingleAttempt } from '../server/operation-limits.js'
import { deliverSignedIn, FactorAdded, SetupInput } from './factor-setup.js'
import { TotpType } from './user-factors.js'

@InputType({ description: 'Who sets up an authenticator app.' })
class StartTotpInput extends SetupInput {}

@InputType({ description: 'The first code of a new authenticator app.' })
class ConfirmTotpInput extends SetupInput {
  @Field(() => String, { description: 'The code that the app shows: six digits.' })
  code!: string
}

@ObjectType({
  description:
    'What an authenticator app needs (RFC 6238: SHA-1, six digits, thirty seconds). Nothing changes until confirmTotp.',
})
class TotpSetup {
  @Field(() => String, { description: 'The secret in base32, for apps that cannot read the picture.' })
  secret!: string
  @Field(() => String, { description: 'A link of the scheme `otpauth`, which opens an app on the same device.' })
  uri!: string
  @Field(() => String, { description: 'The link as a QR code: an SVG as a `data:` URL.' })
  qrCode!: string
  @Field(() => DateTime, { description: 'When this set-up expires.' })
  expiresAt!: Date
}

@ObjectType({ description: 'Signing in asks for a code of the app from now on.' })
class TotpEnabled extends FactorAdded {
  @Field(() => TotpType, { description: 'The new second factor.' })
  totp!: TotpType
}

@ObjectType({ description: 'Signing in does not ask for a code of the app any more.' })
class TotpRemoved {
  @Field(() => ID, { description: 'The identifier of the user.' })
  userId!: string
}

@ObjectType({ description: 'Ten fresh recovery codes. The older ones do not work any more.' })
class RecoveryCodesCreated {
  @Bounded(10)
  @Field(() => [String], { description: 'Show them once: the server cannot show them again.' })
  recoveryCodes!: readonly string[]
}

const StartTotpResult = createOutcomeUnion<StartTotpOutcome>('StartTotpResult', {
  totpSetup: TotpSetup,
  totpAlreadyEnabled: TotpAlreadyEnabled,
  reauthenticationRequired: ReauthenticationRequired,
  invalidToken: InvalidToken,
  throttled: Throttled,
})

const ConfirmTotpResult = createOutcomeUnion<ConfirmTotpOutcome>('ConfirmTotpResult', {
  totpEnabled: TotpEnabled,
  invalidCode: InvalidCode,
  invalidInput: InvalidInput,
  invalidToken: InvalidToken,
  throttled: Throttled,
})

const RemoveTotpResult = createOutcomeUnion<RemoveTotpOutcome>('RemoveTotpResult', {
  totpRemoved: TotpRemoved,
  secondFactorMandatory: SecondFactorMandatory,
  reauthenticationRequired: ReauthenticationRequired,
})

const CreateRecoveryCodesResult = createOutcomeUnion<CreateRecoveryCodesOutcome>('CreateRecoveryCodesResult', {
  recoveryCodesCreated: RecoveryCodesCreated,
  reauthenticationRequired: ReauthenticationRequired,
})

@Resolver()
export class TotpResolver {
  @SingleAttempt()
  @Mutation(() => StartTotpResult, {
    description: 'Begins to set up an authenticator app. A signed-in caller needs a recent proof of identity.',
  })
  async startTotp(
    @Arg('input', () => StartTotpInput, { defaultValue: {}, description: 'Who sets it up.' }) input: StartTotpInput,
    @Ctx() context: RequestContext,
  ): Promise<StartTotpOutcome> {
    requireEnabled(context.auth.registrationRules.totp)
    return context.auth.startTotp(input, await findCaller(context, input.signInToken))
  }

  @SingleAttempt()
  @Mutation(() => ConfirmTotpResult, { description: 'Turns the authenticator app on with its first code.' })
  async confirmTotp(
    @Arg('input', () => ConfirmTotpInput, { description: 'The code.' }) input: ConfirmTotpInput,
    @Ctx() context: RequestContext,
  ): Promise<ConfirmTotpOutcome> {
    return deliverSignedIn(context, await context.auth.confirmTotp(input, await findCaller(context, input.signInToken)))
  }

  @Mutation(() => RemoveTotpResult, {
    description: 'Turns the authenticator app off. Needs a recent proof of identity.',
  })
  async removeTotp(@Ctx() context: RequestContext): Promise<RemoveTotpOutcome> {
    const requester = await requireSignedIn(context)
    return context.auth.removeTotp({ requester, client: context.client })
  }

  @Mutation(() => CreateRecoveryCodesResult, {
    description: 'Makes ten fresh recovery codes and voids the older ones. Needs a recent proof of identity.',
  })
  async createRecoveryCodes(@Ctx() context: RequestContext): Promise<CreateRecoveryCodesOutcome> {
    const requester = await requireSignedIn(context)
    return context.auth.createRecoveryCodes({ requester, client: context.client })
  }
}
