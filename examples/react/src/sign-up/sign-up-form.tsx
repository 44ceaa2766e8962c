import { useAuth } from 'latchkey/client'
import type { RegisterInput } from 'latchkey/client/operations'
import { EmailField } from '../form/email-field'
import { Form } from '../form/form'
import type { Values } from '../form/values.ts'
import { canUsePasskeys } from '../passkeys/credentials.ts'
import { useNewPasskey } from '../passkeys/use-new-passkey.ts'
import { isPending } from '../sign-in/pending-sign-in.ts'
import { isPasskeyWanted, PasskeyButton } from './passkey-button'
import { readResult } from './read-result.ts'
import { readInput, SignUpFields, type SignUpProps } from './sign-up-fields'

const withoutPasskey = { passkey: null, problem: null }

/** Where everybody may sign up. */
export function SignUpForm({ config, onPending }: SignUpProps) {
  const { register } = useAuth()
  const createNew = useNewPasskey()
  const submit = async (values: Values) => {
    const { password, ...input } = { ...readInput(config, values), email: values.optional('email') }
    const { passkey, problem } = isPasskeyWanted(values) ? await createNew(named(input)) : withoutPasskey
    if (problem !== null) return problem
    const result = await register({ ...input, ...(passkey === null ? { password } : { passkey }) })
    if (isPending(result)) onPending(result)
    return readResult(result)
  }
  return (
    <Form submit={submit}>
      <EmailField isOptional={!config.emailRequired} />
      <SignUpFields config={config} />
      {config.passkeys && canUsePasskeys() && <PasskeyButton />}
    </Form>
  )
}

/** Without a name the server takes the caller for one who is signed in; an empty address is refused at its field. */
function named({ email, username }: Pick<RegisterInput, 'email' | 'username'>) {
  return username ? { email, username } : { email: email ?? '' }
}
