import { useAuth } from 'latchkey/client'
import { useResetPasswordMutation } from 'latchkey/client/hooks'
import type { ResetPasswordInput, ResetPasswordMutation } from 'latchkey/client/operations'
import { answered } from '../form/answered.ts'
import { atField, type FormProblem, unhandled } from '../form/problem.ts'
import { navigate } from '../routing/location.ts'
import type { Texts } from '../texts/english.ts'
import { useTexts } from '../texts/language.ts'

/** Every session has ended then, the one of this browser too: the next page is the one to sign in. */
export function useResetPassword() {
  const texts = useTexts()
  const { status, logout } = useAuth()
  const [resetPassword] = useResetPasswordMutation()
  return async (input: ResetPasswordInput): Promise<FormProblem | null> => {
    const result = answered(await resetPassword({ variables: { input } })).resetPassword
    if (result.__typename !== 'PasswordReset') return readRefusal(result, texts)
    if (status === 'signedIn') await logout()
    navigate('/login', { state: { notice: texts.resetPassword.done } })
    return null
  }
}

type Refusal = Exclude<ResetPasswordMutation['resetPassword'], { __typename: 'PasswordReset' }>

function readRefusal(result: Refusal, texts: Texts): FormProblem {
  switch (result.__typename) {
    case 'InvalidCode':
      return atField('code', result.message)
    case 'InvalidToken':
      return { message: texts.failures.invalidLink }
    case 'InvalidInput':
    case 'Throttled':
      return result
    default:
      return unhandled(result)
  }
}
