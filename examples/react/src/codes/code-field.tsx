import { TextField } from '../form/text-field'
import { useTexts } from '../texts/language.ts'

/** `one-time-code` lets phones and browsers offer the code of the mail. */
export function CodeField({ name = 'code' }: { name?: string }) {
  const texts = useTexts()
  return <TextField name={name} label={texts.fields.code} inputMode="numeric" autoComplete="one-time-code" />
}
