import { useRequestEmailChangeMutation } from 'latchkey/client/hooks'
import type { RequestEmailChangeMutation } from 'latchkey/client/operations'
import { answered } from '../form/answered.ts'
import { EmailField } from '../form/email-field'
import { Form } from '../form/form'
import { PasswordField } from '../form/password-field'
import { atField, type FormProblem, unhandled } from '../form/problem.ts'
import { SubmitButton } from '../form/submit-button'
import type { Values } from '../form/values.ts'
import type { Texts } from '../texts/english.ts'
import { useTexts } from '../texts/language.ts'

export function RequestChangeForm({ onRequested }: { onRequested(): void }) {
  const texts = useTexts()
  const [requestChange] = useRequestEmailChangeMutation()
  const submit = async (values: Values) => {
    const input = { newEmail: values.text('newEmail'), currentPassword: values.text('currentPassword') }
    const problem = readResult(answered(await requestChange({ variables: { input } })).requestEmailChange, texts)
    if (problem === null) onRequested()
    return problem
  }
  return (
    <Form submit={submit}>
      <EmailField name="newEmail" label={texts.email.newEmail} />
      <PasswordField name="currentPassword" label={texts.fields.currentPassword} autoComplete="current-password" />
      <SubmitButton>{texts.email.request}</SubmitButton>
    </Form>
  )
}

function readResult(result: RequestEmailChangeMutation['requestEmailChange'], texts: Texts): FormProblem | null {
  switch (result.__typename) {
    case 'EmailChangeRequested':
      return null
    case 'InvalidCredentials':
      return atField('currentPassword', texts.fields.wrongPassword)
    case 'InvalidInput':
    case 'ReauthenticationRequired':
    case 'Throttled':
      return result
    default:
      return unhandled(result)
  }
}
