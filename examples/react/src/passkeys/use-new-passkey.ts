import { useStartPasskeyRegistrationMutation } from 'latchkey/client/hooks'
import type { StartPasskeyRegistrationMutation } from 'latchkey/client/operations'
import { answered } from '../form/answered.ts'
import { type FormProblem, unhandled } from '../form/problem.ts'
import { useReauthentication } from '../reauthentication/reauthentication-context.ts'
import { createPasskey } from './credentials.ts'
import type { PasskeyAnswer } from './use-passkey.ts'

export interface NewPasskeyProps {
  /** Null for a user who is signed in. */
  signInToken: string | null
  /** The token is not good any more. */
  onOver(): void
}

/** Asks the browser to make a passkey. */
export function useNewPasskey({ signInToken, onOver }: NewPasskeyProps) {
  const [startRegistration] = useStartPasskeyRegistrationMutation()
  const prove = useReauthentication()
  return async (): Promise<PasskeyAnswer> => {
    const variables = { input: { signInToken } }
    const result = await prove(async () => answered(await startRegistration({ variables })).startPasskeyRegistration)
    if (result.__typename === 'PasskeyChallenge') return { passkey: await createPasskey(result.options), problem: null }
    if (result.__typename === 'InvalidToken') onOver()
    return { passkey: null, problem: readRefusal(result) }
  }
}

type Refusal = Exclude<StartPasskeyRegistrationMutation['startPasskeyRegistration'], { __typename: 'PasskeyChallenge' }>

function readRefusal(result: Refusal): FormProblem {
  switch (result.__typename) {
    case 'InvalidInput':
    case 'InvalidToken':
    case 'ReauthenticationRequired':
    case 'RegistrationClosed':
    case 'Throttled':
      return result
    default:
      return unhandled(result)
  }
}
