import { useRequestEmailChangeMutation } from 'latchkey/client/hooks'
import type { RequestEmailChangeMutation } from 'latchkey/client/operations'
import { answered } from '../form/answered.ts'
import { EmailField } from '../form/email-field'
import { Form } from '../form/form'
import { atField, type FormProblem, unhandled } from '../form/problem.ts'
import { SubmitButton } from '../form/submit-button'
import type { Values } from '../form/values.ts'
import { CurrentPasswordField, readCurrentPassword } from '../proofs/current-password-field'
import { useReauthentication } from '../reauthentication/reauthentication-context.ts'
import type { Texts } from '../texts/english.ts'
import { useTexts } from '../texts/language.ts'

interface RequestChangeFormProps {
  hasPassword: boolean
  onRequested(): void
}

export function RequestChangeForm({ hasPassword, onRequested }: RequestChangeFormProps) {
  const texts = useTexts()
  const [requestChange] = useRequestEmailChangeMutation()
  const prove = useReauthentication()
  const submit = async (values: Values) => {
    const input = { newEmail: values.text('newEmail'), currentPassword: readCurrentPassword(values) }
    const result = await prove(async () => answered(await requestChange({ variables: { input } })).requestEmailChange)
    const problem = readResult(result, texts)
    if (problem === null) onRequested()
    return problem
  }
  return (
    <Form submit={submit}>
      <EmailField name="newEmail" label={texts.email.newEmail} />
      {hasPassword && <CurrentPasswordField />}
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
