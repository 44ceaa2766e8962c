import { useAuth } from 'latchkey/client'
import { useConfirmEmailChangeMutation } from 'latchkey/client/hooks'
import type { ConfirmEmailChangeInput, ConfirmEmailChangeMutation } from 'latchkey/client/operations'
import { answered } from '../form/answered.ts'
import { atField, type FormProblem, unhandled } from '../form/problem.ts'
import type { Texts } from '../texts/english.ts'
import { useTexts } from '../texts/language.ts'

/** `onChanged` gets the address that holds now. */
export function useConfirmEmailChange(onChanged: (email: string) => void) {
  const texts = useTexts()
  const { refreshUser } = useAuth()
  const [confirmEmailChange] = useConfirmEmailChangeMutation()
  return async (input: ConfirmEmailChangeInput): Promise<FormProblem | null> => {
    const result = answered(await confirmEmailChange({ variables: { input } })).confirmEmailChange
    if (result.__typename !== 'EmailChanged') return readRefusal(result, texts)
    await refreshUser()
    onChanged(result.user.email ?? '')
    return null
  }
}

type Refusal = Exclude<ConfirmEmailChangeMutation['confirmEmailChange'], { __typename: 'EmailChanged' }>

function readRefusal(result: Refusal, texts: Texts): FormProblem {
  switch (result.__typename) {
    case 'InvalidCode':
      return atField('code', result.message)
    case 'InvalidToken':
      return { message: texts.failures.invalidLink }
    case 'EmailTaken':
    case 'InvalidInput':
    case 'Throttled':
      return result
    default:
      return unhandled(result)
  }
}
