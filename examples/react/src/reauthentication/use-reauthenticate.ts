import { useReauthenticateMutation } from 'latchkey/client/hooks'
import type { ReauthenticateMutation } from 'latchkey/client/operations'
import { answered } from '../form/answered.ts'
import { atField, type FormProblem, unhandled } from '../form/problem.ts'
import type { Values } from '../form/values.ts'
import { usePasskey } from '../passkeys/use-passkey.ts'
import { fieldNames, type ProofMethod, readProof } from '../proofs/methods.ts'
import type { Texts } from '../texts/english.ts'
import { useTexts } from '../texts/language.ts'

export function useReauthenticate(onProven: () => void) {
  const texts = useTexts()
  const askPasskey = usePasskey('REAUTHENTICATE')
  const [reauthenticate] = useReauthenticateMutation()
  return async (method: ProofMethod, values: Values): Promise<FormProblem | null> => {
    const { input, problem } = await readProof(method, values, askPasskey)
    if (input === null) return problem
    const result = answered(await reauthenticate({ variables: { input } })).reauthenticate
    if (result.__typename === 'Reauthenticated') onProven()
    return readResult(result, method, texts)
  }
}

function readResult(
  result: ReauthenticateMutation['reauthenticate'],
  method: ProofMethod,
  texts: Texts,
): FormProblem | null {
  switch (result.__typename) {
    case 'Reauthenticated':
      return null
    case 'InvalidCode':
      return atField(fieldNames[method], result.message)
    case 'InvalidCredentials':
      return atField(fieldNames[method], texts.fields.wrongPassword)
    case 'InvalidPasskey':
    case 'InvalidInput':
    case 'Throttled':
      return result
    default:
      return unhandled(result)
  }
}
