import { SubmitButton } from '../form/submit-button'
import type { Values } from '../form/values.ts'
import { useTexts } from '../texts/language.ts'

const name = 'wanted'
const value = 'passkey'

/** Instead of a password. Behind the main button of the form: Enter in a field presses the first one. */
export function PasskeyButton() {
  const { passkeys: texts } = useTexts()
  return (
    <SubmitButton look="secondary" name={name} value={value}>
      {texts.signUp}
    </SubmitButton>
  )
}

/** Whether the form was sent by that button. */
export function isPasskeyWanted(values: Values): boolean {
  return values.text(name) === value
}
