import { useAuth } from 'latchkey/client'
import { EmailField } from '../form/email-field'
import { Form } from '../form/form'
import type { Values } from '../form/values.ts'
import { isPending } from '../sign-in/pending-sign-in.ts'
import { readResult } from './read-result.ts'
import { readInput, SignUpFields, type SignUpProps } from './sign-up-fields'

/** Where everybody may sign up. */
export function SignUpForm({ config, onPending }: SignUpProps) {
  const { register } = useAuth()
  const submit = async (values: Values) => {
    const result = await register({ ...readInput(config, values), email: values.optional('email') })
    if (isPending(result)) onPending(result)
    return readResult(result)
  }
  return (
    <Form submit={submit}>
      <EmailField isOptional={!config.emailRequired} />
      <SignUpFields config={config} />
    </Form>
  )
}
