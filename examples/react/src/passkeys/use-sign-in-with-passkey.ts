import { useSignInWithPasskeyMutation } from 'latchkey/client/hooks'
import type { SignInWithPasskeyMutation } from 'latchkey/client/operations'
import { auth, deviceName } from '../auth/clients.ts'
import { answered } from '../form/answered.ts'
import { type FormProblem, unhandled } from '../form/problem.ts'
import { navigate } from '../routing/location.ts'
import type { PasskeyWishes } from './credentials.ts'
import { usePasskey } from './use-passkey.ts'

export function useSignInWithPasskey() {
  const askPasskey = usePasskey('SIGN_IN')
  const [signInWithPasskey] = useSignInWithPasskeyMutation()
  return async (wishes?: PasskeyWishes): Promise<FormProblem | null> => {
    const { passkey, problem } = await askPasskey(wishes)
    if (passkey === null) return problem
    const input = { passkey, deviceName, delivery: 'COOKIE' } as const
    const result = answered(await signInWithPasskey({ variables: { input } })).signInWithPasskey
    await auth.adopt(result)
    return readResult(result)
  }
}

function readResult(result: SignInWithPasskeyMutation['signInWithPasskey']): FormProblem | null {
  switch (result.__typename) {
    case 'SignedIn':
      return null
    case 'EmailNotVerified':
      navigate('/verify-email')
      return null
    case 'InvalidInput':
    case 'InvalidPasskey':
    case 'Throttled':
    case 'UserDisabled':
      return result
    default:
      return unhandled(result)
  }
}
