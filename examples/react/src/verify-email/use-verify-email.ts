import { useAuth } from 'latchkey/client'
import { useVerifyEmailMutation } from 'latchkey/client/hooks'
import type { VerifyEmailInput, VerifyEmailMutation } from 'latchkey/client/operations'
import { answered } from '../form/answered.ts'
import { atField, type FormProblem, unhandled } from '../form/problem.ts'
import type { Texts } from '../texts/english.ts'
import { useTexts } from '../texts/language.ts'

export interface VerifyProps {
  onVerified(email: string): void
}

/** Proves the address by a code or by the token of a link. */
export function useVerifyEmail({ onVerified }: VerifyProps) {
  const texts = useTexts()
  const { refreshUser } = useAuth()
  const [verifyEmail] = useVerifyEmailMutation()
  return async (input: VerifyEmailInput): Promise<FormProblem | null> => {
    const result = answered(await verifyEmail({ variables: { input } })).verifyEmail
    if (result.__typename !== 'EmailVerified') return readRefusal(result, texts)
    await refreshUser()
    onVerified(result.email)
    return null
  }
}

type Refusal = Exclude<VerifyEmailMutation['verifyEmail'], { __typename: 'EmailVerified' }>

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
