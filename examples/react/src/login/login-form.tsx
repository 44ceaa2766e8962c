import { useAuth } from 'latchkey/client'
import type { LoginMutation } from 'latchkey/client/operations'
import { Form } from '../form/form'
import { PasswordField } from '../form/password-field'
import { type FormProblem, unhandled } from '../form/problem.ts'
import { SubmitButton } from '../form/submit-button'
import { TextField } from '../form/text-field'
import type { Values } from '../form/values.ts'
import { navigate } from '../routing/location.ts'
import { isPending, type PendingSignIn } from '../sign-in/pending-sign-in.ts'
import { useTexts } from '../texts/language.ts'

interface LoginFormProps {
  /** The password was right, and the server wants more. */
  onPending(pending: PendingSignIn): void
}

export function LoginForm({ onPending }: LoginFormProps) {
  const { login } = useAuth()
  const { fields, login: texts } = useTexts()
  const submit = async (values: Values) => {
    const identifier = values.text('identifier')
    const result = await login({ identifier, password: values.text('password') })
    if (isPending(result)) onPending(result)
    return readProblem(result, identifier)
  }
  return (
    <Form submit={submit}>
      <TextField name="identifier" label={fields.identifier} autoComplete="username webauthn" />
      <PasswordField name="password" label={fields.password} autoComplete="current-password" />
      <SubmitButton>{texts.submit}</SubmitButton>
    </Form>
  )
}

function readProblem(result: LoginMutation['login'], identifier: string): FormProblem | null {
  switch (result.__typename) {
    case 'SignedIn':
    case 'SecondFactorRequired':
    case 'SecondFactorSetupRequired':
      return null
    case 'EmailNotVerified':
      navigate('/verify-email', {
        state: { email: identifier.includes('@') ? identifier : '' },
      })
      return null
    case 'InvalidCredentials':
    case 'InvalidInput':
    case 'Throttled':
    case 'UserDisabled':
      return result
    default:
      return unhandled(result)
  }
}
