import { useChangePasswordMutation } from 'latchkey/client/hooks'
import type { ChangePasswordInput, ChangePasswordMutation } from 'latchkey/client/operations'
import { answered } from '../form/answered'
import { Form } from '../form/form'
import { NewPasswordField } from '../form/new-password-field'
import { PasswordField } from '../form/password-field'
import { atField, type FormProblem, unhandled } from '../form/problem'
import { SubmitButton } from '../form/submit-button'
import type { Values } from '../form/values'
import { useTexts } from '../texts/language'

export function ChangePasswordForm({ onChanged }: { onChanged(): void }) {
  const { fields, changePassword: texts } = useTexts()
  const [changePassword] = useChangePasswordMutation()
  const submit = async (values: Values) => {
    const input = readInput(values)
    const problem = readResult(answered(await changePassword({ variables: { input } })).changePassword)
    if (problem === null) onChanged()
    return problem
  }
  return (
    <Form submit={submit}>
      <PasswordField name="currentPassword" label={fields.currentPassword} autoComplete="current-password" />
      <NewPasswordField name="newPassword" label={fields.newPassword} />
      <label className="check">
        <input type="checkbox" name="keepOtherSessions" /> {texts.keepOthers}
      </label>
      <SubmitButton>{texts.submit}</SubmitButton>
    </Form>
  )
}

function readInput(values: Values): ChangePasswordInput {
  return {
    currentPassword: values.text('currentPassword'),
    newPassword: values.text('newPassword'),
    keepOtherSessions: values.isChecked('keepOtherSessions'),
  }
}

function readResult(result: ChangePasswordMutation['changePassword']): FormProblem | null {
  switch (result.__typename) {
    case 'PasswordChanged':
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
