import { useStartPasskeyRegistrationMutation } from 'latchkey/client/hooks'
import type { StartPasskeyRegistrationInput, StartPasskeyRegistrationMutation } from 'latchkey/client/operations'
import { answered } from '../form/answered.ts'
import { type FormProblem, unhandled } from '../form/problem.ts'
import { useReauthentication } from '../reauthentication/reauthentication-context.ts'
import { createPasskey } from './credentials.ts'
import type { PasskeyAnswer } from './use-passkey.ts'

/** Asks the browser to make a passkey. `onOver`: the sign-in token is not good any more. */
export function useNewPasskey(onOver: () => void = () => undefined) {
  const [startRegistration] = useStartPasskeyRegistrationMutation()
  const prove = useReauthentication()
  return async (input: StartPasskeyRegistrationInput): Promise<PasskeyAnswer> => {
    const variables = { input }
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
