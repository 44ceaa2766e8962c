import type { ContinueSignInMutation, LoginMutation } from 'latchkey/client/operations'
import { atField, type FormProblem, unhandled } from '../form/problem.ts'
import { fieldNames, type ProofMethod } from '../proofs/methods.ts'

/** A sign-in that has begun: the server asks for a second factor, or that one is set up. */
export type PendingSignIn = Extract<
  LoginMutation['login'],
  { __typename: 'SecondFactorRequired' | 'SecondFactorSetupRequired' }
>

export function isPending(result: { __typename: string }): result is PendingSignIn {
  return result.__typename === 'SecondFactorRequired' || result.__typename === 'SecondFactorSetupRequired'
}

export interface StepProps {
  pending: PendingSignIn
  /** The user wants to begin again. */
  onCancel(): void
  /** The sign-in has taken too long, or too many answers were wrong: it begins again. */
  onOver(): void
}

type Refusal = Exclude<ContinueSignInMutation['continueSignIn'], { __typename: 'SignedIn' | 'InvalidToken' }>

export function readRefusal(result: Refusal, method: ProofMethod): FormProblem {
  switch (result.__typename) {
    case 'InvalidCode':
      return atField(fieldNames[method], result.message)
    case 'InvalidPasskey':
    case 'InvalidInput':
    case 'Throttled':
    case 'UserDisabled':
      return result
    default:
      return unhandled(result)
  }
}
