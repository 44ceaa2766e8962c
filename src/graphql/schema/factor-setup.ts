import { Field, InputType, ObjectType } from 'type-graphql'
import type { SignedIn as SignedInOutcome } from '../../sessions/issue-tokens.js'
import type { RequestContext } from '../contract/context.js'
import { Bounded } from '../server/operation-limits.js'
import { SignedIn } from './signed-in.js'
import { deliverTokens } from './tokens.js'

/** Who sets up a second factor. */
@InputType()
export abstract class SetupInput {
  @Field(() => String, {
    nullable: true,
    description: 'The token from SecondFactorSetupRequired. Left out: the signed-in caller sets it up.',
  })
  signInToken?: string | null
}

/** A second factor is set up. */
@ObjectType()
export abstract class FactorAdded {
  @Bounded(10)
  @Field(() => [String], {
    nullable: true,
    description: 'Ten recovery codes, given once, when the user had none. Null otherwise.',
  })
  recoveryCodes!: readonly string[] | null
  @Field(() => SignedIn, { nullable: true, description: 'The session, when a sign-in token was given.' })
  signedIn!: SignedInOutcome | null
}

/** Moves the tokens of `signedIn` into cookies if the client asked for that. Changes no other outcome. */
export function deliverSignedIn<Outcome extends { kind: string }>(context: RequestContext, outcome: Outcome): Outcome {
  if (!hasSignedIn(outcome)) return outcome
  return { ...outcome, signedIn: deliverTokens(context, outcome.signedIn) }
}

function hasSignedIn<Outcome extends object>(outcome: Outcome): outcome is Outcome & { signedIn: SignedInOutcome } {
  return (outcome as { signedIn?: SignedInOutcome | null }).signedIn != null
}
