import { PasswordField } from '../form/password-field'
import type { Values } from '../form/values.ts'
import { useTexts } from '../texts/language.ts'

const name = 'currentPassword'

/** For forms whose server wants the password, if the account has one. */
export function CurrentPasswordField() {
  const { fields } = useTexts()
  return <PasswordField name={name} label={fields.currentPassword} autoComplete="current-password" />
}

/** Null when the form has no such field: then a fresh proof of another kind counts. */
export function readCurrentPassword(values: Values): string | null {
  return values.has(name) ? values.text(name) : null
}
