import { useAuth } from 'latchkey/client'
import { CodeField } from '../codes/code-field'
import { CodeSent } from '../codes/code-sent'
import { isCodeWanted, SendCodeButton } from '../codes/send-code-button'
import { useSendCode } from '../codes/use-send-code.ts'
import { EmailField } from '../form/email-field'
import { Form } from '../form/form'
import type { Values } from '../form/values.ts'
import { isPending } from '../sign-in/pending-sign-in.ts'
import { useTexts } from '../texts/language.ts'
import { readResult } from './read-result.ts'
import { readInput, SignUpFields, type SignUpProps } from './sign-up-fields'

/** Where a mailed code has to be entered: first the address, then, with the code, the rest. */
export function SignUpByCodeForm({ config, onPending }: SignUpProps) {
  const { signUp: texts } = useTexts()
  const { register } = useAuth()
  const { send, minutes } = useSendCode('REGISTER')
  const isFirst = minutes === null
  const submit = async (values: Values) => {
    const email = values.text('email')
    if (isCodeWanted(values)) return send(email)
    const result = await register({ ...readInput(config, values), email, emailCode: values.text('emailCode') })
    if (isPending(result)) onPending(result)
    return readResult(result)
  }
  return (
    <Form submit={submit}>
      {isFirst && <p>{texts.codeLead}</p>}
      <EmailField />
      <CodeSent minutes={minutes} />
      {!isFirst && <CodeField name="emailCode" />}
      {!isFirst && <SignUpFields config={config} />}
      <SendCodeButton isFirst={isFirst} />
    </Form>
  )
}
