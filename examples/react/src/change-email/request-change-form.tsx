import { useRequestEmailChangeMutation } from 'latchkey/client/hooks'
import type { RequestEmailChangeMutation } from 'latchkey/client/operations'
import { answered } from '../form/answered'
import { EmailField } from '../form/email-field'
import { Form } from '../form/form'
import { PasswordField } from '../form/password-field'
import { atField, type FormProblem, unhandled } from '../form/problem'
import { SubmitButton } from '../form/submit-button'
import type { Values } from '../form/values'
import { useTexts } from '../texts/language'

export function RequestChangeForm({ onRequested }: { onRequested(): void }) {
  const { fields, email: texts } = useTexts()
  const [requestChange] = useRequestEmailChangeMutation()
  const submit = async (values: Values) => {
    const input = { newEmail: values.text('newEmail'), currentPassword: values.text('currentPassword') }
    const problem = readResult(answered(await requestChange({ variables: { input } })).requestEmailChange)
    if (problem === null) onRequested()
    return problem
  }
  return (
    <Form submit={submit}>
      <EmailField name="newEmail" label={texts.newEmail} />
      <PasswordField name="currentPassword" label={fields.currentPassword} autoComplete="current-password" />
      <SubmitButton>{texts.request}</SubmitButton>
    </Form>
  )
}

function readResult(result: RequestEmailChangeMutation['requestEmailChange']): FormProblem | null {
  switch (result.__typename) {
    case 'EmailChangeRequested':
      return null
    case 'InvalidCredentials':
      return atField('currentPassword', result.message)
    case 'InvalidInput':
    case 'Throttled':
      return result
    default:
      return unhandled(result)
  }
}
