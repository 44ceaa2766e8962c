import { useAuth } from 'latchkey/client'
import { useDeleteAccountMutation } from 'latchkey/client/hooks'
import type { DeleteAccountMutation } from 'latchkey/client/operations'
import { answered } from '../form/answered'
import { Form } from '../form/form'
import { PasswordField } from '../form/password-field'
import { atField, type FormProblem, unhandled } from '../form/problem'
import { SubmitButton } from '../form/submit-button'
import type { Values } from '../form/values'
import { Page } from '../layout/page'
import { navigate } from '../routing/location'
import { useTexts } from '../texts/language'

export function DeleteAccountPage() {
  const { fields, deleteAccount: texts } = useTexts()
  const { logout } = useAuth()
  const [deleteAccount] = useDeleteAccountMutation()
  const submit = async (values: Values) => {
    const input = { currentPassword: values.text('currentPassword') }
    const problem = readResult(answered(await deleteAccount({ variables: { input } })).deleteAccount)
    if (problem !== null) return problem
    await logout()
    navigate('/login', { state: { farewell: texts.done } })
    return null
  }
  return (
    <Page title={texts.title} lead={texts.lead}>
      <Form submit={submit}>
        <PasswordField name="currentPassword" label={fields.currentPassword} autoComplete="current-password" />
        <SubmitButton look="danger">{texts.submit}</SubmitButton>
      </Form>
    </Page>
  )
}

function readResult(result: DeleteAccountMutation['deleteAccount']): FormProblem | null {
  switch (result.__typename) {
    case 'AccountDeleted':
      return null
    case 'InvalidCredentials':
      return atField('currentPassword', result.message)
    case 'Throttled':
      return result
    default:
      return unhandled(result)
  }
}
