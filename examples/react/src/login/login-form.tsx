import { useAuth } from 'latchkey/client'
import type { LoginMutation } from 'latchkey/client/operations'
import { Form } from '../form/form'
import { PasswordField } from '../form/password-field'
import { type FormProblem, unhandled } from '../form/problem.ts'
import { SubmitButton } from '../form/submit-button'
import { TextField } from '../form/text-field'
import type { Values } from '../form/values.ts'
import { navigate } from '../routing/location.ts'
import { useTexts } from '../texts/language.ts'

export function LoginForm() {
  const { login } = useAuth()
  const { fields, login: texts } = useTexts()
  const submit = async (values: Values) => {
    const identifier = values.text('identifier')
    return readProblem(await login({ identifier, password: values.text('password') }), identifier)
  }
  return (
    <Form submit={submit}>
      <TextField name="identifier" label={fields.identifier} autoComplete="username" />
      <PasswordField name="password" label={fields.password} autoComplete="current-password" />
      <SubmitButton>{texts.submit}</SubmitButton>
    </Form>
  )
}

function readProblem(result: LoginMutation['login'], identifier: string): FormProblem | null {
  switch (result.__typename) {
    case 'SignedIn':
      return null
    case 'EmailNotVerified':
      navigate('/verify-email', {
        state: { email: identifier.includes('@') ? identifier : '' },
      })
      return null
    case 'SecondFactorRequired':
    case 'SecondFactorSetupRequired':
      return { message: result.__typename }
    case 'InvalidCredentials':
    case 'InvalidInput':
    case 'Throttled':
    case 'UserDisabled':
      return result
    default:
      return unhandled(result)
  }
}
