import { useAuth } from 'latchkey/client'
import { CodeField } from '../codes/code-field'
import { CodeSent } from '../codes/code-sent'
import { isCodeWanted, SendCodeButton } from '../codes/send-code-button'
import { useSendCode } from '../codes/use-send-code.ts'
import { EmailField } from '../form/email-field'
import { Form } from '../form/form'
import { SubmitButton } from '../form/submit-button'
import type { Values } from '../form/values.ts'
import { handedOver } from '../routing/location.ts'
import { useTexts } from '../texts/language.ts'
import { useVerifyEmail, type VerifyProps } from './use-verify-email.ts'

export function VerifyByCodeForm(props: VerifyProps) {
  const { verifyEmail: texts } = useTexts()
  const { user } = useAuth()
  const { send, minutes } = useSendCode('VERIFY_EMAIL')
  const verify = useVerifyEmail(props)
  const submit = async (values: Values) => {
    const email = values.text('email')
    return isCodeWanted(values) ? send(email) : verify({ email, code: values.text('code') })
  }
  return (
    <Form submit={submit}>
      <p>{texts.codeLead}</p>
      <EmailField defaultValue={handedOver('email') ?? user?.email ?? ''} />
      <CodeField />
      <CodeSent minutes={minutes} />
      <SubmitButton>{texts.submit}</SubmitButton>
      <SendCodeButton isFirst={false} />
    </Form>
  )
}
