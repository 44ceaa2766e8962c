import { useConfirmTotpMutation, useStartTotpMutation } from 'latchkey/client/hooks'
import type { ConfirmTotpMutation, StartTotpMutation } from 'latchkey/client/operations'
import { answered } from '../form/answered.ts'
import { atField, type FormProblem, unhandled } from '../form/problem.ts'
import { useReauthentication } from '../reauthentication/reauthentication-context.ts'

export type TotpSecret = Extract<StartTotpMutation['startTotp'], { __typename: 'TotpSetup' }>
export type TotpEnabled = Extract<ConfirmTotpMutation['confirmTotp'], { __typename: 'TotpEnabled' }>

export interface TotpSetupProps {
  /** Null for a user who is signed in. */
  signInToken: string | null
  onEnabled(result: TotpEnabled): void
  /** The token is not good any more. */
  onOver(): void
}

/** The two steps to an authenticator app: a secret for it, and its first code. */
export function useTotpSetup({ signInToken, onEnabled, onOver }: TotpSetupProps) {
  const [startTotp] = useStartTotpMutation()
  const [confirmTotp] = useConfirmTotpMutation()
  const prove = useReauthentication()
  const start = async (onStarted: (secret: TotpSecret) => void): Promise<FormProblem | null> => {
    const variables = { input: { signInToken } }
    const result = await prove(async () => answered(await startTotp({ variables })).startTotp)
    if (result.__typename === 'TotpSetup') onStarted(result)
    if (result.__typename === 'InvalidToken') onOver()
    return readStart(result)
  }
  const confirm = async (code: string): Promise<FormProblem | null> => {
    const result = answered(await confirmTotp({ variables: { input: { signInToken, code } } })).confirmTotp
    if (result.__typename === 'TotpEnabled') onEnabled(result)
    if (result.__typename === 'InvalidToken') onOver()
    return readConfirm(result)
  }
  return { start, confirm }
}

function readStart(result: StartTotpMutation['startTotp']): FormProblem | null {
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

function readConfirm(result: ConfirmTotpMutation['confirmTotp']): FormProblem | null {
  switch (result.__typename) {
    case 'TotpEnabled':
    case 'InvalidToken':
      return null
    case 'InvalidCode':
      return atField('code', result.message)
    case 'InvalidInput':
    case 'Throttled':
      return result
    default:
      return unhandled(result)
  }
}
