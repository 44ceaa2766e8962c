import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver, registerEnumType } from 'type-graphql'
import type { SignInWithPasskeyOutcome } from '../../passkeys/sign-in-with-passkey.js'
import type { StartPasskeyInput as Start, StartPasskeyOutcome } from '../../passkeys/start-passkey.js'
import type { WebAuthnJson } from '../../webauthn/response.js'
import type { RequestContext } from '../contract/context.js'
import { requireEnabled, requireSignedIn } from '../contract/guards.js'
import { createOutcomeUnion } from '../contract/outcome-union.js'
import { EmailNotVerified, InvalidInput, InvalidPasskey, Throttled, UserDisabled } from '../contract/problem.js'
import { DateTime, PasskeyJson } from '../contract/scalars.js'
import { SingleAttempt } from '../server/operation-limits.js'
import { SessionWishes } from './session-wishes.js'
import { SignedIn } from './signed-in.js'
import { deliverTokens } from './tokens.js'

export const PasskeyPurposeEnum = {
  SIGN_IN: 'sign-in',
  REAUTHENTICATE: 'reauthenticate',
} as const satisfies Record<string, Start['purpose']>
registerEnumType(PasskeyPurposeEnum, {
  name: 'PasskeyPurpose',
  description: 'What a challenge for a passkey is for.',
  valuesConfig: {
    SIGN_IN: { description: 'For `signInWithPasskey`.' },
    REAUTHENTICATE: { description: 'For `reauthenticate`. The caller must be signed in.' },
  },
})

@InputType({ description: 'What the challenge is for.' })
class StartPasskeyInput {
  @Field(() => PasskeyPurposeEnum, { description: 'What the challenge is for.' })
  // When `input` is omitted, GraphQL does not apply the defaults of its fields; this initial value does.
  purpose: Start['purpose'] = 'sign-in'
}

@InputType({ description: 'The response of a passkey, and wishes for the session.' })
class SignInWithPasskeyInput extends SessionWishes {
  @Field(() => PasskeyJson, { description: 'The response to the options of startPasskey.' })
  passkey!: WebAuthnJson
}

@ObjectType({ description: 'A challenge for the browser. It is good for five minutes and for one response.' })
export class PasskeyChallenge {
  @Field(() => PasskeyJson, {
    description: 'Options for `navigator.credentials.get` or `navigator.credentials.create`.',
  })
  options!: WebAuthnJson
  @Field(() => DateTime, { description: 'When the challenge expires.' })
  expiresAt!: Date
}

const StartPasskeyResult = createOutcomeUnion<StartPasskeyOutcome>('StartPasskeyResult', {
  passkeyChallenge: PasskeyChallenge,
  throttled: Throttled,
})

const SignInWithPasskeyResult = createOutcomeUnion<SignInWithPasskeyOutcome>('SignInWithPasskeyResult', {
  signedIn: SignedIn,
  invalidPasskey: InvalidPasskey,
  emailNotVerified: EmailNotVerified,
  userDisabled: UserDisabled,
  invalidInput: InvalidInput,
  throttled: Throttled,
})

@Resolver()
export class PasskeySignInResolver {
  @SingleAttempt()
  @Mutation(() => StartPasskeyResult, {
    description:
      'A fresh challenge for navigator.credentials.get. For a sign-in it is the same for everybody: it names no user and no credential.',
  })
  async startPasskey(
    @Arg('input', () => StartPasskeyInput, { defaultValue: {}, description: 'What the challenge is for.' })
    input: StartPasskeyInput,
    @Ctx() context: RequestContext,
  ): Promise<StartPasskeyOutcome> {
    requirePasskeys(context)
    const isOwn = input.purpose === 'reauthenticate'
    const requester = isOwn ? await requireSignedIn(context) : ({ kind: 'anonymous' } as const)
    return context.auth.startPasskey(input, { requester, client: context.client })
  }

  @SingleAttempt()
  @Mutation(() => SignInWithPasskeyResult, {
    description: 'Signs in with a passkey. No second factor is asked for. Needs no access token.',
  })
  async signInWithPasskey(
    @Arg('input', () => SignInWithPasskeyInput, { description: 'The response of the passkey.' })
    input: SignInWithPasskeyInput,
    @Ctx() context: RequestContext,
  ): Promise<SignInWithPasskeyOutcome> {
    requirePasskeys(context)
    return deliverTokens(context, await context.auth.signInWithPasskey(input, context.client))
  }
}

/** For every field that begins something with a passkey. Throws `FORBIDDEN` if the settings do not allow them. */
export function requirePasskeys({ auth }: RequestContext): void {
  requireEnabled(auth.registrationRules.passkeys)
}
