import { useChangePasswordMutation } from 'latchkey/client/hooks'
import type { ChangePasswordInput, ChangePasswordMutation } from 'latchkey/client/operations'
import { answered } from '../form/answered.ts'
import { Form } from '../form/form'
import { NewPasswordField } from '../form/new-password-field'
import { PasswordField } from '../form/password-field'
import { atField, type FormProblem, unhandled } from '../form/problem.ts'
import { SubmitButton } from '../form/submit-button'
import type { Values } from '../form/values.ts'
import type { Texts } from '../texts/english.ts'
import { useTexts } from '../texts/language.ts'

export function ChangePasswordForm({ onChanged }: { onChanged(): void }) {
  const texts = useTexts()
  const [changePassword] = useChangePasswordMutation()
  const submit = async (values: Values) => {
    const input = readInput(values)
    const problem = readResult(answered(await changePassword({ variables: { input } })).changePassword, texts)
    if (problem === null) onChanged()
    return problem
  }
  return (
    <Form submit={submit}>
      <PasswordField name="currentPassword" label={texts.fields.currentPassword} autoComplete="current-password" />
      <NewPasswordField name="newPassword" label={texts.fields.newPassword} />
      <label className="check">
        <input type="checkbox" name="keepOtherSessions" /> {texts.changePassword.keepOthers}
      </label>
      <SubmitButton>{texts.changePassword.submit}</SubmitButton>
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

function readResult(result: ChangePasswordMutation['changePassword'], texts: Texts): FormProblem | null {
  switch (result.__typename) {
    case 'PasswordChanged':
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
