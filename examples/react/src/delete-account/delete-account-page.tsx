import { useAuth } from 'latchkey/client'
import { useDeleteAccountMutation } from 'latchkey/client/hooks'
import type { DeleteAccountMutation } from 'latchkey/client/operations'
import { answered } from '../form/answered.ts'
import { Form } from '../form/form'
import { PasswordField } from '../form/password-field'
import { atField, type FormProblem, unhandled } from '../form/problem.ts'
import { SubmitButton } from '../form/submit-button'
import type { Values } from '../form/values.ts'
import { Page } from '../layout/page'
import { navigate } from '../routing/location.ts'
import type { Texts } from '../texts/english.ts'
import { useTexts } from '../texts/language.ts'

export function DeleteAccountPage() {
  const texts = useTexts()
  const { logout } = useAuth()
  const [deleteAccount] = useDeleteAccountMutation()
  const submit = async (values: Values) => {
    const input = { currentPassword: values.text('currentPassword') }
    const problem = readResult(answered(await deleteAccount({ variables: { input } })).deleteAccount, texts)
    if (problem !== null) return problem
    await logout()
    navigate('/login', { state: { farewell: texts.deleteAccount.done } })
    return null
  }
  return (
    <Page title={texts.deleteAccount.title} lead={texts.deleteAccount.lead}>
      <Form submit={submit}>
        <PasswordField name="currentPassword" label={texts.fields.currentPassword} autoComplete="current-password" />
        <SubmitButton look="danger">{texts.deleteAccount.submit}</SubmitButton>
      </Form>
    </Page>
  )
}

function readResult(result: DeleteAccountMutation['deleteAccount'], texts: Texts): FormProblem | null {
  switch (result.__typename) {
    case 'AccountDeleted':
      return null
    case 'InvalidCredentials':
      return atField('currentPassword', texts.fields.wrongPassword)
    case 'ReauthenticationRequired':
    case 'Throttled':
      return result
    default:
      return unhandled(result)
  }
}
