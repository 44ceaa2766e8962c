import { useRequestPasswordResetMutation } from 'latchkey/client/hooks'
import type { RequestPasswordResetMutation } from 'latchkey/client/operations'
import { answered } from '../form/answered.ts'
import { type FormProblem, unhandled } from '../form/problem.ts'

/** `onSent` gets the minutes for which the link is valid. */
export function useRequestLink(onSent: (minutes: number) => void) {
  const [requestReset] = useRequestPasswordResetMutation()
  return async (email: string): Promise<FormProblem | null> => {
    const result = answered(await requestReset({ variables: { input: { email } } })).requestPasswordReset
    if (result.__typename !== 'PasswordResetRequested') return readRefusal(result)
    onSent(Math.round(result.expiresIn / 60))
    return null
  }
}

type Refusal = Exclude<RequestPasswordResetMutation['requestPasswordReset'], { __typename: 'PasswordResetRequested' }>

function readRefusal(result: Refusal): FormProblem {
  switch (result.__typename) {
    case 'InvalidInput':
    case 'Throttled':
      return result
    default:
      return unhandled(result)
  }
}
