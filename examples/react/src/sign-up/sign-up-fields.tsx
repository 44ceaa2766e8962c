import type { AuthConfigQuery, RegisterInput } from 'latchkey/client/operations'
import { NewPasswordField } from '../form/new-password-field'
import { SubmitButton } from '../form/submit-button'
import { TextField } from '../form/text-field'
import type { Values } from '../form/values.ts'
import { ProfileFields } from '../profile/profile-fields'
import { profileFieldNames, readProfile } from '../profile/read-profile.ts'
import type { PendingSignIn } from '../sign-in/pending-sign-in.ts'
import { useTexts } from '../texts/language.ts'

type Config = AuthConfigQuery['authConfig']

export interface SignUpProps {
  config: Config
  /** The account exists, and the server wants a second factor set up. */
  onPending(pending: PendingSignIn): void
}

/** What the server wants to know besides the address. */
export function SignUpFields({ config }: { config: Config }) {
  const { fields, signUp: texts } = useTexts()
  return (
    <>
      <TextField
        name="username"
        label={fields.username}
        autoComplete="username"
        isOptional={!config.usernameRequired}
      />
      <NewPasswordField name="password" label={fields.password} />
      <ProfileFields prefix="profile." names={requiredProfileFields(config)} areRequired />
      <SubmitButton>{texts.submit}</SubmitButton>
    </>
  )
}

export function readInput(config: Config, values: Values): RegisterInput {
  return {
    username: values.optional('username'),
    password: values.text('password'),
    profile: readProfile(values, { prefix: 'profile.', names: requiredProfileFields(config) }),
  }
}

/** The server names them as text, so that it can ask for one that this app does not know. */
function requiredProfileFields({ requiredProfileFields: required }: Config) {
  return profileFieldNames.filter((name) => required.includes(name))
}
