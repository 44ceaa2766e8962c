import { useAuth } from 'latchkey/client'
import { useResetPasswordMutation } from 'latchkey/client/hooks'
import type { ResetPasswordInput, ResetPasswordMutation } from 'latchkey/client/operations'
import { answered } from '../form/answered'
import { atField, type FormProblem, unhandled } from '../form/problem'
import { navigate } from '../routing/location'
import { useTexts } from '../texts/language'

/** Every session has ended then, the one of this browser too: the next page is the one to sign in. */
export function useResetPassword() {
  const { resetPassword: texts } = useTexts()
  const { status, logout } = useAuth()
  const [resetPassword] = useResetPasswordMutation()
  return async (input: ResetPasswordInput): Promise<FormProblem | null> => {
    const result = answered(await resetPassword({ variables: { input } })).resetPassword
    if (result.__typename !== 'PasswordReset') return readRefusal(result)
    if (status === 'signedIn') await logout()
    navigate('/login', { state: { farewell: texts.done } })
    return null
  }
}

type Refusal = Exclude<ResetPasswordMutation['resetPassword'], { __typename: 'PasswordReset' }>

function readRefusal(result: Refusal): FormProblem {
  switch (result.__typename) {
    case 'InvalidCode':
      return atField('code', result.message)
    case 'InvalidInput':
    case 'InvalidToken':
    case 'Throttled':
      return result
    default:
      return unhandled(result)
  }
}
