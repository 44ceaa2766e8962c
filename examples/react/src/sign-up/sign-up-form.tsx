import { useAuth } from 'latchkey/client'
import type { AuthConfigQuery } from 'latchkey/client/operations'
import { EmailField } from '../form/email-field'
import { Form } from '../form/form'
import type { Values } from '../form/values.ts'
import { readResult } from './read-result.ts'
import { readInput, SignUpFields } from './sign-up-fields'

/** Where everybody may sign up. */
export function SignUpForm({ config }: { config: AuthConfigQuery['authConfig'] }) {
  const { register } = useAuth()
  const submit = async (values: Values) =>
    readResult(await register({ ...readInput(config, values), email: values.optional('email') }))
  return (
    <Form submit={submit}>
      <EmailField isOptional={!config.emailRequired} />
      <SignUpFields config={config} />
    </Form>
  )
}
