import { Form } from '../form/form'
import { SubmitButton } from '../form/submit-button'
import { useTexts } from '../texts/language.ts'
import { canUsePasskeys } from './credentials.ts'
import { type AddPasskeyProps, useAddPasskey } from './use-add-passkey.ts'

/** For a user who is signed in. */
export function AddPasskeyForm({ onAdded }: Pick<AddPasskeyProps, 'onAdded'>) {
  const { passkeys: texts } = useTexts()
  const submit = useAddPasskey({ signInToken: null, onAdded, onOver: () => undefined })
  if (!canUsePasskeys()) return <p>{texts.unsupported}</p>
  return (
    <Form submit={submit}>
      <SubmitButton>{texts.add}</SubmitButton>
    </Form>
  )
}
