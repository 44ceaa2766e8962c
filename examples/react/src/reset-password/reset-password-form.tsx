import { CodeField } from '../codes/code-field'
import { EmailField } from '../form/email-field'
import { Form } from '../form/form'
import { NewPasswordField } from '../form/new-password-field'
import { SubmitButton } from '../form/submit-button'
import type { Values } from '../form/values.ts'
import { handedOver } from '../routing/location.ts'
import { useTexts } from '../texts/language.ts'
import { useResetPassword } from './use-reset-password.ts'

export function ResetPasswordForm({ token }: { token: string | null }) {
  const { fields, resetPassword: texts } = useTexts()
  const resetPassword = useResetPassword()
  const submit = async (values: Values) => {
    const proof = token === null ? { email: values.text('email'), code: values.text('code') } : { token }
    return resetPassword({ ...proof, newPassword: values.text('newPassword') })
  }
  return (
    <Form submit={submit}>
      {token === null && <EmailField defaultValue={handedOver('email') ?? ''} />}
      {token === null && <CodeField />}
      <NewPasswordField name="newPassword" label={fields.newPassword} />
      <SubmitButton>{texts.submit}</SubmitButton>
    </Form>
  )
}
