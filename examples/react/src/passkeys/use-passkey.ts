import { useStartPasskeyMutation } from 'latchkey/client/hooks'
import type { PasskeyPurpose } from 'latchkey/client/operations'
import { answered } from '../form/answered.ts'
import { type FormProblem, unhandled } from '../form/problem.ts'
import { getPasskey, type PasskeyJson, type PasskeyWishes } from './credentials.ts'

export type PasskeyAnswer = { passkey: PasskeyJson; problem: null } | { passkey: null; problem: FormProblem }

/** Asks the browser for a passkey, with a fresh challenge of the server. */
export function usePasskey(purpose: PasskeyPurpose) {
  const [startPasskey] = useStartPasskeyMutation()
  return async (wishes?: PasskeyWishes): Promise<PasskeyAnswer> => {
    const result = answered(await startPasskey({ variables: { input: { purpose } } })).startPasskey
    switch (result.__typename) {
      case 'PasskeyChallenge':
        return { passkey: await getPasskey(result.options, wishes), problem: null }
      case 'Throttled':
        return { passkey: null, problem: result }
      default:
        return { passkey: null, problem: unhandled(result) }
    }
  }
}
