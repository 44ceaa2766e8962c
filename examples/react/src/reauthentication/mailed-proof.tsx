import { useAuth } from 'latchkey/client'
import { CodeSent } from '../codes/code-sent'
import { isCodeWanted, SendCodeButton } from '../codes/send-code-button'
import { useSendCode } from '../codes/use-send-code.ts'
import { Form } from '../form/form'
import type { FormProblem } from '../form/problem.ts'
import { SubmitButton } from '../form/submit-button'
import type { Values } from '../form/values.ts'
import { ProofField } from '../proofs/proof-field'
import { useTexts } from '../texts/language.ts'

interface MailedProofProps {
  submit(values: Values): Promise<FormProblem | null>
}

/** First the code has to be mailed. */
export function MailedProof({ submit }: MailedProofProps) {
  const { reauthentication: texts } = useTexts()
  const { user } = useAuth()
  const { send, minutes } = useSendCode('REAUTHENTICATE')
  const isFirst = minutes === null
  return (
    <Form submit={(values) => (isCodeWanted(values) ? send(user?.email ?? '') : submit(values))}>
      <CodeSent minutes={minutes} />
      {!isFirst && <ProofField method="EMAIL" />}
      {!isFirst && <SubmitButton>{texts.submit}</SubmitButton>}
      <SendCodeButton isFirst={isFirst} />
    </Form>
  )
}
