import { useChangePasswordMutation } from 'latchkey/client/hooks'
import type { ChangePasswordInput, ChangePasswordMutation } from 'latchkey/client/operations'
import { answered } from '../form/answered.ts'
import { Form } from '../form/form'
import { NewPasswordField } from '../form/new-password-field'
import { atField, type FormProblem, unhandled } from '../form/problem.ts'
import { SubmitButton } from '../form/submit-button'
import type { Values } from '../form/values.ts'
import { AccountName } from '../proofs/account-name'
import { CurrentPasswordField, readCurrentPassword } from '../proofs/current-password-field'
import { useReauthentication } from '../reauthentication/reauthentication-context.ts'
import type { Texts } from '../texts/english.ts'
import { useTexts } from '../texts/language.ts'

interface ChangePasswordFormProps {
  /** False: this form sets the first one. */
  hasPassword: boolean
  onChanged(): void
}

export function ChangePasswordForm({ hasPassword, onChanged }: ChangePasswordFormProps) {
  const texts = useTexts()
  const [changePassword] = useChangePasswordMutation()
  const prove = useReauthentication()
  const submit = async (values: Values) => {
    const input = readInput(values)
    const result = await prove(async () => answered(await changePassword({ variables: { input } })).changePassword)
    const problem = readResult(result, texts)
    if (problem === null) onChanged()
    return problem
  }
  return (
    <Form submit={submit}>
      <AccountName />
      {hasPassword && <CurrentPasswordField />}
      <NewPasswordField name="newPassword" label={texts.fields.newPassword} />
      <label className="check">
        <input type="checkbox" name="keepOtherSessions" /> {texts.changePassword.keepOthers}
      </label>
      <SubmitButton>{hasPassword ? texts.changePassword.submit : texts.security.setPassword}</SubmitButton>
    </Form>
  )
}

function readInput(values: Values): ChangePasswordInput {
  return {
    currentPassword: readCurrentPassword(values),
    newPassword: values.text('newPassword'),
    keepOtherSessions: values.has('keepOtherSessions'),
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
