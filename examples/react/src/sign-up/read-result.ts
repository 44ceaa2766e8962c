import type { RegisterMutation } from 'latchkey/client/operations'
import { atField, type FormProblem, unhandled } from '../form/problem.ts'
import { navigate } from '../routing/location.ts'

export function readResult(result: RegisterMutation['register']): FormProblem | null {
  switch (result.__typename) {
    case 'SignedIn':
    case 'SecondFactorSetupRequired':
      return null
    case 'RegistrationAccepted':
      navigate('/verify-email', { state: { email: result.email } })
      return null
    case 'EmailTaken':
      return atField('email', result.message)
    case 'UsernameTaken':
      return atField('username', result.message)
    case 'InvalidCode':
      return atField('emailCode', result.message)
    case 'InvalidInput':
    case 'InvalidPasskey':
    case 'InvalidToken':
    case 'RegistrationClosed':
    case 'Throttled':
      return result
    default:
      return unhandled(result)
  }
}
