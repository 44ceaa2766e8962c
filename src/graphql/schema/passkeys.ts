import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'
import type { AddPasskeyOutcome } from '../../passkeys/add-passkey.js'
import type { RemovePasskeyOutcome } from '../../passkeys/remove-passkey.js'
import type { RenamePasskeyOutcome } from '../../passkeys/rename-passkey.js'
import type { StartPasskeyRegistrationOutcome } from '../../passkeys/start-passkey-registration.js'
import type { PasskeyView } from '../../passkeys/views.js'
import type { StartPasskeySignUpOutcome } from '../../registration/start-passkey-sign-up.js'
import type { WebAuthnJson } from '../../webauthn/response.js'
import type { RequestContext } from '../contract/context.js'
import { findCaller, requireSignedIn } from '../contract/guards.js'
import { createOutcomeUnion } from '../contract/outcome-union.js'
import {
  InvalidInput,
  InvalidPasskey,
  InvalidToken,
  LastSignInMethod,
  PasskeyNotFound,
  ReauthenticationRequired,
  RegistrationClosed,
  SecondFactorMandatory,
  Throttled,
} from '../contract/problem.js'
import { PasskeyJson } from '../contract/scalars.js'
import { SingleAttempt } from '../server/operation-limits.js'
import { deliverSignedIn, FactorAdded, SetupInput } from './factor-setup.js'
import { PasskeyChallenge, requirePasskeys } from './passkey-sign-in.js'
import { PasskeyType } from './user-factors.js'

@InputType({
  description:
    'Who adds a passkey: the caller, or a sign-in that needs a factor set up. A person who signs up gives an address, a username or both.',
})
class StartPasskeyRegistrationInput extends SetupInput {
  @Field(() => String, { nullable: true, description: 'The address of a person who signs up.' })
  email?: string | null
  @Field(() => String, { nullable: true, description: 'The username of a person who signs up.' })
  username?: string | null
}

@InputType({ description: 'A new passkey.' })
class AddPasskeyInput extends SetupInput {
  @Field(() => PasskeyJson, { description: 'The response to the options of startPasskeyRegistration.' })
  passkey!: WebAuthnJson
  @Field(() => String, {
    nullable: true,
    description: 'A name for the list of passkeys: up to 100 code points. Left out: the name of the authenticator.',
  })
  name?: string | null
}

@InputType({ description: 'Another name for a passkey.' })
class RenamePasskeyInput {
  @Field(() => ID, { description: 'Identifier of the passkey, from `me.passkeys`.' })
  passkeyId!: string
  @Field(() => String, { description: 'The new name: up to 100 code points.' })
  name!: string
}

@InputType({ description: 'Names the passkey to remove.' })
class RemovePasskeyInput {
  @Field(() => ID, { description: 'Identifier of the passkey, from `me.passkeys`.' })
  passkeyId!: string
}

@ObjectType({ description: 'The passkey opens the account from now on.' })
class PasskeyAdded extends FactorAdded {
  @Field(() => PasskeyType, { description: 'The new passkey.' })
  passkey!: PasskeyView
}

@ObjectType({ description: 'The passkey has another name.' })
class PasskeyRenamed {
  @Field(() => PasskeyType, { description: 'The passkey with its new name.' })
  passkey!: PasskeyView
}

@ObjectType({ description: 'The passkey does not open the account any more.' })
class PasskeyRemoved {
  @Field(() => ID, { description: 'Identifier of the removed passkey.' })
  passkeyId!: string
}

const StartPasskeyRegistrationResult = createOutcomeUnion<StartPasskeyRegistrationOutcome | StartPasskeySignUpOutcome>(
  'StartPasskeyRegistrationResult',
  {
    registrationClosed: RegistrationClosed,
    invalidInput: InvalidInput,
    passkeyChallenge: PasskeyChallenge,
    reauthenticationRequired: ReauthenticationRequired,
    invalidToken: InvalidToken,
    throttled: Throttled,
  },
)

const AddPasskeyResult = createOutcomeUnion<AddPasskeyOutcome>('AddPasskeyResult', {
  passkeyAdded: PasskeyAdded,
  invalidPasskey: InvalidPasskey,
  reauthenticationRequired: ReauthenticationRequired,
  invalidInput: InvalidInput,
  invalidToken: InvalidToken,
  throttled: Throttled,
})

const RenamePasskeyResult = createOutcomeUnion<RenamePasskeyOutcome>('RenamePasskeyResult', {
  passkeyRenamed: PasskeyRenamed,
  passkeyNotFound: PasskeyNotFound,
  invalidInput: InvalidInput,
  throttled: Throttled,
})

const RemovePasskeyResult = createOutcomeUnion<RemovePasskeyOutcome>('RemovePasskeyResult', {
  passkeyRemoved: PasskeyRemoved,
  passkeyNotFound: PasskeyNotFound,
  lastSignInMethod: LastSignInMethod,
  secondFactorMandatory: SecondFactorMandatory,
  reauthenticationRequired: ReauthenticationRequired,
})

@Resolver()
export class PasskeysResolver {
  @SingleAttempt()
  @Mutation(() => StartPasskeyRegistrationResult, {
    description:
      'Options for navigator.credentials.create. The passkey is for the caller, for a sign-up, or for a sign-in that needs a factor set up.',
  })
  async startPasskeyRegistration(
    @Arg('input', () => StartPasskeyRegistrationInput, { defaultValue: {}, description: 'Who adds a passkey.' })
    input: StartPasskeyRegistrationInput,
    @Ctx() context: RequestContext,
  ): Promise<StartPasskeyRegistrationOutcome | StartPasskeySignUpOutcome> {
    requirePasskeys(context)
    const isSignUp = input.email != null || input.username != null
    if (isSignUp) return context.auth.startPasskeySignUp(input, context.client)
    return context.auth.startPasskeyRegistration(input, await findCaller(context, input.signInToken))
  }

  @SingleAttempt()
  @Mutation(() => AddPasskeyResult, {
    description: 'Adds a passkey. A signed-in caller needs a recent proof of identity.',
  })
  async addPasskey(
    @Arg('input', () => AddPasskeyInput, { description: 'The new passkey.' }) input: AddPasskeyInput,
    @Ctx() context: RequestContext,
  ): Promise<AddPasskeyOutcome> {
    requirePasskeys(context)
    return deliverSignedIn(context, await context.auth.addPasskey(input, await findCaller(context, input.signInToken)))
  }

  @Mutation(() => RenamePasskeyResult, { description: 'Gives a passkey of the caller another name.' })
  async renamePasskey(
    @Arg('input', () => RenamePasskeyInput, { description: 'The new name.' }) input: RenamePasskeyInput,
    @Ctx() context: RequestContext,
  ): Promise<RenamePasskeyOutcome> {
    const requester = await requireSignedIn(context)
    return context.auth.renamePasskey(input, { requester, client: context.client })
  }

  @Mutation(() => RemovePasskeyResult, {
    description: 'Removes a passkey of the caller. Needs a recent proof of identity.',
  })
  async removePasskey(
    @Arg('input', () => RemovePasskeyInput, { description: 'The passkey to remove.' }) input: RemovePasskeyInput,
    @Ctx() context: RequestContext,
  ): Promise<RemovePasskeyOutcome> {
    const requester = await requireSignedIn(context)
    return context.auth.removePasskey(input, { requester, client: context.client })
  }
}
