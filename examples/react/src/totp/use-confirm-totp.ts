import { useConfirmTotpMutation } from 'latchkey/client/hooks'
import type { ConfirmTotpMutation } from 'latchkey/client/operations'
import { answered } from '../form/answered.ts'
import { atField, type FormProblem, unhandled } from '../form/problem.ts'
import type { TotpStartProps } from './use-start-totp.ts'

export type TotpEnabled = Extract<ConfirmTotpMutation['confirmTotp'], { __typename: 'TotpEnabled' }>

export interface TotpSetupProps extends TotpStartProps {
  onEnabled(result: TotpEnabled): void
}

/** Turns the authenticator app on with its first code. */
export function useConfirmTotp({ signInToken, onEnabled, onOver }: TotpSetupProps) {
  const [confirmTotp] = useConfirmTotpMutation()
  return async (code: string): Promise<FormProblem | null> => {
    const result = answered(await confirmTotp({ variables: { input: { signInToken, code } } })).confirmTotp
    if (result.__typename === 'TotpEnabled') onEnabled(result)
    if (result.__typename === 'InvalidToken') onOver()
    return readResult(result)
  }
}

function readResult(result: ConfirmTotpMutation['confirmTotp']): FormProblem | null {
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
