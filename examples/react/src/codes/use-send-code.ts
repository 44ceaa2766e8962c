import { useRequestEmailCodeMutation } from 'latchkey/client/hooks'
import type { EmailCodePurpose, RequestEmailCodeMutation } from 'latchkey/client/operations'
import { useState } from 'react'
import { answered } from '../form/answered.ts'
import { type FormProblem, unhandled } from '../form/problem.ts'

/** Has a code mailed. `minutes` is how long the last one is valid, null before the first. */
export function useSendCode(purpose: EmailCodePurpose) {
  const [requestCode] = useRequestEmailCodeMutation()
  const [minutes, setMinutes] = useState<number | null>(null)
  const send = async (email: string): Promise<FormProblem | null> => {
    const result = answered(await requestCode({ variables: { input: { email, purpose } } })).requestEmailCode
    if (result.__typename !== 'EmailCodeSent') return readRefusal(result)
    setMinutes(Math.round(result.expiresIn / 60))
    return null
  }
  return { send, minutes }
}

type Refusal = Exclude<RequestEmailCodeMutation['requestEmailCode'], { __typename: 'EmailCodeSent' }>

function readRefusal(result: Refusal): FormProblem {
  switch (result.__typename) {
    case 'InvalidInput':
    case 'Throttled':
      return result
    default:
      return unhandled(result)
  }
}
