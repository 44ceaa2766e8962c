import { useAddPasskeyMutation } from 'latchkey/client/hooks'
import type { AddPasskeyMutation } from 'latchkey/client/operations'
import { answered } from '../form/answered.ts'
import { type FormProblem, unhandled } from '../form/problem.ts'
import { useReauthentication } from '../reauthentication/reauthentication-context.ts'
import { useNewPasskey } from './use-new-passkey.ts'

export type PasskeyAdded = Extract<AddPasskeyMutation['addPasskey'], { __typename: 'PasskeyAdded' }>

export interface AddPasskeyProps {
  /** Null for a user who is signed in. */
  signInToken: string | null
  /** The token is not good any more. */
  onOver(): void
  onAdded(result: PasskeyAdded): void
}

/** Makes a passkey and gives it to the server. */
export function useAddPasskey(props: AddPasskeyProps) {
  const createNew = useNewPasskey(props.onOver)
  const [addPasskey] = useAddPasskeyMutation()
  const prove = useReauthentication()
  return async (): Promise<FormProblem | null> => {
    const { passkey, problem } = await createNew({ signInToken: props.signInToken })
    if (passkey === null) return problem
    const variables = { input: { passkey, signInToken: props.signInToken } }
    const result = await prove(async () => answered(await addPasskey({ variables })).addPasskey)
    if (result.__typename === 'PasskeyAdded') props.onAdded(result)
    if (result.__typename === 'InvalidToken') props.onOver()
    return readResult(result)
  }
}

function readResult(result: AddPasskeyMutation['addPasskey']): FormProblem | null {
  switch (result.__typename) {
    case 'PasskeyAdded':
      return null
    case 'InvalidInput':
    case 'InvalidPasskey':
    case 'InvalidToken':
    case 'ReauthenticationRequired':
    case 'Throttled':
      return result
    default:
      return unhandled(result)
  }
}
