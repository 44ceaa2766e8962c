import { useState } from 'react'
import { useSendCode } from '../codes/use-send-code.ts'
import { EmailField } from '../form/email-field'
import { Form } from '../form/form'
import { SubmitButton } from '../form/submit-button'
import type { Values } from '../form/values.ts'
import { Status } from '../layout/status'
import { navigate } from '../routing/location.ts'
import { useTexts } from '../texts/language.ts'
import { useRequestLink } from './use-request-link.ts'

/** By a link, or by a code for those who read their mail on another device. */
export function ForgotPasswordForm() {
  const { forgotPassword: texts } = useTexts()
  const [sent, setSent] = useState<number | null>(null)
  const requestLink = useRequestLink(setSent)
  const { send } = useSendCode('RESET_PASSWORD')
  const submit = async (values: Values) => {
    const email = values.text('email')
    if (values.text('by') !== 'code') return requestLink(email)
    const problem = await send(email)
    if (problem === null) navigate('/reset-password', { state: { email } })
    return problem
  }
  return (
    <Form submit={submit}>
      <EmailField />
      <Status message={sent === null ? null : texts.sent(sent)} />
      <SubmitButton>{texts.byLink}</SubmitButton>
      <SubmitButton look="secondary" name="by" value="code">
        {texts.byCode}
      </SubmitButton>
    </Form>
  )
}
