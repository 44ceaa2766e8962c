import { Form } from '../form/form'
import { SubmitButton } from '../form/submit-button'
import { useTexts } from '../texts/language.ts'
import { useVerifyEmail, type VerifyProps } from './use-verify-email.ts'

/** Opening the link changes nothing: mail programs open links too, to look for what is bad. The button does. */
export function VerifyByLinkForm({ token, ...props }: VerifyProps & { token: string }) {
  const { verifyEmail: texts } = useTexts()
  const verify = useVerifyEmail(props)
  return (
    <Form submit={() => verify({ token })}>
      <p>{texts.linkLead}</p>
      <SubmitButton>{texts.submit}</SubmitButton>
    </Form>
  )
}
