import { useAuth } from 'latchkey/client'
import { useDeleteAccountMutation } from 'latchkey/client/hooks'
import type { DeleteAccountMutation } from 'latchkey/client/operations'
import { answered } from '../form/answered.ts'
import { Form } from '../form/form'
import { atField, type FormProblem, unhandled } from '../form/problem.ts'
import { SubmitButton } from '../form/submit-button'
import type { Values } from '../form/values.ts'
import { Page } from '../layout/page'
import { CurrentPasswordField, readCurrentPassword } from '../proofs/current-password-field'
import { useReauthentication } from '../reauthentication/reauthentication-context.ts'
import { navigate } from '../routing/location.ts'
import { WithFactors } from '../security/with-factors'
import type { Texts } from '../texts/english.ts'
import { useTexts } from '../texts/language.ts'

export function DeleteAccountPage() {
  const { deleteAccount: texts } = useTexts()
  return (
    <Page title={texts.title} lead={texts.lead}>
      <WithFactors>{({ hasPassword }) => <DeleteAccountForm hasPassword={hasPassword} />}</WithFactors>
    </Page>
  )
}

function DeleteAccountForm({ hasPassword }: { hasPassword: boolean }) {
  const texts = useTexts()
  const { logout } = useAuth()
  const [deleteAccount] = useDeleteAccountMutation()
  const prove = useReauthentication()
  const submit = async (values: Values) => {
    if (!hasPassword && !values.has('isSure')) return { message: texts.deleteAccount.beSure }
    const input = { currentPassword: readCurrentPassword(values) }
    const result = await prove(async () => answered(await deleteAccount({ variables: { input } })).deleteAccount)
    const problem = readResult(result, texts)
    if (problem !== null) return problem
    await logout()
    navigate('/login', { state: { notice: texts.deleteAccount.done } })
    return null
  }
  return (
    <Form submit={submit}>
      {hasPassword ? <CurrentPasswordField /> : <SureField />}
      <SubmitButton look="danger">{texts.deleteAccount.submit}</SubmitButton>
    </Form>
  )
}

/** Without a password to type, one press would be too few. */
function SureField() {
  const { deleteAccount: texts } = useTexts()
  return (
    <label className="check">
      <input type="checkbox" name="isSure" /> {texts.isSure}
    </label>
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
