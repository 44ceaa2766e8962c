import { useStartTotpMutation } from 'latchkey/client/hooks'
import type { StartTotpMutation } from 'latchkey/client/operations'
import { answered } from '../form/answered.ts'
import { type FormProblem, unhandled } from '../form/problem.ts'
import { useReauthentication } from '../reauthentication/reauthentication-context.ts'

export type TotpSecret = Extract<StartTotpMutation['startTotp'], { __typename: 'TotpSetup' }>

export interface TotpStartProps {
  /** Null for a user who is signed in. */
  signInToken: string | null
  /** The token is not good any more. */
  onOver(): void
}

/** Gets a secret for an authenticator app. */
export function useStartTotp({ signInToken, onOver }: TotpStartProps, onStarted: (secret: TotpSecret) => void) {
  const [startTotp] = useStartTotpMutation()
  const prove = useReauthentication()
  return async (): Promise<FormProblem | null> => {
    const variables = { input: { signInToken } }
    const result = await prove(async () => answered(await startTotp({ variables })).startTotp)
    if (result.__typename === 'TotpSetup') onStarted(result)
    if (result.__typename === 'InvalidToken') onOver()
    return readResult(result)
  }
}

function readResult(result: StartTotpMutation['startTotp']): FormProblem | null {
  switch (result.__typename) {
    case 'TotpSetup':
    case 'InvalidToken':
      return null
    case 'ReauthenticationRequired':
    case 'Throttled':
    case 'TotpAlreadyEnabled':
      return result
    default:
      return unhandled(result)
  }
}
